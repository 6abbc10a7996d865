/** Ready-to-paste settings with which programs send their telemetry here. */

import {LitElement, css, html, nothing} from 'lit';
import {base} from '../base/styles.js';
import {guides} from './guides.js';

const PLACEHOLDER = 'sk-of-YOUR-KEY';

class Connect extends LitElement {
  static properties = {secret: {}, publicKey: {}, chosen: {state: true}, endpoint: {state: true}, copied: {state: true}};

  static styles = [base, css`
    :host { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
    .choices { display: flex; gap: 6px; flex-wrap: wrap; }
    .choices [aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); border-color: var(--accent); }
    .code { position: relative; }
    pre { margin: 0; background: var(--sunken); border-radius: var(--radius); padding: 12px 14px; padding-right: 76px; overflow-x: auto; line-height: 1.55; }
    .code button { position: absolute; top: 8px; right: 8px; }
    @media (max-width: 600px) { pre { padding-right: 14px; } .code button { position: static; margin-top: 8px; } }
    label { display: grid; gap: 4px; font-size: 12.5px; color: var(--muted); max-width: 420px; }
  `];

  constructor() {
    super();
    this.secret = '';
    this.publicKey = '';
    this.chosen = 'any';
    this.endpoint = `${location.protocol}//${location.hostname}:4318`;
    this.copied = false;
  }

  async #copy(text) {
    await navigator.clipboard.writeText(text);
    this.copied = true;
    setTimeout(() => { this.copied = false; }, 1500);
  }

  render() {
    const all = guides({endpoint: this.endpoint, secret: this.secret || PLACEHOLDER, publicKey: this.publicKey || 'pk-of-YOUR-KEY'});
    const guide = all.find(({key}) => key === this.chosen);
    return html`
      <div class="choices" role="group" aria-label="What you use">${all.map(({key, label}) => html`
        <button class="small" aria-pressed=${key === this.chosen} @click=${() => { this.chosen = key; }}>${label}</button>`)}</div>
      <label>Where OTLP over HTTP is received
        <input .value=${this.endpoint} @input=${event => { this.endpoint = event.target.value.replace(/\/+$/, ''); }}>
      </label>
      <div class="code">
        <pre tabindex="0" aria-label="Settings">${guide.code}</pre>
        <button class="small" @click=${() => this.#copy(guide.code)}>${this.copied ? 'Copied' : 'Copy'}</button>
      </div>
      ${guide.note ? html`<p class="muted">${guide.note}</p>` : nothing}`;
  }
}

customElements.define('of-connect', Connect);
