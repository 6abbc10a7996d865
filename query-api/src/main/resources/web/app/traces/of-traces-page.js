/** Traces that match a filter, newest first. The filter is the address, so that it can be sent to somebody. */

import {LitElement, css, html, nothing} from 'lit';
import {address, get} from '../base/api.js';
import {ago, compact, count, duration, time, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import {rangeOf, rangePicker} from '../base/range.js';
import {base, page} from '../base/styles.js';
import {navigate, withQuery} from '../shell/router.js';
import '../shell/of-icon.js';
import './of-filter-bar.js';
import {FILTERS} from './filters.js';

const PAGE = 50;
const LIVE_EVERY_MS = 3000;

class TracesPage extends LitElement {
  static properties = {query: {attribute: false}, live: {state: true}, more: {state: true}};

  static styles = [base, page, css`
    of-filter-bar { margin-bottom: 14px; display: block; }
    table { font-size: 13px; }
    .name a { font-weight: 550; overflow-wrap: anywhere; }
    .id { color: var(--muted); font-size: 12px; }
    tr.new td { background: var(--accent-soft); }
    .end { display: flex; justify-content: center; padding-top: 12px; }
    .card { padding: 4px 12px; }
    @media (max-width: 700px) {
      thead { display: none; }
      table, tbody { display: block; }
      tr { display: grid; grid-template-columns: auto auto 1fr; padding: 8px 2px; border-bottom: 1px solid var(--line); gap: 2px 14px; }
      tr:last-child { border-bottom: 0; }
      td, td:first-child, td:last-child { border: 0; padding: 0; display: block; }
      td:not(:last-child) { text-align: left; }
      td.name { grid-column: 1 / -1; }
      td.extra { display: none; }
    }
  `];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.live = false;
    this.more = [];
    this.fresh = new Set();
  }

  /** What the first page was asked with: a cursor goes on in the same list only. */
  #asked = {};
  #traces = new Load(this, signal => {
    this.#asked = this.#params();
    return get('/traces', this.#asked, signal);
  });
  #timer = null;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      this.more = [];
      this.fresh = new Set();
      this.#traces.run();
    }
  }

  #params() {
    const {from, to} = rangeOf(this.query.get('range') ?? '24h');
    return {...Object.fromEntries(FILTERS.map(({name}) => [name, this.query.getAll(name)])), from, to: this.live ? undefined : to, limit: PAGE};
  }

  #toggleLive() {
    this.live = !this.live;
    clearInterval(this.#timer);
    if (this.live) {
      this.more = [];
      this.#timer = setInterval(() => this.#refresh(), LIVE_EVERY_MS);
      this.#refresh();
    }
  }

  /** A hidden page asks for nothing, and what cannot be had this time may be the next. */
  async #refresh() {
    if (document.hidden) {
      return;
    }
    const known = new Set(this.#traces.value?.items.map(trace => trace.traceId));
    await this.#traces.run();
    this.fresh = new Set(known.size === 0 ? [] : this.#traces.value?.items.map(trace => trace.traceId).filter(id => !known.has(id)));
    this.requestUpdate();
  }

  async #loadMore(cursor) {
    try {
      const next = await get('/traces', {...this.#asked, cursor});
      this.more = [...this.more, next];
    } catch (e) {
      this.#traces.problem = e;
      this.requestUpdate();
    }
  }

  render() {
    return html`
      <div class="head">
        <h1>Traces</h1>
        <div class="row">
          ${rangePicker(this.query.get('range') ?? '24h')}
          <button aria-pressed=${this.live} @click=${this.#toggleLive}><of-icon name=${this.live ? 'pause' : 'play'}></of-icon>${this.live ? 'Live' : 'Live tail'}</button>
        </div>
      </div>
      <of-filter-bar .query=${this.query}></of-filter-bar>
      ${this.#traces.render(first => this.#list([first, ...this.more]))}`;
  }

  #list(pages) {
    const traces = pages.flatMap(one => one.items);
    const cursor = pages.at(-1).nextCursor;
    if (traces.length === 0 && cursor) {
      return html`
        <section class="card"><of-empty headline="Nothing found yet">
          The latest ones have been looked into. <button @click=${() => this.#loadMore(cursor)}>Search further back</button>
        </of-empty></section>`;
    }
    if (traces.length === 0) {
      const filtered = FILTERS.some(({name}) => this.query.has(name));
      return html`
        <section class="card"><of-empty headline=${filtered ? 'No trace matches' : 'No traces in this time'}>
          ${filtered ? html`<a href="/traces">Take the filters away</a>, or look at a longer time.` : html`Choose a longer time, or <a href="/settings/connect">connect an agent</a>.`}
        </of-empty></section>`;
    }
    return html`
      <section class="card" aria-label="Traces" aria-busy=${this.#traces.loading}>
        <table>
          <thead><tr><th>Trace</th><th>Agent</th><th class="num">Duration</th><th class="num">Spans</th><th class="num">Tokens</th><th class="num">Cost</th><th class="num">Started</th></tr></thead>
          <tbody>${traces.map(trace => this.#row(trace))}</tbody>
        </table>
        ${cursor && !this.live ? html`<div class="end"><button @click=${() => this.#loadMore(cursor)}>Show more</button></div>` : nothing}
      </section>`;
  }

  #row(trace) {
    return html`
      <tr class="link ${this.fresh.has(trace.traceId) ? 'new' : ''}">
        <td class="name">
          <a href="/traces/${trace.traceId}">${trace.name}</a>
          ${trace.errorCount > 0 ? html` <span class="pill bad">${count(trace.errorCount)} error${trace.errorCount > 1 ? 's' : ''}</span>` : nothing}
          <div class="id mono">${trace.runId ?? trace.traceId.slice(0, 16)}</div>
        </td>
        <td class="extra">${trace.agents.join(', ') || trace.services.join(', ')}</td>
        <td class="num">${duration(trace.durationMs)}</td>
        <td class="num extra">${count(trace.spanCount)}</td>
        <td class="num extra">${compact(trace.totalTokens)}</td>
        <td class="num">${trace.costUsd === null && trace.unpricedTokens > 0 ? html`<span class="pill warn">unpriced</span>` : usd(trace.costUsd)}</td>
        <td class="num muted" title=${time(trace.startTime)}>${ago(trace.startTime)}</td>
      </tr>`;
  }
}

customElements.define('of-traces-page', TracesPage);
