/**
 * The spans of a trace as tree and waterfall side by side. Only the lines in sight are elements, so that a trace of ten
 * thousand spans scrolls like one of ten.
 *
 * Fires `spanselected` with the span's id.
 */

import {LitElement, css, html, nothing} from 'lit';
import {styled} from '../base/styled.js';
import {base} from '../base/styles.js';
import {compact, duration, usd} from '../base/format.js';
import '../shell/of-icon.js';
import {above, visibleRows} from './span-tree.js';
import {typeColour, typeLabel} from './span-type.js';

const ROW_PX = 28;
const BEYOND = 12;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

class Waterfall extends LitElement {
  static properties = {
    tree: {attribute: false},
    critical: {attribute: false},
    slow: {attribute: false},
    selected: {},
    onlyCritical: {type: Boolean},
    toggled: {state: true},
    first: {state: true},
    height: {state: true},
  };

  static styles = [base, css`
    :host { display: flex; flex-direction: column; min-height: 0; container-type: inline-size; }
    .grid { display: grid; grid-template-columns: minmax(180px, 38%) 62px 74px 62px minmax(0, 1fr); }
    .axis { color: var(--muted); font-size: 12px; border-bottom: 1px solid var(--line); height: 30px; align-items: center; padding-right: 12px; }
    .axis > :first-child { padding-left: 14px; }
    .axis .num { padding-right: 8px; }
    .ticks { position: relative; height: 100%; }
    .ticks span { position: absolute; top: 6px; transform: translateX(-50%); white-space: nowrap; font-variant-numeric: tabular-nums; }
    .ticks span:first-child { transform: none; }
    .ticks span:last-child { transform: translateX(-100%); }
    .scroller { overflow-y: auto; flex: 1; min-height: 0; position: relative; }
    .scroller:focus-visible { outline-offset: -2px; }
    .all { position: relative; }
    .line { position: absolute; left: 0; right: 0; height: 28px; align-items: center; cursor: pointer; font-size: 13px; padding-right: 12px; }
    .line:hover { background: var(--sunken); }
    .line.selected { background: var(--accent-soft); box-shadow: inset 3px 0 var(--accent); }
    .name { display: flex; align-items: center; gap: 6px; min-width: 0; height: 100%; padding-right: 8px; }
    .toggle { width: 16px; flex: none; display: inline-flex; color: var(--muted); }
    .toggle of-icon { width: 12px; height: 12px; }
    .dot { width: 8px; height: 8px; border-radius: 2px; flex: none; }
    .label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .times { color: var(--muted); flex: none; }
    .mark { flex: none; font-size: 11px; padding: 0 5px; line-height: 16px; }
    .line .num { padding-right: 8px; color: var(--muted); font-size: 12.5px; }
    .line .num.strong { color: var(--text); }
    .track { position: relative; height: 100%; background-image: linear-gradient(to right, var(--line) 1px, transparent 1px); background-size: 25% 100%; }
    .bar { position: absolute; top: 8px; height: 12px; min-width: 2px; border-radius: 3px; }
    .bar.fold { opacity: .55; }
    .bar.critical::after { content: ""; position: absolute; inset: auto 0 -4px; height: 2px; border-radius: 1px; background: var(--text); }
    .bar.failed { background-image: repeating-linear-gradient(135deg, transparent 0 4px, rgb(255 255 255 / 40%) 4px 7px); box-shadow: 0 0 0 1.5px var(--bad); }
    @container (max-width: 800px) { .ticks span:nth-child(even) { display: none; } }
    @container (max-width: 620px) {
      .grid { grid-template-columns: minmax(0, 1fr) 62px 110px; }
      .optional, .ticks span:not(:first-child, :last-child) { display: none; }
    }
  `];

  constructor() {
    super();
    this.tree = null;
    this.critical = new Set();
    this.slow = new Set();
    this.selected = null;
    this.onlyCritical = false;
    this.toggled = new Set();
    this.first = 0;
    this.height = 600;
    this.rows = [];
  }

  #size = new ResizeObserver(() => this.#measure());

  firstUpdated() {
    this.#size.observe(this.#scroller());
    this.#reveal();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  willUpdate(changed) {
    if ((changed.has('selected') || changed.has('tree')) && this.selected && this.tree) {
      this.#openAbove(this.selected);
    }
    if (changed.has('tree') || changed.has('toggled') || changed.has('onlyCritical') || changed.has('selected')) {
      const rows = this.tree ? visibleRows(this.tree.roots, this.toggled) : [];
      this.rows = this.onlyCritical ? rows.filter(({node}) => this.#isCritical(node)) : rows;
    }
  }

  updated(changed) {
    if (changed.has('tree') && this.rows.length > 0) {
      performance.mark('waterfall');
    }
    if (changed.has('selected') && !changed.has('tree')) {
      this.#reveal();
    }
  }

  #scroller() {
    return this.renderRoot.querySelector('.scroller');
  }

