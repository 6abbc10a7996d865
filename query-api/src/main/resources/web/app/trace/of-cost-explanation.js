/** Why a span cost what it cost: the sentence, and the amounts it was added up from. */

import {LitElement, css, html, nothing} from 'lit';
import {get} from '../base/api.js';
import {count, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import {base} from '../base/styles.js';

class CostExplanation extends LitElement {
  static properties = {traceId: {}, spanId: {}};

  static styles = [base, css`
    p { max-width: 70ch; }
    table { margin-top: 8px; }
  `];

  #explanation = new Load(this, signal => get(`/costs/spans/${this.traceId}/${this.spanId}`, {}, signal));

  willUpdate(changed) {
    if (changed.has('spanId') || changed.has('traceId')) {
      this.#explanation.value = undefined;
      this.#explanation.run();
    }
  }

  render() {
    if (this.#explanation.problem?.status === 404) {
      return html`<p class="muted">${this.#explanation.problem.message}</p>`;
    }
    return this.#explanation.render(cost => html`
      <p>${cost.sentence}</p>
      ${cost.lines ? html`
        <div class="scroll" tabindex="0"><table>
          <thead><tr><th>Bucket</th><th class="num">Quantity</th><th class="num">Price</th><th class="num">Amount</th></tr></thead>
          <tbody>${cost.lines.map(line => html`
            <tr><td>${line.bucket}</td><td class="num">${count(line.quantity)}</td>
              <td class="num">${line.usdPerUnit === undefined ? html`<span class="pill warn">unpriced</span>` : html`${usd(line.usdPerUnit)} <span class="muted">/ ${line.per === 1 ? 'unit' : '1M'}</span>`}</td>
              <td class="num">${usd(line.usd)}</td></tr>`)}
            <tr><td><b>Charged</b></td><td></td><td></td><td class="num"><b>${usd(cost.costUsd)}</b></td></tr>
          </tbody>
        </table></div>` : nothing}
      ${cost.price ? html`<p class="muted"><small>Price of ${cost.price.provider} ${cost.price.model}, valid from ${cost.price.validFrom.slice(0, 10)}, ${cost.price.own ? 'your own' : `from ${cost.price.source}`}.</small></p>` : nothing}`);
  }
}

customElements.define('of-cost-explanation', CostExplanation);
