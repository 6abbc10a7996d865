/** Every message and what became of it. */

import {html, nothing} from 'lit';
import {post} from '../base/api.js';
import {ago, time} from '../base/format.js';
import {PagedPage} from '../base/paged-page.js';
import {Submit} from '../base/submit.js';
import {tabStyle} from '../base/tabs.js';
import {navigate, withQuery} from '../shell/router.js';
import {mayAdminister} from '../shell/session.js';
import {alertTabs} from './tabs.js';

const STATES = {delivered: 'good', pending: 'warn', dead: 'bad'};

class DeliveriesPage extends PagedPage {
  static styles = [PagedPage.styles, tabStyle];

  path = '/alerts/deliveries';

  #submit = new Submit(this);

  params() {
    return {state: this.query.get('state'), limit: 100};
  }

  async #replay(delivery) {
    if (await this.#submit.run(() => post(`/alerts/deliveries/${delivery.id}/replay`, {}))) {
      this.again();
    }
  }

  render() {
    const state = this.query.get('state') ?? '';
    return html`
      <div class="head"><h1>Alerts</h1>
        <select aria-label="State" @change=${event => navigate(withQuery({state: event.target.value}))}>
          ${[['', 'All messages'], ['pending', 'Waiting'], ['delivered', 'Delivered'], ['dead', 'Given up']].map(([key, label]) => html`<option value=${key} ?selected=${key === state}>${label}</option>`)}
        </select></div>
      ${alertTabs('/alerts/deliveries')}
      ${this.#submit.complaint()}
      ${this.items(html`<of-empty headline="No messages">What is sent for alerts is listed here, with every attempt.</of-empty>`, items => html`
          <div class="scroll" tabindex="0"><table>
            <thead><tr><th>State</th><th>Message</th><th>Channel</th><th>To</th><th class="num">Attempts</th><th class="num">Made</th><th><span class="sr">What to do</span></th></tr></thead>
            <tbody>${items.map(one => html`
              <tr>
                <td><span class="pill ${STATES[one.state] ?? ''}">${one.state === 'dead' ? 'given up' : one.state}</span></td>
                <td>${one.title}${one.lastError ? html`<div class="small-text bad">${one.lastError}</div>` : nothing}</td>
                <td>${one.channel}</td><td>${one.recipient ?? ''}</td>
                <td class="num">${one.attempts}</td><td class="num" title=${time(one.createdAt)}>${ago(one.createdAt)}</td>
                <td class="num">${one.state === 'dead' && mayAdminister() ? html`<button class="small" @click=${() => this.#replay(one)}>Try again</button>` : nothing}</td>
              </tr>`)}</tbody>
          </table></div>`)}`;
  }
}

customElements.define('of-deliveries-page', DeliveriesPage);