  #measure() {
    this.height = this.#scroller().clientHeight;
  }

  #scrolled() {
    this.first = Math.floor(this.#scroller().scrollTop / ROW_PX);
  }

  #openAbove(spanId) {
    const closed = above(this.tree, spanId)
      .filter(node => (node.folded !== null) !== this.toggled.has(node.key))
      .map(node => node.key);
    if (closed.length > 0) {
      const toggled = new Set(this.toggled);
      closed.forEach(key => (toggled.has(key) ? toggled.delete(key) : toggled.add(key)));
      this.toggled = toggled;
    }
  }

  #reveal() {
    const at = this.#selectedIndex();
    const scroller = this.#scroller();
    if (at < 0 || !scroller) {
      return;
    }
    const top = at * ROW_PX;
    if (top < scroller.scrollTop) {
      scroller.scrollTop = top;
    } else if (top + ROW_PX > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + ROW_PX - scroller.clientHeight;
    }
  }

  #selectedIndex() {
    return this.rows.findIndex(({node}) => this.#idOf(node) === this.selected);
  }

  /** A fold has no span of its own. */
  #idOf(node) {
    return node.folded ? node.key : node.span.spanId;
  }

  #isCritical(node) {
    return (node.folded ?? [node]).some(one => this.critical.has(one.span.spanId));
  }

  #select(node) {
    this.dispatchEvent(new CustomEvent('spanselected', {detail: this.#idOf(node)}));
  }

  #toggle(node) {
    const toggled = new Set(this.toggled);
    if (!toggled.delete(node.key)) {
      toggled.add(node.key);
    }
    this.toggled = toggled;
  }

  #clicked(event, node) {
    if (node.children.length > 0 && (node.folded || event.composedPath().some(element => element.classList?.contains('toggle')))) {
      this.#toggle(node);
    }
    this.#select(node);
  }

  #key(event) {
    const at = Math.max(0, this.#selectedIndex());
    const row = this.rows[at];
    const page = Math.max(1, Math.floor(this.height / ROW_PX) - 1);
    const moves = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity};
    if (!row) {
      return;
    }
    if (event.key in moves) {
      const to = Math.min(this.rows.length - 1, Math.max(0, at + moves[event.key]));
      this.#select(this.rows[to].node);
    } else if (event.key === 'ArrowRight' && row.node.children.length > 0) {
      row.open ? this.#select(row.node.children[0]) : this.#toggle(row.node);
    } else if (event.key === 'ArrowLeft') {
      row.open ? this.#toggle(row.node) : this.#selectParent(at);
    } else if (event.key === 'Enter' || event.key === ' ') {
      row.node.children.length > 0 && this.#toggle(row.node);
    } else {
      return;
    }
    event.preventDefault();
  }

  #selectParent(at) {
    for (let i = at - 1; i >= 0; i--) {
      if (this.rows[i].depth < this.rows[at].depth) {
        this.#select(this.rows[i].node);
        return;
      }
    }
  }

  render() {
    const from = Math.max(0, this.first - BEYOND);
    const to = Math.min(this.rows.length, this.first + Math.ceil(this.height / ROW_PX) + BEYOND);
    const selected = this.#selectedIndex();
    return html`
      <div class="grid axis" aria-hidden="true">
        <span>Span</span><span class="num optional">Tokens</span><span class="num optional">Cost</span><span class="num">Time</span>
        <div class="ticks">${TICKS.map(share => html`<span ${styled({left: `${share * 100}%`})}>${this.#tick(share)}</span>`)}</div>
      </div>
      <div class="scroller" role="tree" aria-label="Spans" tabindex="0" aria-activedescendant=${selected >= from && selected < to ? `line-${selected}` : nothing}
          @scroll=${this.#scrolled} @keydown=${this.#key}>
        <div class="all" role="presentation" ${styled({height: `${this.rows.length * ROW_PX}px`})}>
          ${this.rows.slice(from, to).map((row, i) => this.#line(row, from + i))}
        </div>
      </div>`;
  }

  #tick(share) {
    const wide = this.tree?.durationMs ?? 0;
    return share === 0 ? '0' : duration(wide * share);
  }

  #line({node, depth, open, position, siblings}, index) {
    const chosen = this.selected === this.#idOf(node);
    const millis = node.folded ? node.workMs : node.endMs - node.startMs;
    const expandable = node.children.length > 0;
    return html`
      <div class="grid line ${chosen ? 'selected' : ''}" id="line-${index}" role="treeitem" aria-level=${depth + 1} aria-posinset=${position}
          aria-setsize=${siblings} aria-selected=${chosen} aria-expanded=${expandable ? open : nothing}
          ${styled({top: `${index * ROW_PX}px`})} @click=${event => this.#clicked(event, node)}>
        <div class="name" ${styled({paddingLeft: `${8 + Math.min(depth, 24) * 14}px`})}>
          <span class="toggle">${expandable ? html`<of-icon name=${open ? 'down' : 'right'}></of-icon>` : nothing}</span>
          <span class="dot" title=${typeLabel(node.span.type)} ${styled({background: typeColour(node.span.type)})}></span>
          <span class="label" title=${node.span.name}>${node.span.name}</span>
          ${node.folded ? html`<span class="times">×${node.folded.length}</span>` : nothing}
          ${node.errors > 0 && (node.span.status === 'error' || node.folded) ? html`<span class="pill bad mark">${node.folded ? node.errors : ''} error</span>` : nothing}
          ${this.slow.has(node.key) ? html`<span class="pill warn mark">slow</span>` : nothing}
        </div>
        <span class="num optional">${node.tokens ? compact(node.tokens) : ''}</span>
        <span class="num optional">${node.totalUsd === null ? '' : usd(node.totalUsd)}</span>
        <span class="num strong">${duration(millis)}</span>
        <div class="track">${this.#bar(node)}</div>
      </div>`;
  }

  #bar(node) {
    const wide = this.tree.durationMs || 1;
    const classes = ['bar', node.folded && 'fold', node.span.status === 'error' && !node.folded && 'failed', this.#isCritical(node) && 'critical'];
    return html`<i class=${classes.filter(Boolean).join(' ')} ${styled({
      left: `${(node.startMs / wide) * 100}%`,
      width: `${((node.endMs - node.startMs) / wide) * 100}%`,
      backgroundColor: typeColour(node.span.type),
    })}></i>`;
  }
}

customElements.define('of-waterfall', Waterfall);
