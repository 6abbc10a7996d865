/** The alerts that fire now, and how the budgets stand. */

import {LitElement, css, html, nothing} from 'lit';
import {get} from '../base/api.js';
import {ago, percent, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import {styled} from '../base/styled.js';
import {base} from '../base/styles.js';

const BUDGETS = 4;

class Firing extends LitElement {
  static properties = {budgets: {attribute: false}};

  static styles = [base, css`
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
    li { display: flex; gap: 8px; align-items: baseline; }
    li a { text-decoration: underline; text-underline-offset: 2px; }
    li span:nth-child(2) { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    .more { margin: 8px 0 0; }
    h3 { margin: 16px 0 8px; }
    .budget { margin-bottom: 10px; }
    .meter { height: 6px; border-radius: 3px; background: var(--sunken); overflow: hidden; margin-top: 4px; }
    .meter i { display: block; height: 100%; background: var(--chart-6); }
    .meter i.warning { background: var(--chart-3); }
    .meter i.critical { background: var(--bad); }
  `];

  #alerts = new Load(this, signal => get('/alerts/instances', {phase: 'firing', limit: 10}, signal));

  constructor() {
    super();
    this.budgets = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#alerts.run();
  }

  render() {
    if (this.#alerts.problem) {
      return html`<p class="muted">Alerts are not to be had: ${this.#alerts.problem.message}</p>`;
    }
    return html`
      ${this.#alerts.render(page => (page.items.length === 0
        ? html`<p class="muted">Nothing fires.</p>`
        : html`<ul>${page.items.map(alert => html`
          <li><span class="pill ${alert.severity === 'critical' ? 'bad' : 'warn'}">${alert.severity}</span>
            <span><a href="/alerts/instances/${alert.id}">${alert.rule}</a>${labelled(alert.labels)}</span><span class="muted small-text">${ago(alert.startedAt)}</span></li>`)}</ul>${page.nextCursor ? html`<p class="more"><a href="/alerts">and more</a></p>` : nothing}`),
        html`<of-loading rows="3"></of-loading>`)}
      ${this.budgets === null ? nothing : html`
        <h3>Budgets</h3>
        ${this.budgets.length === 0 ? html`<p class="muted">None yet. <a href="/alerts/budgets">Set one</a>, and be told before it is used up.</p>`
          : html`${this.budgets.slice(0, BUDGETS).map(budget => this.#budget(budget))}${this.budgets.length > BUDGETS ? html`<p><a href="/alerts/budgets">and ${this.budgets.length - BUDGETS} more</a></p>` : nothing}`}`}`;
  }

  #budget({name, amountUsd, state}) {
    return html`
      <div class="budget">
        <div class="spread"><span>${name}</span><span class="num small-text">${state ? html`${usd(state.usedUsd)} of ${usd(amountUsd)}` : usd(amountUsd)}</span></div>
        ${state ? html`<div class="meter" role="img" aria-label="${percent(state.usedShare, 0)} used"><i class=${state.severity} ${styled({width: `${Math.min(1, state.usedShare) * 100}%`})}></i></div>` : nothing}
      </div>`;
  }
}

function labelled(labels) {
  const text = Object.entries(labels ?? {}).filter(([name]) => !['rule', 'severity', 'project'].includes(name)).map(([name, value]) => `${name} ${value}`).join(', ');
  return text ? html` <span class="muted">${text}</span>` : nothing;
}

customElements.define('of-firing', Firing);
