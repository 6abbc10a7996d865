/** One session: its traces in the order in which they happened. */

import {LitElement, css, html, nothing} from 'lit';
import {get} from '../base/api.js';
import {compact, count, time, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import '../base/of-figures.js';
import {base, page} from '../base/styles.js';

class SessionPage extends LitElement {
  static properties = {session: {}, more: {state: true}};

  static styles = [base, page, css`
    .crumbs { color: var(--muted); font-size: 13px; }
    .crumbs a { text-decoration: underline; }
    .card { padding: 8px 14px; margin-top: 14px; }
    .end { display: flex; justify-content: center; padding: 12px 0 6px; }
  `];

  constructor() {
    super();
    this.session = '';
    this.more = [];
  }

  #session = new Load(this, signal => this.#ask({}, signal));

  #ask(params, signal) {
    return get(`/sessions/${encodeURIComponent(this.session)}`, {...params, limit: 100}, signal);
  }

  willUpdate(changed) {
    if (changed.has('session')) {
      this.more = [];
      this.#session.run();
    }
  }

  async #next(cursor) {
    try {
      const {traces} = await this.#ask({cursor});
      this.more = [...this.more, traces];
    } catch (e) {
      this.#session.problem = e;
      this.requestUpdate();
    }
  }

  render() {
    return html`
      <div class="head"><div><div class="crumbs"><a href="/sessions">Sessions</a> /</div><h1>${this.session}</h1></div></div>
      ${this.#session.render(({session, traces}) => this.#shown(session, [traces, ...this.more]))}`;
  }

  #shown(session, pages) {
    const cursor = pages.at(-1).nextCursor;
    return html`
          <of-figures .items=${[
            {label: 'Cost', value: usd(session.costUsd), note: session.unpricedTokens > 0 ? `${count(session.unpricedTokens)} tokens unpriced` : undefined},
            {label: 'Tokens', value: compact(session.tokens)},
            {label: 'Traces', value: count(session.traces)},
            {label: 'Calls', value: count(session.calls), note: session.errors > 0 ? `${count(session.errors)} failed` : undefined},
            {label: 'Users', value: session.users.join(', ') || '–'},
          ]}></of-figures>
          <section class="card" aria-label="Traces of the session"><div class="scroll" tabindex="0"><table>
            <thead><tr><th>Trace</th><th class="num">Spans</th><th class="num">Tokens</th><th class="num">Cost</th><th class="num">Started</th></tr></thead>
            <tbody>${pages.flatMap(one => one.items).map(trace => html`
              <tr class="link"><td><a href="/traces/${trace.traceId}">${trace.name ?? trace.traceId}</a>${trace.errorCount > 0 ? html` <span class="pill bad">error</span>` : nothing}</td>
                <td class="num">${count(trace.spanCount)}</td><td class="num">${compact(trace.tokens)}</td><td class="num">${usd(trace.costUsd)}</td><td class="num">${time(trace.startTime)}</td></tr>`)}</tbody>
          </table></div>
          ${cursor ? html`<div class="end"><button @click=${() => this.#next(cursor)}>Show more</button></div>` : nothing}</section>`;
  }
}

customElements.define('of-session-page', SessionPage);
