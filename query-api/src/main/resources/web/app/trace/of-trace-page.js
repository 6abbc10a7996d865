/** One trace: its figures, the waterfall, and beside it the span that is chosen. The chosen span is in the address. */

import {LitElement, css, html, nothing} from 'lit';
import {address} from '../base/api.js';
import {ago, count, duration, time, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import '../base/of-figures.js';
import {base, page} from '../base/styles.js';
import {navigate, withQuery} from '../shell/router.js';
import './of-agent-graph.js';
import './of-span-details.js';
import './of-waterfall.js';
import {bottlenecks, criticalPath, spanTree} from './span-tree.js';
import {typeColour, typeLabel} from './span-type.js';
import {wholeTrace} from './whole-trace.js';
import {styled} from '../base/styled.js';

class TracePage extends LitElement {
  static properties = {
    traceId: {}, spanId: {}, view: {state: true}, onlyCritical: {state: true},
  };

  static styles = [base, page, css`
    :host { max-width: none; display: flex; flex-direction: column; height: 100vh; padding-bottom: 16px; gap: 14px; }
    .head { margin: 0; }
    .crumbs { color: var(--muted); font-size: 13px; }
    .crumbs a { text-decoration: underline; }
    .work { display: grid; flex: 1; min-height: 380px; padding: 0; overflow: hidden; }
    .work.split { grid-template-columns: minmax(0, 1fr) minmax(390px, 36%); }
    .main { display: flex; flex-direction: column; min-height: 0; min-width: 0; }
    of-waterfall { flex: 1; }
    of-span-details { border-left: 1px solid var(--line); min-width: 0; }
    .tools { display: flex; align-items: center; gap: 10px 14px; padding: 8px 14px; border-bottom: 1px solid var(--line); flex-wrap: wrap; }
    .legend { display: flex; gap: 12px; flex-wrap: wrap; font-size: 12px; color: var(--muted); margin-left: auto; }
    .legend span { display: inline-flex; gap: 5px; align-items: center; }
    .legend i { width: 8px; height: 8px; border-radius: 2px; }
    label { display: inline-flex; gap: 6px; align-items: center; font-size: 13px; }
    .key { width: 16px; height: 2px; background: var(--text); }
    .slow { display: flex; gap: 6px; align-items: baseline; flex-wrap: wrap; font-size: 13px; color: var(--muted); }
    .switch { display: inline-flex; }
    .switch button { border-radius: 0; border-color: var(--line); }
    .switch button:first-child { border-radius: 6px 0 0 6px; }
    .switch button:last-child { border-radius: 0 6px 6px 0; margin-left: -1px; }
    .switch [aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); }
    @media (max-width: 1000px) {
      :host { height: auto; }
      .work.split { grid-template-columns: minmax(0, 1fr); }
      of-waterfall { height: 60vh; flex: none; }
      of-span-details { border-left: 0; border-top: 1px solid var(--line); }
      .legend { margin-left: 0; }
    }
  `];

  constructor() {
    super();
    this.spanId = null;
    this.view = 'waterfall';
    this.onlyCritical = false;
  }

  #trace = new Load(this, async (signal, show) => understood(await wholeTrace(this.traceId, signal, part => show(understood(part)))));

  willUpdate(changed) {
    if (changed.has('traceId')) {
      this.#trace.value = undefined;
      this.#trace.run();
    }
  }

  #choose(id) {
    navigate(withQuery({span: id}), {replace: true});
  }

  render() {
    return html`
      ${this.#trace.value === undefined || this.#trace.problem ? html`<h1>Trace</h1>` : nothing}
      ${this.#trace.render(shown => this.#page(shown), html`<of-loading rows="14"></of-loading>`)}`;
  }

  #page({trace, tree, critical, slow, types}) {
    const node = this.spanId ? this.#chosen(tree) : null;
    return html`
      <div class="head">
        <div>
          <div class="crumbs"><a href="/traces">Traces</a> / <span class="mono">${trace.runId ?? trace.traceId}</span></div>
          <h1>${trace.name}</h1>
        </div>
        <div class="row">
          <a class="button" href=${address(`/traces/${trace.traceId}`, {format: 'otlp'})} download="${trace.traceId}.json">Export as OTLP</a>
        </div>
      </div>
      <of-figures .items=${[
        {label: 'Duration', value: duration(trace.durationMs)},
        {label: 'Cost', value: usd(trace.costUsd), note: trace.unpricedTokens > 0 ? `${count(trace.unpricedTokens)} tokens unpriced` : undefined},
        {label: 'Tokens', value: count(trace.totalTokens)},
        {label: 'Spans', value: count(trace.spanCount)},
        {label: 'Errors', value: count(trace.errorCount), kind: trace.errorCount > 0 ? 'bad' : undefined},
        {label: 'Started', value: ago(trace.startTime), note: time(trace.startTime)},
      ]}></of-figures>
      ${slow.length > 0 ? html`
        <div class="slow"><b>Most of the time is in</b>
          ${slow.slice(0, 3).map(one => html`<button class="small" @click=${() => this.#choose(one.key)}>${one.span.name} <span class="warn">${duration(one.waitedMs)}</span></button>`)}
        </div>` : nothing}
      <section class="card work ${node && this.view === 'waterfall' ? 'split' : ''}" aria-label="Spans of the trace">
        <div class="main">
          <div class="tools">
            <div class="switch" role="group" aria-label="View">
              ${[['waterfall', 'Waterfall'], ['graph', 'Agent graph']].map(([key, label]) => html`
                <button class="small" aria-pressed=${this.view === key} @click=${() => { this.view = key; }}>${label}</button>`)}
            </div>
            ${this.view === 'waterfall' ? html`
              <label><input type="checkbox" .checked=${this.onlyCritical} @change=${event => { this.onlyCritical = event.target.checked; }}> <i class="key"></i>Critical path only</label>` : nothing}
            ${trace.spans.length < trace.spanCount ? html`<span class="muted" role="status">${count(trace.spans.length)} of ${count(trace.spanCount)} spans are here …</span>` : nothing}
            <div class="legend">${types.map(type => html`<span><i ${styled({background: typeColour(type)})}></i>${typeLabel(type)}</span>`)}</div>
          </div>
          ${this.view === 'graph' ? html`<of-agent-graph tabindex="0" .tree=${tree}></of-agent-graph>` : html`
            <of-waterfall .tree=${tree} .critical=${critical} .slow=${new Set(slow.map(one => one.key))} .onlyCritical=${this.onlyCritical}
              .selected=${this.spanId} @spanselected=${event => this.#choose(event.detail)}></of-waterfall>`}
        </div>
        ${node && this.view === 'waterfall' ? html`
          <of-span-details .node=${node} .traceId=${trace.traceId} @closed=${() => navigate(withQuery({span: null}), {replace: true})}></of-span-details>` : nothing}
      </section>`;
  }

  /** A fold is shown by the first of its spans. */
  #chosen(tree) {
    return tree.byId.get(this.spanId.replace(/^fold:/, '')) ?? null;
  }
}

function understood(trace) {
  const tree = spanTree(trace);
  return {trace, tree, critical: criticalPath(tree), slow: bottlenecks(tree), types: [...new Set(trace.spans.map(span => span.type))]};
}

customElements.define('of-trace-page', TracePage);
