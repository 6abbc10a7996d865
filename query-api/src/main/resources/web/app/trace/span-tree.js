/** A trace's spans as a tree: what is inside what, what it cost in all, and which repeated siblings are told as one. Pure. */

import {epochMillis, totalTokens} from '../base/format.js';

/** So many neighbours of one name are shown as one line until somebody opens it. */
const FOLDED_FROM = 3;

/** A span is a bottleneck when the trace waited this share of its time for it alone, without what is inside. */
const BOTTLENECK_SHARE = 0.15;
const MOST_BOTTLENECKS = 5;

/**
 * @typedef {object} Node
 * @property {string} key
 * @property {object} span of a fold the first of them
 * @property {Node | null} parent
 * @property {Node[]} children
 * @property {Node[] | null} folded the siblings that are told as one
 * @property {number} startMs since the start of the trace
 * @property {number} endMs
 * @property {number} ownMs time in which nothing inside ran
 * @property {number} waitedMs how long the whole trace waited for the span itself
 * @property {number | null} ownUsd
 * @property {number | null} totalUsd with all inside; null when nothing of it has a known price
 * @property {number | null} tokens of billed spans inside, so that nothing counts twice
 * @property {number} errors
 */

/** @returns {{roots: Node[], byId: Map<string, Node>, durationMs: number}} */
export function spanTree(trace) {
  const traceStart = trace.spans.reduce((least, span) => Math.min(least, epochMillis(span.startTime)), Infinity);
  const byId = new Map();
  const nodes = trace.spans.map(span => {
    const node = nodeOf(span, traceStart);
    byId.set(span.spanId, node);
    return node;
  });
  const roots = [];
  for (const node of nodes) {
    const parent = byId.get(node.span.parentSpanId);
    (parent && parent !== node ? parent.children : roots).push(node);
  }
  unreachable(nodes, roots).forEach(node => roots.push(node));
  addUp(roots);
  const durationMs = nodes.reduce((most, node) => Math.max(most, node.endMs), 0);
  const folded = foldedSiblings(roots);
  folded.forEach(root => setParent(root, null));
  return {roots: folded, byId, durationMs};
}

function nodeOf(span, traceStart) {
  const startMs = epochMillis(span.startTime) - traceStart;
  return {
    key: span.spanId,
    span,
    parent: null,
    children: [],
    folded: null,
    startMs,
    endMs: startMs + span.durationMs,
    ownMs: span.selfTimeMs,
    waitedMs: span.criticalPathMs ?? span.selfTimeMs,
    ownUsd: span.costUsd,
    totalUsd: span.costUsd,
    tokens: span.billed ? totalTokens(span.tokens) : null,
    errors: span.status === 'error' ? 1 : 0,
  };
}

/** Spans that are each other's parents have no root above them; the first one met becomes one. */
function unreachable(nodes, roots) {
  const seen = new Set();
  const visit = start => {
    const waiting = [start];
    while (waiting.length > 0) {
      const node = waiting.pop();
      if (!seen.has(node)) {
        seen.add(node);
        waiting.push(...node.children);
      }
    }
  };
  roots.forEach(visit);
  const found = [];
  for (const node of nodes) {
    if (!seen.has(node)) {
      nodes.forEach(other => {
        if (other.children.includes(node)) {
          other.children = other.children.filter(child => child !== node);
        }
      });
      found.push(node);
      visit(node);
    }
  }
  return found;
}

/** Without recursion: a trace may be as deep as it has spans. */
function inOrder(roots) {
  const order = [];
  const waiting = [...roots];
  while (waiting.length > 0) {
    const node = waiting.pop();
    order.push(node);
    for (const child of node.children) {
      waiting.push(child);
    }
  }
  return order;
}

function addUp(roots) {
  const order = inOrder(roots);
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    node.children.sort((a, b) => a.startMs - b.startMs);
    for (const child of node.children) {
      node.totalUsd = plus(node.totalUsd, child.totalUsd);
      node.tokens = plus(node.tokens, child.tokens);
      node.errors += child.errors;
    }
  }
  for (const node of order) {
    node.children = foldedSiblings(node.children);
    node.children.forEach(child => setParent(child, node));
  }
}

