/** Budgets and how they stand. */

import {css, html, nothing} from 'lit';
import {get, post, put} from '../base/api.js';
import {percent, time, usd} from '../base/format.js';
import {ListPage} from '../base/list-page.js';
import {Load} from '../base/load.js';
import {localDate, timeZone} from '../base/range.js';
import {styled} from '../base/styled.js';
import {fields, listOf} from '../base/submit.js';
import '../base/of-chart.js';
import {budgetPreview} from './budget-preview.js';
import {firstDayOf} from './periods.js';
import {alertTabs} from './tabs.js';

const SCOPES = [['', 'all of the project'], ['agent', 'an agent'], ['model', 'a model'], ['user', 'a user'], ['tag', 'a tag'], ['environment', 'an environment']];
const KIND = {ok: 'good', warning: 'warn', critical: 'bad'};

class BudgetsPage extends ListPage {
  static properties = {scope: {state: true}, scoped: {state: true}, amount: {state: true}, period: {state: true}};

  static styles = [ListPage.styles, css`
    .meter { height: 6px; width: 130px; border-radius: 3px; background: var(--sunken); overflow: hidden; }
    .meter i { display: block; height: 100%; background: var(--chart-6); }
    .meter i.warning { background: var(--chart-3); }
    .meter i.critical { background: var(--bad); }
  `];

  path = '/budgets';

  constructor() {
    super();
    this.scope = '';
    this.scoped = '';
    this.amount = null;
    this.period = 'day';
  }

