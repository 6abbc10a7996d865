/** Who calls whom in a trace: agents, models and tools as boxes, calls as lines between them. Pure. */

const DRAWN = new Set(['agent', 'llm', 'tool', 'embedding', 'retriever', 'reranker', 'guardrail']);

/**
 * @returns {{nodes: {id: string, label: string, type: string, calls: number, errors: number, usd: number | null, level: number}[],
 *   edges: {from: string, to: string, calls: number}[]}}
 */
export function agentGraph(tree) {
  const nodes = new Map();
  const edges = new Map();
  const waiting = tree.roots.map(node => ({node, caller: null, level: 0}));
  while (waiting.length > 0) {
    const {node, caller, level} = waiting.pop();
    if (node.folded) {
      node.folded.forEach(one => waiting.push({node: one, caller, level}));
      continue;
    }
    const drawn = DRAWN.has(node.span.type) || caller === null;
    const self = drawn ? met(nodes, node.span, level) : caller;
    if (drawn && caller !== null && caller !== self) {
      const key = `${caller.id}\n${self.id}`;
      edges.set(key, {from: caller.id, to: self.id, calls: (edges.get(key)?.calls ?? 0) + 1});
    }
    node.children.forEach(child => waiting.push({node: child, caller: self, level: drawn ? self.level + 1 : level}));
  }
  return {nodes: [...nodes.values()], edges: [...edges.values()]};
}

function met(nodes, span, level) {
  const label = labelOf(span);
  const id = `${span.type} ${label}`;
  const node = nodes.get(id) ?? {id, label, type: span.type, calls: 0, errors: 0, usd: null, level};
  node.calls++;
  node.errors += span.status === 'error' ? 1 : 0;
  node.usd = span.costUsd === null || span.costUsd === undefined ? node.usd : (node.usd ?? 0) + span.costUsd;
  nodes.set(id, node);
  return node;
}

function labelOf(span) {
  switch (span.type) {
    case 'agent':
      return span.agent ?? span.name;
    case 'tool':
      return span.tool ?? span.name;
    case 'llm':
    case 'embedding':
    case 'reranker':
      return span.model ?? span.name;
    default:
      return span.name;
  }
}
