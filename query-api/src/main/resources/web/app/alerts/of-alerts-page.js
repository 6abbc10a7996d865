/** What fires now, and what did. */

import {LitElement, css, html, nothing} from 'lit';
import {all, get, post, remove} from '../base/api.js';
import {cutNote} from '../base/cut-note.js';
import {ago, time} from '../base/format.js';
import {Load} from '../base/load.js';
import {base, page} from '../base/styles.js';
import {Submit} from '../base/submit.js';
import {tabStyle} from '../base/tabs.js';
import {mayAdminister, session} from '../shell/session.js';
import {alertTabs} from './tabs.js';
import {writtenOf} from './written.js';

const LATEST = 30;

const PHASES = {pending: '', firing: 'bad', acknowledged: 'accent', resolved: 'good'};

class AlertsPage extends LitElement {
  static styles = [base, page, tabStyle, css`
    .card { padding: 8px 14px; }
    td { vertical-align: middle; }
    section + section { margin-top: 14px; }
    section > header { padding-top: 6px; }
  `];

  #alerts = new Load(this, async signal => {
    const [firing, acknowledged, latest, rules] = await Promise.all([
      all('/alerts/instances', {phase: 'firing'}, signal), all('/alerts/instances', {phase: 'acknowledged'}, signal),
      get('/alerts/instances', {phase: 'resolved', limit: LATEST}, signal), all('/alerts/rules', {}, signal)]);
    return {now: {items: [...firing.items, ...acknowledged.items], isCut: firing.isCut || acknowledged.isCut}, before: latest, rules: new Map(rules.items.map(rule => [rule.id, rule]))};
  });
  #submit = new Submit(this);

  connectedCallback() {
    super.connectedCallback();
    this.#alerts.run();
  }

  async #acknowledge(alert) {
    const path = `/alerts/instances/${alert.id}/acknowledge`;
    const by = session()?.project ?? 'web';
    if (await this.#submit.run(() => (alert.phase === 'acknowledged' ? remove(path) : post(path, {by: `${by} (web UI)`})))) {
      this.#alerts.run();
    }
  }

  render() {
    return html`
      <div class="head"><h1>Alerts</h1><button @click=${() => this.#alerts.run()}>Refresh</button></div>
      ${alertTabs('/alerts')}
      ${this.#submit.complaint()}
      ${this.#alerts.render(({now, before, rules}) => html`
        <section class="card" aria-label="Firing now">
          <header><h2>Firing now</h2></header>
          ${now.items.length === 0 ? html`<of-empty headline="Nothing fires">Rules and budgets are watched all the time. <a href="/alerts/budgets">Set a budget</a>, or <a href="/alerts/rules">make a rule</a>.</of-empty>` : html`${this.#table(now.items, rules, true)}${cutNote(now)}`}
        </section>
        ${before.items.length === 0 ? nothing : html`
          <section class="card" aria-label="Resolved"><header><h2>Over</h2>${before.nextCursor ? html`<span class="muted small-text">the latest ${LATEST}</span>` : nothing}</header>${this.#table(before.items, rules, false)}</section>`}`)}`;
  }

  #table(alerts, rules, current) {
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>Severity</th><th>Rule</th><th>About</th><th class="num">Value</th><th class="num">Threshold</th><th class="num">Since</th>${current ? html`<th><span class="sr">What to do</span></th>` : html`<th class="num">Ended</th>`}</tr></thead>
        <tbody>${alerts.map(alert => html`
          <tr>
            <td><span class="pill ${alert.severity === 'critical' ? 'bad' : 'warn'}">${alert.severity ?? ''}</span>${alert.phase === 'firing' || alert.phase === 'resolved' ? nothing : html` <span class="pill ${PHASES[alert.phase]}">${alert.phase}</span>`}</td>
            <td><a href="/alerts/instances/${alert.id}">${alert.rule}</a> <span class="muted">${alert.kind === 'budget' ? `budget, ${alert.aspect.replace('_', ' ')}` : ''}</span></td>
            <td>${labelled(alert.labels)}</td>
            <td class="num">${writtenOf(alert.value, alert, rules)}</td>
            <td class="num">${writtenOf(alert.threshold, alert, rules)}</td>
            <td class="num" title=${time(alert.startedAt)}>${ago(alert.startedAt)}</td>
            ${current ? html`<td class="num">${mayAdminister() ? html`<button class="small" @click=${() => this.#acknowledge(alert)}>${alert.phase === 'acknowledged' ? 'Take back' : 'Acknowledge'}</button>` : nothing}</td>`
              : html`<td class="num" title=${time(alert.endedAt)}>${ago(alert.endedAt)}</td>`}
          </tr>`)}</tbody>
      </table></div>`;
  }
}

function labelled(labels) {
  return Object.entries(labels ?? {}).filter(([name]) => !['rule', 'severity', 'project'].includes(name)).map(([name, value]) => html`<span class="pill">${name}: ${value}</span> `);
}

customElements.define('of-alerts-page', AlertsPage);
