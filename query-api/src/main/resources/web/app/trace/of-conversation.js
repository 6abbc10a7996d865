/** Messages as a conversation: who said it, text as text, calls of tools with their arguments. */

import {LitElement, css, html, nothing} from 'lit';
import {base} from '../base/styles.js';
import '../base/of-json.js';
import {jsonIn} from '../base/of-json.js';
import '../base/of-long-text.js';

const ROLES = {system: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool'};

class Conversation extends LitElement {
  static properties = {input: {attribute: false}, output: {attribute: false}};

  static styles = [base, css`
    :host { display: grid; gap: 10px; }
    .message { border: 1px solid var(--line); border-left: 3px solid var(--line-strong); border-radius: 6px; padding: 8px 12px; background: var(--surface); }
    .message.user { border-left-color: var(--accent); }
    .message.assistant { border-left-color: var(--type-agent); }
    .message.tool { border-left-color: var(--type-tool); }
    header { display: flex; gap: 8px; align-items: baseline; margin-bottom: 4px; font-size: 12px; font-weight: 650; color: var(--muted); }
    .part + .part { margin-top: 8px; }
    .call { background: var(--sunken); border-radius: 6px; padding: 8px 10px; }
    .call b { font-family: var(--mono); font-size: 12.5px; display: block; margin-bottom: 4px; }
    h3 { font-size: 12px; color: var(--muted); margin-top: 4px; }
  `];

  constructor() {
    super();
    this.input = [];
    this.output = [];
  }

  render() {
    if (this.input.length + this.output.length === 0) {
      return html`<p class="muted">No messages were recorded. Instrumentations record them only when told to, and a project may have them left out.</p>`;
    }
    return html`
      ${this.input.length > 0 ? html`<h3>Input</h3>` : nothing}${this.input.map(message => this.#message(message))}
      ${this.output.length > 0 ? html`<h3>Output</h3>` : nothing}${this.output.map(message => this.#message(message))}`;
  }

  #message(message) {
    return html`
      <article class="message ${message.role in ROLES ? message.role : ''}">
        <header>
          <span>${ROLES[message.role] ?? message.role}</span>
          ${message.finishReason ? html`<span class="pill">${message.finishReason}</span>` : nothing}
          ${message.cut ? html`<span class="pill warn">cut off when it was recorded</span>` : nothing}
        </header>
        ${message.parts.map(part => html`<div class="part">${this.#part(part)}</div>`)}
      </article>`;
  }

  #part(part) {
    switch (part.type) {
      case 'text':
        return value(part.text);
      case 'tool_call':
        return html`<div class="call"><b>${part.name ?? 'tool'}</b>${value(part.arguments)}</div>`;
      case 'tool_result':
        return html`<div class="call"><b>${part.name ?? 'result'}</b>${value(part.result)}</div>`;
      default:
        return html`<div class="call"><b>${part.kind ?? part.type}</b>${value(part.content)}</div>`;
    }
  }
}

/** Text that is a document is set out like one. */
function value(content) {
  if (content === null || content === undefined) {
    return nothing;
  }
  if (typeof content !== 'string') {
    return html`<of-json .value=${content}></of-json>`;
  }
  const json = jsonIn(content);
  return json === undefined ? html`<of-long-text .text=${content}></of-long-text>` : html`<of-json .value=${json}></of-json>`;
}

customElements.define('of-conversation', Conversation);
