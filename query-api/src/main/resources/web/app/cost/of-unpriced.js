/** Models that were used and have no price, so that their cost is in no figure. */

import {LitElement, css, html} from 'lit';
import {all} from '../base/api.js';
import {cutNote} from '../base/cut-note.js';
import {compact} from '../base/format.js';
import {Load} from '../base/load.js';
import {instantsOf} from '../base/range.js';
import {base} from '../base/styles.js';

class Unpriced extends LitElement {
  static properties = {from: {}, to: {}};

  static styles = [base, css`:host { display: block; }`];

  #models = new Load(this, signal => all('/costs/unpriced', instantsOf(this.from, this.to), signal));

  willUpdate(changed) {
    if (changed.has('from') || changed.has('to')) {
      this.#models.run();
    }
  }

  render() {
    return html`
      <section class="card">
        <header><h2>Models without a price</h2><a href="/cost/prices">Prices</a></header>
        ${this.#models.render(({items, isCut}) => (items.length === 0
          ? html`<p class="muted">Every model that was used has one.</p>`
          : html`<div class="scroll" tabindex="0"><table>
              <thead><tr><th>Model</th><th class="num">Tokens</th><th><span class="sr">What to do</span></th></tr></thead>
              <tbody>${items.map(one => html`
                <tr><td>${one.model ?? 'unknown'} <span class="muted">${one.provider ?? ''}</span></td><td class="num">${compact(one.unpricedTokens)}</td>
                  <td class="num"><a href="/cost/prices?provider=${encodeURIComponent(one.provider ?? '*')}&model=${encodeURIComponent(one.model ?? '')}">Add a price</a></td></tr>`)}</tbody>
            </table></div>${cutNote({items, isCut})}`), html`<of-loading rows="3"></of-loading>`)}
      </section>`;
  }
}

customElements.define('of-unpriced', Unpriced);