  /** What was spent before, with the period that it was asked for. */
  #past = new Load(this, async signal => {
    const period = this.period;
    const days = {from: firstDayOf(period, localDate()), to: localDate(), timeZone: timeZone()};
    return {period, report: await get('/costs/report', {...days, groupBy: this.scope}, signal)};
  });

  edit(budget) {
    super.edit(budget);
    this.scope = SCOPES.map(([name]) => name).find(name => name && budget[name]) ?? '';
    this.scoped = budget[this.scope] ?? '';
    this.amount = budget.amountUsd ?? null;
    this.period = budget.period ?? 'day';
  }

  willUpdate(changed) {
    if (this.editing && ['editing', 'scope', 'period'].some(one => changed.has(one))) {
      this.#past.run();
    }
  }

  #send(event) {
    event.preventDefault();
    const given = fields(event.target);
    const budget = {
      name: given.name,
      amountUsd: Number(given.amountUsd),
      period: given.period,
      timeZone: given.timeZone,
      warningShare: given.warningPercent ? Number(given.warningPercent) / 100 : undefined,
      forecast: given.forecast !== undefined,
      recipients: listOf(given.recipients),
      channels: listOf(given.channels),
      ...(this.scope ? {[this.scope]: given.scoped} : {}),
    };
    const {id} = this.editing;
    this.save(() => (id === undefined ? post(this.path, budget) : put(`${this.path}/${id}`, {...kept(this.editing), ...budget})));
  }

  render() {
    return html`
      <div class="head"><h1>Alerts</h1>${this.addButton('New budget')}</div>
      ${alertTabs('/alerts/budgets')}
      ${this.items(budgets => (budgets.length === 0
        ? html`<section class="card"><of-empty headline="No budgets yet">Say what a day, week or month may cost, and be told at 80 % and when it is used up.</of-empty></section>`
        : html`<section class="card" aria-label="Budgets">${this.#table(budgets)}</section>`))}
      ${this.editing ? nothing : this.submit.complaint()}
      ${this.dialog(this.editing?.id === undefined ? 'New budget' : 'Change the budget', this.editing && this.#form(this.editing))}`;
  }

  #table(budgets) {
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>Budget</th><th>About</th><th class="num">Spent</th><th><span class="sr">As a bar</span></th><th class="num">Of</th><th class="num">Forecast</th><th>State</th><th><span class="sr">What to do</span></th></tr></thead>
        <tbody>${budgets.map(budget => html`
          <tr>
            <td>${budget.name}${budget.enabled === false ? html` <span class="pill">off</span>` : nothing}${budget.lastError ? html` <span class="pill bad" title=${budget.lastError}>not evaluated</span>` : nothing}</td>
            <td class="muted">${about(budget)}</td>
            <td class="num">${usd(budget.state?.usedUsd)}</td>
            <td>${budget.state ? html`<div class="meter" role="img" aria-label="${percent(budget.state.usedShare, 0)} used"><i class=${budget.state.severity} ${styled({width: `${Math.min(1, budget.state.usedShare) * 100}%`})}></i></div>` : nothing}</td>
            <td class="num">${usd(budget.amountUsd)} <span class="muted">a ${budget.period}</span></td>
            <td class="num">${usd(budget.state?.forecastUsd)}${budget.state?.exhaustedAt ? html`<div class="muted small-text">used up ${time(budget.state.exhaustedAt)}</div>` : nothing}</td>
            <td>${budget.state ? html`<span class="pill ${KIND[budget.state.severity] ?? ''}">${budget.state.severity}</span>` : nothing}</td>
            ${this.tools(
              html`<button class="small" @click=${() => this.edit(budget)}>Change</button> `,
              html`<button class="small danger" @click=${() => this.end(budget.id, `Delete the budget ${budget.name}?`)}>Delete</button>`)}
          </tr>`)}</tbody>
      </table></div>`;
  }

  #form(budget) {
    return html`
      <form @submit=${this.#send}>
        <div class="fields">
          <label class="field">Name<input name="name" required .value=${budget.name ?? ''} placeholder="fleet"></label>
          <label class="field">Amount in USD<input name="amountUsd" type="number" min="0" step="any" required .value=${String(budget.amountUsd ?? '')} @input=${event => { this.amount = Number(event.target.value) || null; }}></label>
          <label class="field">For each<select name="period" @change=${event => { this.period = event.target.value; }}>${['day', 'week', 'month'].map(period => html`<option ?selected=${period === this.period}>${period}</option>`)}</select></label>
          <label class="field">Time zone<input name="timeZone" .value=${budget.timeZone ?? timeZone()}></label>
          <label class="field">About<select @change=${event => { this.scope = event.target.value; this.scoped = budget[this.scope] ?? ''; }}>${SCOPES.map(([name, label]) => html`<option value=${name} ?selected=${name === this.scope}>${label}</option>`)}</select></label>
          ${this.scope ? html`<label class="field">Which ${this.scope}<input name="scoped" required .value=${this.scoped} @input=${event => { this.scoped = event.target.value.trim(); }}></label>` : nothing}
          <label class="field">Warn at percent<input name="warningPercent" type="number" min="1" max="1000" step="any" .value=${String(Math.round((budget.warningShare ?? 0.8) * 1e4) / 100)}></label>
          <label class="check"><input type="checkbox" name="forecast" .checked=${budget.forecast ?? false}> Warn by forecast, too</label>
          <label class="field wide">Mail to<input name="recipients" .value=${(budget.recipients ?? []).join(', ')} placeholder="team@example.org, other@example.org"></label>
          <label class="field wide">Channels<input name="channels" .value=${(budget.channels ?? []).join(', ')} placeholder="names of channels"></label>
        </div>
        ${this.#past.render(past => budgetPreview({...past, amount: this.amount, scope: this.scope, scoped: this.scoped}), html`<of-loading rows="3"></of-loading>`)}
        ${this.actions(budget.id === undefined ? 'Create the budget' : 'Save')}
      </form>`;
  }
}

function about(budget) {
  const scoped = SCOPES.map(([name]) => name).find(name => name && budget[name]);
  return scoped ? `${scoped} ${budget[scoped]}` : 'all of the project';
}

/** What the form does not show is left as it is. */
function kept(budget) {
  const {id, createdAt, evaluatedAt, lastError, state, today, agent, model, user, tag, environment, ...settings} = budget;
  return settings;
}

customElements.define('of-budgets-page', BudgetsPage);
