/** One alert, which is where its messages lead: how bad it is, what it is about, and who was told. */

import {LitElement, css, html, nothing} from 'lit';
import {all, get, post, remove} from '../base/api.js';
import {ago, time} from '../base/format.js';
import {Load} from '../base/load.js';
import '../base/of-figures.js';
import {base, page} from '../base/styles.js';
import {Submit} from '../base/submit.js';
import {mayAdminister, session} from '../shell/session.js';
import {figureOf, writtenOf} from './written.js';

const LATEST = 50;

class AlertPage extends LitElement {
  static properties = {alertId: {}};

  static styles = [base, page, css`
    .crumbs { color: var(--muted); font-size: 13px; }
    .crumbs a { text-decoration: underline; }
    section { margin-top: 14px; }
  `];

  #alert = new Load(this, async signal => {
    const [alert, deliveries, rules] = await Promise.all([
      get(`/alerts/instances/${encodeURIComponent(this.alertId)}`, {}, signal),
      get('/alerts/deliveries', {alert: this.alertId, limit: LATEST}, signal), all('/alerts/rules', {}, signal)]);
    return {alert, deliveries, rules: new Map(rules.items.map(rule => [rule.id, rule]))};
  });
  #submit = new Submit(this);

  willUpdate(changed) {
    if (changed.has('alertId')) {
      this.#alert.run();
    }
  }

  async #acknowledge({id, phase}) {
    const path = `/alerts/instances/${id}/acknowledge`;
    if (await this.#submit.run(() => (phase === 'acknowledged' ? remove(path) : post(path, {by: `${session()?.project} (web UI)`})))) {
      this.#alert.run();
    }
  }

  render() {
    return html`
      ${this.#alert.value === undefined || this.#alert.problem ? html`<h1>Alert</h1>` : nothing}
      ${this.#alert.render(shown => this.#shown(shown))}`;
  }

  #shown({alert, deliveries, rules}) {
    const agent = alert.labels?.agent;
    return html`
      <div class="head">
        <div><div class="crumbs"><a href="/alerts">Alerts</a> /</div><h1>${alert.rule}</h1></div>
        <div class="row">
          ${agent ? html`<a class="button" href="/traces?agent=${encodeURIComponent(agent)}">Traces of ${agent}</a>` : html`<a class="button" href="/cost">Cost report</a>`}
          ${mayAdminister() && alert.phase !== 'resolved' ? html`<button class="primary" @click=${() => this.#acknowledge(alert)}>${alert.phase === 'acknowledged' ? 'Take the acknowledgement back' : 'Acknowledge'}</button>` : nothing}
        </div>
      </div>
      ${this.#submit.complaint()}
      <of-figures .items=${[
        {label: 'State', value: alert.phase, kind: alert.phase === 'firing' ? 'bad' : undefined, note: alert.acknowledgedBy ? `by ${alert.acknowledgedBy}` : undefined},
        {label: 'Severity', value: alert.severity ?? '–'},
        {label: 'Value', value: writtenOf(alert.value, alert, rules), note: watched(alert, rules.get(alert.ruleId))},
        {label: 'Threshold', value: writtenOf(alert.threshold, alert, rules)},
        {label: 'Began', value: ago(alert.startedAt), note: time(alert.startedAt)},
        ...(alert.endedAt ? [{label: 'Ended', value: ago(alert.endedAt), note: time(alert.endedAt)}] : []),
      ]}></of-figures>
      <section class="card"><header><h2>About</h2></header>
        <div class="row">${Object.entries(alert.labels ?? {}).map(([name, value]) => html`<span class="pill">${name}: ${value}</span>`)}</div></section>
      <section class="card"><header><h2>Who was told</h2>${deliveries.nextCursor ? html`<span class="muted small-text">the latest ${LATEST}</span>` : nothing}</header>
        ${deliveries.items.length === 0 ? html`<p class="muted">Nobody yet.</p>` : html`
          <div class="scroll" tabindex="0"><table>
            <thead><tr><th>Message</th><th>Channel</th><th>To</th><th>State</th><th class="num">When</th></tr></thead>
            <tbody>${deliveries.items.map(one => html`<tr><td>${one.title}</td><td>${one.channel}</td><td>${one.recipient ?? ''}</td><td>${one.state === 'dead' ? 'given up' : one.state}</td><td class="num">${time(one.deliveredAt ?? one.createdAt)}</td></tr>`)}</tbody>
          </table></div>`}</section>`;
  }
}

function watched({kind, aspect}, rule) {
  return kind === 'budget' ? aspect.replace('_', ' ') : figureOf(rule?.figure)?.label;
}

customElements.define('of-alert-page', AlertPage);
