/** The agents, models and tools of a trace and who called whom, from left to right. */

import {LitElement, css, html, svg} from 'lit';
import {styled} from '../base/styled.js';
import {count, usd} from '../base/format.js';
import {base} from '../base/styles.js';
import {agentGraph} from './agent-graph.js';
import {typeColour, typeLabel} from './span-type.js';

const BOX = {width: 190, height: 54, right: 90, below: 18};

class AgentGraph extends LitElement {
  static properties = {tree: {attribute: false}};

  static styles = [base, css`
    :host { display: block; overflow: auto; padding: 20px; flex: 1; }
    svg { display: block; }
    .line { fill: none; stroke: var(--line-strong); stroke-width: 1.4; }
    .calls { fill: var(--muted); font-size: 12px; paint-order: stroke; stroke: var(--surface); stroke-width: 4px; }
    rect { fill: var(--surface); stroke-width: 1.6; }
    .label { fill: var(--text); font-weight: 600; font-size: 13px; }
    .note { fill: var(--muted); font-size: 12px; }
  `];

  render() {
    const {nodes, edges} = agentGraph(this.tree);
    const places = place(nodes);
    const width = Math.max(...[...places.values()].map(({x}) => x + BOX.width)) + 2;
    const height = Math.max(...[...places.values()].map(({y}) => y + BOX.height)) + 2;
    return html`
      <svg width=${width} height=${height} viewBox="-1 -1 ${width + 1} ${height + 1}" role="img"
          aria-label=${`Agent graph: ${edges.map(edge => `${edge.from} calls ${edge.to} ${edge.calls} times`).join(', ')}`}>
        ${edges.map(edge => this.#edge(edge, places))}${nodes.map(node => this.#box(node, places.get(node.id)))}
      </svg>`;
  }

  #edge(edge, places) {
    const from = places.get(edge.from);
    const to = places.get(edge.to);
    const start = {x: from.x + BOX.width, y: from.y + BOX.height / 2};
    const end = {x: to.x, y: to.y + BOX.height / 2};
    const bend = Math.max(30, Math.abs(end.x - start.x) / 2);
    return svg`
      <path class="line" d="M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}"></path>
      <text class="calls" x=${end.x - 8} y=${end.y > start.y ? end.y + 14 : end.y - 6} text-anchor="end">${count(edge.calls)}×</text>`;
  }

  #box(node, {x, y}) {
    const note = [typeLabel(node.type), node.usd === null ? null : usd(node.usd), node.errors > 0 ? `${node.errors} failed` : null];
    const label = node.label.length > 25 ? `${node.label.slice(0, 24)}…` : node.label;
    return svg`
      <g transform="translate(${x} ${y})">
        <title>${node.label}</title>
        <rect width=${BOX.width} height=${BOX.height} rx="8" ${styled({stroke: typeColour(node.type)})}></rect>
        <text class="label" x="12" y="22">${label}</text>
        <text class="note" x="12" y="41">${note.filter(Boolean).join(' · ')}</text>
      </g>`;
  }
}

function place(nodes) {
  const places = new Map();
  const columns = new Map();
  for (const node of nodes) {
    const row = columns.get(node.level) ?? 0;
    columns.set(node.level, row + 1);
    places.set(node.id, {x: node.level * (BOX.width + BOX.right), y: row * (BOX.height + BOX.below)});
  }
  return places;
}

customElements.define('of-agent-graph', AgentGraph);
