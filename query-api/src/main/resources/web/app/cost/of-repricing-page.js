/** Pricing a range again: first what would change, then for good, with how far it is. */

import {css, html, nothing} from 'lit';
import {get, post} from '../base/api.js';
import {count, percent, time, usd} from '../base/format.js';
import {ListPage} from '../base/list-page.js';
import {localDate} from '../base/range.js';
import {fields} from '../base/submit.js';
import {mayAdminister} from '../shell/session.js';
import {costTabs} from './tabs.js';

const LOOK_EVERY_MS = 1000;
const UNDER_WAY = ['waiting', 'running'];
const KIND = {done: 'good', failed: 'bad', cancelled: '', running: 'accent', waiting: ''};

class RepricingPage extends ListPage {
  static properties = {changes: {state: true}};

  static styles = [ListPage.styles, css`
    progress { width: 120px; height: 8px; accent-color: var(--accent); }
    p { max-width: 75ch; }
    p + section { margin-top: 12px; }
  `];

  path = '/repricings';
  #timer = null;

  constructor() {
    super();
    this.changes = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** As long as one is under way it is looked at again. */
  updated() {
    clearTimeout(this.#timer);
    if (this.list.value?.items.some(round => UNDER_WAY.includes(round.state)) && !this.list.problem) {
      this.#timer = setTimeout(() => this.list.run(), LOOK_EVERY_MS);
    }
  }

  #send(event) {
    event.preventDefault();
    const given = fields(event.target);
    this.save(() => post(this.path, {
      from: new Date(`${given.from}T00:00:00`).toISOString(), to: new Date(`${given.to}T23:59:59.999`).toISOString(),
      provider: given.provider, model: given.model, preview: true,
    }));
  }

  async #do(round, what) {
    if (await this.submit.run(() => post(`${this.path}/${round.id}/${what}`, {}))) {
      this.list.run();
    }
  }

  #show(round) {
    this.submit.run(async () => { this.changes = await get(`${this.path}/${round.id}`); });
  }

  render() {
    return html`
      <div class="head"><h1>Cost</h1>${this.addButton('Preview a range')}</div>
      ${costTabs('/cost/repricing')}
      <p class="muted">Prices hold from their day on. What was priced before a price was corrected keeps the old one, until its range is priced again: first as a preview, then for good.</p>
      ${this.editing ? nothing : this.submit.complaint()}
      ${this.items(rounds => html`<section class="card" aria-label="Rounds">${rounds.length === 0
        ? html`<of-empty headline="Nothing was priced again yet">Preview a range to see what today's prices would change in it.</of-empty>` : this.#table(rounds)}</section>`)}
      ${this.dialog('Preview a range', this.editing && this.#form())}
      ${this.changes ? html`<of-dialog headline="What changes" @closed=${() => { this.changes = null; }}>${this.#changes(this.changes)}</of-dialog>` : nothing}`;
  }

  #table(rounds) {
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>Round</th><th>Range</th><th>State</th><th>Progress</th><th class="num">Spans changed</th><th class="num">Difference</th><th><span class="sr">What to do</span></th></tr></thead>
        <tbody>${rounds.map(round => html`
          <tr>
            <td>${round.kind === 'unpriced' ? 'what had no price' : round.preview ? 'preview' : 'for good'} <span class="muted">${[round.provider, round.model].filter(Boolean).join(' ')}</span></td>
            <td>${round.from ? time(round.from) : 'all'} – ${round.to ? time(round.to) : 'now'}</td>
            <td><span class="pill ${KIND[round.state] ?? 'bad'}">${round.state}</span>${round.lastError ? html`<div class="small-text bad">${round.lastError}</div>` : nothing}</td>
            <td>${this.#progress(round)}</td>
            <td class="num">${count(round.spansChanged)}</td>
            <td class="num">${usd(round.differenceUsd)}</td>
            <td class="tools">
              ${round.spansChanged > 0 ? html`<button class="small" @click=${() => this.#show(round)}>Changes</button>` : nothing}
              ${mayAdminister() && round.preview && round.state === 'done' && round.spansChanged > 0 ? html`<button class="small primary" @click=${() => this.#do(round, 'apply')}>Apply</button>` : nothing}
              ${mayAdminister() && UNDER_WAY.includes(round.state) ? html`<button class="small" @click=${() => this.#do(round, 'cancel')}>Cancel</button>` : nothing}
            </td>
          </tr>`)}</tbody>
      </table></div>`;
  }

  #progress({state, tracesDone, tracesTotal}) {
    if (state === 'done') {
      return html`${count(tracesDone)} traces`;
    }
    return tracesTotal === null ? nothing : html`
      <progress max=${tracesTotal || 1} value=${tracesDone} aria-label="Traces done"></progress> ${percent(tracesTotal ? tracesDone / tracesTotal : 0, 0)}`;
  }

  #form() {
    return html`
      <form @submit=${this.#send}>
        <div class="fields">
          <label class="field">From<input name="from" type="date" required .value=${localDate(29)}></label>
          <label class="field">To<input name="to" type="date" required .value=${localDate()}></label>
          <label class="field">Only of provider<input name="provider" placeholder="all"></label>
          <label class="field">Only of model<input name="model" placeholder="all"></label>
        </div>
        ${this.actions('Show what would change')}
      </form>`;
  }

  #changes(round) {
    return html`
      <p>${count(round.spansChanged)} spans: ${usd(round.beforeUsd)} before, ${usd(round.afterUsd)} after.</p>
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>Day</th><th>Model</th><th class="num">Spans</th><th class="num">Before</th><th class="num">After</th></tr></thead>
        <tbody>${round.changes.map(change => html`
          <tr><td>${change.day}</td><td>${change.model} <span class="muted">${change.provider}</span></td><td class="num">${count(change.spans)}</td>
            <td class="num">${usd(change.beforeUsd)}</td><td class="num">${usd(change.afterUsd)}</td></tr>`)}</tbody>
      </table></div>`;
  }
}

customElements.define('of-repricing-page', RepricingPage);
