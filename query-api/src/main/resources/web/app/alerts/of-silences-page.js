/** Silences: alerts with these labels are told to nobody until then. */

import {html, nothing} from 'lit';
import {post} from '../base/api.js';
import {ListPage} from '../base/list-page.js';
import {time} from '../base/format.js';
import {fields, labelsOf} from '../base/submit.js';
import {alertTabs} from './tabs.js';

const HOUR = 3_600_000;

class SilencesPage extends ListPage {
  path = '/alerts/silences';

  #send(event) {
    event.preventDefault();
    const given = fields(event.target);
    this.save(() => post(this.path, {
      labels: labelsOf(given.labels) ?? {},
      endsAt: new Date(Date.now() + Number(given.hours) * HOUR).toISOString(),
      comment: given.comment,
      createdBy: given.createdBy,
    }));
  }

  render() {
    return html`
      <div class="head"><h1>Alerts</h1>${this.addButton('New silence')}</div>
      ${alertTabs('/alerts/silences')}
      ${this.items(silences => (silences.length === 0
        ? html`<section class="card"><of-empty headline="Nothing is silenced">During maintenance, alerts with certain labels can be kept from everybody for a while.</of-empty></section>`
        : html`<section class="card" aria-label="Silences">${this.#table(silences)}</section>`))}
      ${this.editing ? nothing : this.submit.complaint()}
      ${this.dialog('New silence', this.editing && html`
        <form @submit=${this.#send}>
          <div class="fields">
            <label class="field wide">Alerts with the labels<input name="labels" required placeholder="agent=coder, or rule=slow agents"></label>
            <label class="field">For hours<input name="hours" type="number" min="0.1" step="any" required value="2"></label>
            <label class="field">By<input name="createdBy" required placeholder="your name"></label>
            <label class="field wide">Why<input name="comment" required placeholder="planned work on the gateway"></label>
          </div>
          ${this.actions('Silence')}
        </form>`)}`;
  }

  #table(silences) {
    const now = Date.now();
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>Labels</th><th>From</th><th>Until</th><th>Why</th><th>By</th><th><span class="sr">What to do</span></th></tr></thead>
        <tbody>${silences.map(silence => {
          const over = Date.parse(silence.endsAt) <= now;
          return html`
            <tr>
              <td>${Object.entries(silence.labels).map(([name, value]) => html`<span class="pill">${name}: ${value}</span> `)}</td>
              <td>${time(silence.startsAt)}</td>
              <td>${time(silence.endsAt)} ${over ? html`<span class="pill">over</span>` : nothing}</td>
              <td>${silence.comment}</td><td>${silence.createdBy}</td>
              ${over ? html`<td></td>` : this.tools(html`<button class="small" @click=${() => this.end(silence.id, 'End this silence now?')}>End</button>`)}
            </tr>`;
        })}</tbody>
      </table></div>`;
  }
}

customElements.define('of-silences-page', SilencesPage);
