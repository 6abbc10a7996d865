/** API keys: made with their secret shown once, and revoked. */

import {css, html, nothing} from 'lit';
import {post} from '../base/api.js';
import {ListPage} from '../base/list-page.js';
import {time} from '../base/format.js';
import {fields} from '../base/submit.js';
import './of-connect.js';
import {settingsTabs} from './tabs.js';

const SCOPES = [['ingest', 'send telemetry'], ['read', 'look'], ['admin', 'change settings']];

class KeysPage extends ListPage {
  static properties = {made: {state: true}};

  static styles = [ListPage.styles, css`
    fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 0; }
    .secret { display: block; background: var(--sunken); border-radius: 6px; padding: 10px 12px; overflow-wrap: anywhere; margin: 8px 0; user-select: all; }
  `];

  path = '/api-keys';

  constructor() {
    super();
    this.made = null;
  }

  edit(key) {
    super.edit(key);
    this.made = null;
  }

  #send(event) {
    event.preventDefault();
    const given = fields(event.target);
    const scopes = SCOPES.map(([scope]) => scope).filter(scope => given[scope] !== undefined);
    this.submit.run(async () => {
      this.made = await post(this.path, {name: given.name, scopes});
      this.list.run();
    });
  }

  render() {
    return html`
      <div class="head"><h1>Settings</h1>${this.addButton('New key')}</div>
      ${settingsTabs('/settings/keys')}
      ${this.items(keys => (keys.length === 0
        ? html`<section class="card"><of-empty headline="No keys yet">Agents send with a key that has the scope ingest; people sign in with one that has read.</of-empty></section>`
        : html`<section class="card" aria-label="API keys">${this.#table(keys)}</section>`))}
      ${this.editing ? nothing : this.submit.complaint()}
      ${this.dialog(this.made ? 'The new key' : 'New key', this.made ? this.#secret(this.made) : this.#form())}`;
  }

  #table(keys) {
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>Name</th><th>Key</th><th>May</th><th>Made</th><th>State</th><th><span class="sr">What to do</span></th></tr></thead>
        <tbody>${keys.map(key => html`
          <tr>
            <td>${key.name}</td><td class="mono">${key.publicKey}</td>
            <td>${key.scopes.map(scope => html`<span class="pill">${scope}</span> `)}</td>
            <td>${time(key.createdAt)}</td>
            <td>${state(key)}</td>
            ${key.revokedAt || isOver(key) ? html`<td></td>` : this.tools(html`<button class="small danger" @click=${() => this.end(encodeURIComponent(key.publicKey), `Revoke the key ${key.name}? Whoever uses it is refused within seconds.`)}>Revoke</button>`)}
          </tr>`)}</tbody>
      </table></div>`;
  }

  #form() {
    return html`
      <form @submit=${this.#send}>
        <label class="field">What it is for<input name="name" required placeholder="agents in production"></label>
        <fieldset class="row"><legend class="small-text muted">It may</legend>
          ${SCOPES.map(([scope, label]) => html`<label class="check"><input type="checkbox" name=${scope} .checked=${scope === 'ingest'}> ${label}</label>`)}
        </fieldset>
        ${this.actions('Create the key')}
      </form>`;
  }

  #secret(key) {
    return html`
      <p>This is the only time the secret is shown; nobody can find it again.</p>
      <code class="secret" tabindex="0" aria-label="Secret">${key.secret}</code>
      ${key.scopes.includes('ingest') ? html`<of-connect .secret=${key.secret} .publicKey=${key.publicKey}></of-connect>` : nothing}`;
  }
}

function isOver({expiresAt}) {
  return Boolean(expiresAt) && Date.parse(expiresAt) <= Date.now();
}

function state(key) {
  if (key.revokedAt) {
    return html`<span class="pill bad">revoked</span>`;
  }
  return isOver(key) ? html`<span class="pill">over</span>` : html`<span class="pill good">works</span>${key.expiresAt ? html` <span class="muted small-text">until ${time(key.expiresAt)}</span>` : nothing}`;
}

customElements.define('of-keys-page', KeysPage);
