/** Where the same could be had for less, with traces that show it. */

import {LitElement, css, html, nothing} from 'lit';
import {get} from '../base/api.js';
import {count, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import {instantsOf} from '../base/range.js';
import {base} from '../base/styles.js';

const KINDS = {
  failures: 'Paid for calls that failed', retries: 'Paid for tries before one worked', repetitions: 'Asked the same again',
  caching: 'Prompts that could be cached', cheaper_model: 'A cheaper model might do',
};
const MOST = 5;

class Savings extends LitElement {
  static properties = {from: {}, to: {}};

  static styles = [base, css`
    :host { display: block; }
    article + article { border-top: 1px solid var(--line); margin-top: 10px; padding-top: 10px; }
    p { margin: 2px 0 4px; }
    .spread { flex-wrap: nowrap; align-items: baseline; }
  `];

  #savings = new Load(this, signal => get('/savings', instantsOf(this.from, this.to), signal));

  willUpdate(changed) {
    if (changed.has('from') || changed.has('to')) {
      this.#savings.run();
    }
  }

  render() {
    return html`
      <section class="card">
        <header><h2>Savings</h2></header>
        ${this.#savings.render(({findings}) => (findings.length === 0
          ? html`<p class="muted">Nothing stands out in these days.</p>`
          : html`${findings.slice(0, MOST).map(finding => this.#finding(finding))}
            ${findings.length > MOST ? html`<p class="muted small-text">and ${findings.length - MOST} more</p>` : nothing}`), html`<of-loading rows="3"></of-loading>`)}
      </section>`;
  }

  #finding({kind, agent, model, amountUsd, estimated, calls, explanation, evidence}) {
    const [example] = evidence;
    return html`
      <article>
        <div class="spread"><h3>${KINDS[kind] ?? kind}</h3><b class="good">${estimated ? '≈ ' : ''}${usd(amountUsd)}</b></div>
        <p class="muted small-text">${agent}, ${model}, ${count(calls)} calls</p>
        <p>${explanation}</p>
        ${example ? html`<a href="/traces/${example.traceId}?span=${example.spanId}">Show one</a>` : nothing}
      </article>`;
  }
}

customElements.define('of-savings', Savings);
