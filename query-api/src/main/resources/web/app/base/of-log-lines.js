/** Log records, one line each; a click shows all of one. */

import {LitElement, css, html, nothing} from 'lit';
import {time} from './format.js';
import './of-json.js';
import {base} from './styles.js';

const LEVELS = [[21, 'fatal', 'bad'], [17, 'error', 'bad'], [13, 'warn', 'warn'], [9, 'info', 'accent'], [5, 'debug', ''], [1, 'trace', '']];

class LogLines extends LitElement {
  static properties = {items: {attribute: false}, withTrace: {type: Boolean}};

  static styles = [base, css`
    details + details { border-top: 1px solid var(--line); }
    summary { display: flex; gap: 10px; padding: 5px 4px; cursor: pointer; align-items: baseline; list-style: none; }
    summary:hover { background: var(--sunken); }
    time { color: var(--muted); font-size: 12.5px; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .pill { width: 50px; justify-content: center; flex: none; }
    .body { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-family: var(--mono); font-size: 12.5px; min-width: 0; }
    @media (max-width: 600px) { summary { flex-wrap: wrap; gap: 2px 8px; } .body { flex-basis: 100%; } }
    .whole { padding: 4px 4px 12px; display: grid; gap: 8px; }
  `];

  constructor() {
    super();
    this.items = [];
    this.withTrace = false;
  }

  render() {
    return this.items.map(record => this.#line(record));
  }

  #line(record) {
    const [, level, kind] = LEVELS.find(([from]) => (record.severityNumber ?? 0) >= from) ?? [0, record.severity?.toLowerCase() ?? 'log', ''];
    const body = typeof record.body === 'string' ? record.body : JSON.stringify(record.body ?? record.eventName ?? '');
    return html`
      <details>
        <summary>
          <time datetime=${record.time}>${time(record.time)}</time>
          <span class="pill ${kind}">${level}</span>
          <span class="body">${body}</span>
        </summary>
        <div class="whole">
          <of-json .value=${record}></of-json>
          ${this.withTrace && record.traceId ? html`<a href="/traces/${record.traceId}${record.spanId ? `?span=${record.spanId}` : ''}">Show its trace</a>` : nothing}
        </div>
      </details>`;
  }
}

customElements.define('of-log-lines', LogLines);