function setParent(node, parent) {
  node.parent = parent;
  node.folded?.forEach(one => setParent(one, node));
}

function plus(a, b) {
  return a === null || a === undefined ? b ?? null : b === null || b === undefined ? a : a + b;
}

function foldedSiblings(siblings) {
  const result = [];
  let run = [];
  for (const node of [...siblings, null]) {
    if (run.length > 0 && (node === null || !isAlike(run[0], node))) {
      result.push(...(run.length >= FOLDED_FROM ? [fold(run)] : run));
      run = [];
    }
    if (node !== null) {
      run.push(node);
    }
  }
  return result;
}

function isAlike(a, b) {
  return a.span.name === b.span.name && a.span.type === b.span.type;
}

/** @param {Node[]} run */
function fold(run) {
  return {
    key: `fold:${run[0].key}`,
    span: run[0].span,
    parent: null,
    children: run,
    folded: run,
    startMs: run[0].startMs,
    endMs: run.reduce((most, node) => Math.max(most, node.endMs), 0),
    workMs: run.reduce((sum, node) => sum + node.endMs - node.startMs, 0),
    ownMs: run.reduce((sum, node) => sum + node.ownMs, 0),
    ownUsd: run.reduce((sum, node) => plus(sum, node.ownUsd), null),
    totalUsd: run.reduce((sum, node) => plus(sum, node.totalUsd), null),
    tokens: run.reduce((sum, node) => plus(sum, node.tokens), null),
    errors: run.reduce((sum, node) => sum + node.errors, 0),
  };
}

/**
 * The lines that are to be seen, from top to bottom.
 *
 * @param {Set<string>} toggled keys of nodes that are not as they are at first: folds are closed, everything else is open
 * @returns {{node: Node, depth: number, open: boolean, position: number, siblings: number}[]}
 */
export function visibleRows(roots, toggled) {
  const rows = [];
  const waiting = roots.map((node, i) => ({node, depth: 0, position: i + 1, siblings: roots.length})).reverse();
  while (waiting.length > 0) {
    const {node, depth, position, siblings} = waiting.pop();
    const open = node.children.length > 0 && (node.folded !== null) === toggled.has(node.key);
    rows.push({node, depth, open, position, siblings});
    if (open) {
      for (let i = node.children.length - 1; i >= 0; i--) {
        waiting.push({node: node.children[i], depth: depth + 1, position: i + 1, siblings: node.children.length});
      }
    }
  }
  return rows;
}

/** Where most of the time goes, worst first. */
export function bottlenecks(tree) {
  return [...tree.byId.values()]
    .filter(node => node.waitedMs >= tree.durationMs * BOTTLENECK_SHARE && tree.byId.size > 1)
    .sort((a, b) => b.waitedMs - a.waitedMs)
    .slice(0, MOST_BOTTLENECKS);
}

/**
 * The spans that the service says the trace waited for; where it does not say, those without which the trace would have ended earlier: from the end back, always what ended last before.
 *
 * @returns {Set<string>} span ids
 */
export function criticalPath(tree) {
  const nodes = [...tree.byId.values()];
  if (nodes.some(({span}) => span.criticalPathMs !== undefined)) {
    return new Set(nodes.filter(({span}) => (span.criticalPathMs ?? null) !== null).map(({key}) => key));
  }
  const path = new Set();
  const last = latest(tree.roots.flatMap(unfolded), Infinity);
  const waiting = last ? [last] : [];
  while (waiting.length > 0) {
    const node = waiting.pop();
    path.add(node.span.spanId);
    const children = node.children.flatMap(unfolded).sort((a, b) => b.endMs - a.endMs);
    let until = node.endMs;
    for (const child of children) {
      if (child.endMs <= until) {
        waiting.push(child);
        until = child.startMs;
      }
    }
  }
  return path;
}

function unfolded(node) {
  return node.folded ?? [node];
}

function latest(nodes, until) {
  return nodes.reduce((best, node) => (node.endMs <= until && (!best || node.endMs > best.endMs) ? node : best), null);
}

/** The nodes above a span, nearest first; for opening what is closed. */
export function above(tree, spanId) {
  const path = [];
  for (let node = tree.byId.get(spanId)?.parent; node; node = node.parent) {
    path.push(node);
  }
  return path;
}
