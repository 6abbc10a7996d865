/** What models cost, the project's own prices among them. */

import {css, html, nothing} from 'lit';
import {address, post} from '../base/api.js';
import {count} from '../base/format.js';
import {ListPage} from '../base/list-page.js';
import {fields} from '../base/submit.js';
import {costTabs} from './tabs.js';

const BUCKETS = [['input', 'Input'], ['cacheRead', 'Cache read'], ['cacheWrite', 'Cache write'], ['output', 'Output']];

/** More are shown when somebody asks for them. */
const FIRST = 60;

class PricesPage extends ListPage {
  static properties = {query: {attribute: false}, search: {state: true}, whole: {state: true}};

  static styles = [ListPage.styles, css`.date { white-space: nowrap; } .search { margin-bottom: 12px; width: min(340px, 100%); } .end { display: flex; justify-content: center; padding: 12px 0 6px; }`];

  path = '/models';

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.search = '';
    this.whole = false;
  }

  /** Those that match the search, the project's own first. */
  #matching(models) {
    const found = models.filter(one => `${one.provider} ${one.model} ${one.aliases?.join(' ')}`.toLowerCase().includes(this.search));
    return [...found.filter(({own}) => own), ...found.filter(({own}) => !own)];
  }

  /** A link from a model without a price leads right to the form. */
  firstUpdated() {
    if (this.query.get('model')) {
      this.edit({provider: this.query.get('provider'), model: this.query.get('model')});
    }
  }

  #send(event) {
    event.preventDefault();
    const given = fields(event.target);
    const prices = Object.fromEntries(BUCKETS.map(([bucket]) => [bucket, given[bucket]]).filter(([, usd]) => usd !== undefined));
    this.save(() => post('/prices', {provider: given.provider, model: given.model, validFrom: given.validFrom, prices, source: given.source}));
  }

  render() {
    return html`
      <div class="head"><h1>Cost</h1>
        <div class="row"><a class="button" href=${address('/prices/export', {format: 'csv'})} download="prices.csv">Export</a>${this.addButton('New price')}</div></div>
      ${costTabs('/cost/prices')}
      <input class="search" type="search" aria-label="Search models" placeholder="Search models and providers" .value=${this.search} @input=${event => { this.search = event.target.value.toLowerCase(); }}>
      ${this.items(models => this.#table(this.#matching(models)))}
      ${this.dialog('New price', this.editing && this.#form(this.editing))}`;
  }

  #table(models) {
    return html`
      <section class="card" aria-label="Prices">${models.length === 0 ? html`<of-empty headline="No such model has a price">Add one, and usage without a price is priced at once.</of-empty>` : html`
        <div class="scroll" tabindex="0"><table>
          <thead><tr><th>Provider</th><th>Model</th>${BUCKETS.map(([, label]) => html`<th class="num">${label}</th>`)}<th>Valid from</th><th>Source</th><th><span class="sr">What to do</span></th></tr></thead>
          <tbody>${(this.whole ? models : models.slice(0, FIRST)).map(one => html`
            <tr>
              <td>${one.provider}</td><td>${one.model}${one.own ? html` <span class="pill accent">own</span>` : nothing}${one.current?.tiers ? html` <span class="pill">tiers</span>` : nothing}${isOfOtherUnits(one) ? html` <span class="pill">other units</span>` : nothing}</td>
              ${BUCKETS.map(([bucket]) => html`<td class="num">${one.current?.prices?.[bucket] === undefined ? '' : price(one.current.prices[bucket])}</td>`)}
              <td class="date">${one.current?.validFrom?.slice(0, 10) ?? html`<span class="pill warn">none today</span>`}</td>
              <td class="muted date">${one.own ? 'your own' : 'list price'}</td>
              ${this.tools(html`<button class="small" @click=${() => this.edit({provider: one.provider, model: one.model, prices: one.current?.prices})}>New version</button>`)}
            </tr>`)}</tbody>
        </table></div>
        ${this.whole || models.length <= FIRST ? nothing : html`<div class="end"><button @click=${() => { this.whole = true; }}>Show all ${count(models.length)}</button></div>`}
        <p class="muted small-text">USD per million tokens.</p>`}</section>`;
  }

  #form({provider, model, prices}) {
    return html`
      <form @submit=${this.#send}>
        <div class="fields">
          <label class="field">Provider<input name="provider" required .value=${provider ?? ''} placeholder="openai, or * for any"></label>
          <label class="field">Model<input name="model" required .value=${model ?? ''} placeholder="gpt-4o, or a pattern with *"></label>
          <label class="field">Valid from<input name="validFrom" type="date" required .value=${new Date().toISOString().slice(0, 10)}></label>
          ${BUCKETS.map(([bucket, label]) => html`<label class="field">${label}, USD per million<input name=${bucket} inputmode="decimal" pattern="\\d+(\\.\\d+)?" .value=${prices?.[bucket] ?? ''}></label>`)}
          <label class="field">Source<input name="source" placeholder="our contract"></label>
        </div>
        <p class="muted">It holds from that day on, and what had no price is priced at once. What was priced before keeps its price until it is <a href="/cost/repricing">priced again</a>.</p>
        ${this.actions('Add the price')}
      </form>`;
  }
}

/** With as many digits as it has, two at least. */
function price(text) {
  return new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD', maximumFractionDigits: 6}).format(Number(text));
}

/** Of images or seconds, which have no column. */
function isOfOtherUnits({current}) {
  return Boolean(current?.prices) && !BUCKETS.some(([bucket]) => bucket in current.prices);
}

customElements.define('of-prices-page', PricesPage);
