/** Where alerts are sent, with a button that tries it. */

import {html, nothing} from 'lit';
import {post, put} from '../base/api.js';
import {ListPage} from '../base/list-page.js';
import {fields, listOf} from '../base/submit.js';
import {alertTabs} from './tabs.js';

const TYPES = [['email', 'E-mail'], ['slack', 'Slack'], ['webhook', 'Webhook'], ['alertmanager', 'Alertmanager']];

class ChannelsPage extends ListPage {
  static properties = {type: {state: true}, reports: {state: true}};

  path = '/alerts/channels';

  constructor() {
    super();
    this.type = 'email';
    this.reports = {};
  }

  edit(channel) {
    super.edit(channel);
    this.type = channel.type ?? 'email';
  }

  #send(event) {
    event.preventDefault();
    const given = fields(event.target);
    const severities = ['warning', 'critical'].filter(severity => given[severity] !== undefined);
    const channel = {
      name: given.name,
      type: this.type,
      recipients: this.type === 'email' ? listOf(given.recipients) : undefined,
      url: this.type === 'email' ? undefined : given.url,
      signingSecret: this.type === 'webhook' ? given.signingSecret : undefined,
      receives: severities.length === 0 ? (this.editing.receives ?? []).filter(one => Object.keys(one.labels ?? {}).length > 0) : [{severities}],
      titleTemplate: this.editing.titleTemplate,
      textTemplate: this.editing.textTemplate,
      enabled: this.editing.enabled,
    };
    const {id} = this.editing;
    this.save(() => (id === undefined ? post(this.path, channel) : put(`${this.path}/${id}`, channel)));
  }

  async #test({id}) {
    this.reports = {...this.reports, [id]: {text: 'Sending …', kind: ''}};
    try {
      const report = await post(`${this.path}/${id}/test`, {});
      this.reports = {...this.reports, [id]: {text: `${report.delivered ? 'Delivered' : 'Not delivered'} in ${report.durationMs} ms: ${report.detail}`, kind: report.delivered ? 'good' : 'bad'}};
    } catch (e) {
      this.reports = {...this.reports, [id]: {text: e.message, kind: 'bad'}};
    }
  }

  render() {
    return html`
      <div class="head"><h1>Alerts</h1>${this.addButton('New channel')}</div>
      ${alertTabs('/alerts/channels')}
      ${this.items(channels => (channels.length === 0
        ? html`<section class="card"><of-empty headline="No channels yet">Rules and budgets can mail people directly. A channel is for Slack, webhooks and Alertmanager, and for mail that many rules share.</of-empty></section>`
        : html`<section class="card" aria-label="Channels">${this.#table(channels)}</section>`))}
      ${this.editing ? nothing : this.submit.complaint()}
      ${this.dialog(this.editing?.id === undefined ? 'New channel' : 'Change the channel', this.editing && this.#form(this.editing))}`;
  }

  #table(channels) {
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>Channel</th><th>Type</th><th>To</th><th>Receives</th><th><span class="sr">What to do</span></th></tr></thead>
        <tbody>${channels.map(channel => html`
          <tr>
            <td>${channel.name}${channel.enabled ? nothing : html` <span class="pill">off</span>`}</td>
            <td>${TYPES.find(([type]) => type === channel.type)?.[1] ?? channel.type}</td>
            <td>${channel.recipients?.join(', ') ?? channel.target ?? ''}${this.reports[channel.id] ? html`<div class="small-text ${this.reports[channel.id].kind}" role="status">${this.reports[channel.id].text}</div>` : nothing}</td>
            <td class="muted">${channel.receives.length === 0 ? 'what names it' : channel.receives.map(one => [...(one.severities ?? []), ...Object.entries(one.labels ?? {}).map(pair => pair.join('='))].join(', ') || 'everything').join('; ')}</td>
            ${this.tools(
              html`<button class="small" @click=${() => this.#test(channel)}>Test</button> `,
              html`<button class="small" @click=${() => this.edit(channel)}>Change</button> `,
              html`<button class="small danger" @click=${() => this.end(channel.id, `Delete the channel ${channel.name}?`)}>Delete</button>`)}
          </tr>`)}</tbody>
      </table></div>`;
  }

  #form(channel) {
    const receives = severity => channel.receives?.some(one => one.severities?.includes(severity)) ?? false;
    return html`
      <form @submit=${this.#send}>
        <div class="fields">
          <label class="field">Name<input name="name" required .value=${channel.name ?? ''} placeholder="team"></label>
          <label class="field">Type<select ?disabled=${channel.id !== undefined} @change=${event => { this.type = event.target.value; }}>${TYPES.map(([type, label]) => html`<option value=${type} ?selected=${type === this.type}>${label}</option>`)}</select></label>
          ${this.type === 'email'
            ? html`<label class="field wide">Mail to<input name="recipients" required .value=${(channel.recipients ?? []).join(', ')} placeholder="team@example.org"></label>`
            : html`<label class="field wide">Address<input name="url" type="url" ?required=${channel.id === undefined} placeholder=${channel.target ? `${channel.target}, kept unless a new one is given` : 'https://'}></label>`}
          ${this.type === 'webhook' ? html`<label class="field wide">Signing secret<input name="signingSecret" autocomplete="off" placeholder="whsec_…"></label>` : nothing}
          <fieldset class="wide row"><legend class="small-text muted">Also gets alerts that do not name it</legend>
            ${['warning', 'critical'].map(severity => html`<label class="check"><input type="checkbox" name=${severity} .checked=${receives(severity)}> ${severity}</label>`)}
          </fieldset>
        </div>
        ${this.actions(channel.id === undefined ? 'Create the channel' : 'Save')}
      </form>`;
  }
}

customElements.define('of-channels-page', ChannelsPage);
