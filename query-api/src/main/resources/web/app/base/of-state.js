/** The shapes of having nothing to show: on its way, empty, failed. */

import {LitElement, css, html, nothing} from 'lit';
import {base} from './styles.js';

class Loading extends LitElement {
  static properties = {rows: {type: Number}};

  static styles = [base, css`
    div { display: grid; gap: 12px; padding: 16px 0; }
    i { display: block; height: 14px; border-radius: 4px; background: var(--sunken); animation: breathe 1.4s ease-in-out infinite; }
    i:nth-child(2n) { width: 82%; }
    i:nth-child(3n) { width: 64%; }
    @keyframes breathe { 50% { opacity: .45; } }
    @media (prefers-reduced-motion: reduce) { i { animation: none; } }
  `];

  constructor() {
    super();
    this.rows = 6;
  }

  render() {
    return html`<div role="status" aria-label="Loading">${Array.from({length: this.rows}, () => html`<i></i>`)}</div>`;
  }
}

/** Nothing is there, and what to do about it: in the slot. */
class Empty extends LitElement {
  static properties = {headline: {}};

  static styles = [base, css`
    :host { display: block; }
    div { text-align: center; padding: 44px 20px; color: var(--muted); max-width: 56ch; margin: 0 auto; }
    h2 { color: var(--text); font-size: 15px; margin: 0 0 6px; }
  `];

  render() {
    return html`<div><h2>${this.headline}</h2><slot></slot></div>`;
  }
}

class ProblemView extends LitElement {
  static properties = {problem: {attribute: false}};

  static styles = [base, css`
    div { border: 1px solid var(--bad); border-left-width: 4px; border-radius: var(--radius); background: var(--bad-soft); padding: 12px 16px; margin: 12px 0; }
    h2 { font-size: 14px; margin: 0 0 2px; color: var(--bad); }
    p { margin: 0 0 10px; overflow-wrap: anywhere; }
  `];

  render() {
    const {title, message, parameter, status} = this.problem;
    return html`
      <div role="alert">
        <h2>${title}${status ? html` <small>(${status})</small>` : nothing}</h2>
        <p>${message}${parameter && !message.startsWith(parameter) ? html` (<code>${parameter}</code>)` : nothing}</p>
        <button class="small" @click=${() => this.dispatchEvent(new Event('retry'))}>Try again</button>
      </div>`;
  }
}

customElements.define('of-loading', Loading);
customElements.define('of-empty', Empty);
customElements.define('of-problem', ProblemView);
