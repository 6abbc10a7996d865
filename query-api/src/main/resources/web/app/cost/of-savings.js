/** Where the same could be had for less, as far as the figures tell. */

import {LitElement, css, html, nothing} from 'lit';
import {get} from '../base/api.js';
import {usd} from '../base/format.js';
import {Load} from '../base/load.js';
import {base} from '../base/styles.js';

class Savings extends LitElement {
  static properties = {days: {attribute: false}};

  static styles = [base, css`
    :host { display: block; }
    article + article { border-top: 1px solid var(--line); margin-top: 10px; padding-top: 10px; }
    p { margin: 2px 0 0; }
  `];

  #savings = new Load(this, signal => get('/costs/savings', this.days, signal));

  willUpdate(changed) {
    if (changed.has('days') && JSON.stringify(changed.get('days')) !== JSON.stringify(this.days)) {
      this.#savings.run();
    }
  }

  render() {
    return html`
      <section class="card">
        <header><h2>Savings</h2></header>
        ${this.#savings.render(({items}) => (items.length === 0
          ? html`<p class="muted">Nothing stands out in these days.</p>`
          : items.slice(0, 6).map(saving => html`
            <article>
              <div class="spread"><h3>${saving.title ?? saving.kind}</h3>${saving.savingUsd === undefined || saving.savingUsd === null ? nothing : html`<b class="good">${usd(saving.savingUsd)}</b>`}</div>
              <p class="muted">${saving.explanation ?? saving.detail ?? ''}</p>
            </article>`)), html`<of-loading rows="3"></of-loading>`)}
      </section>`;
  }
}

customElements.define('of-savings', Savings);
