/** Text as it was written; of a long one the beginning, until somebody asks for the rest. Never HTML. */

import {LitElement, css, html, nothing} from 'lit';
import {base} from './styles.js';
import {count} from './format.js';

const FOLDED = 1200;

class LongText extends LitElement {
  static properties = {text: {}, open: {state: true}};

  static styles = [base, css`
    div { white-space: pre-wrap; overflow-wrap: anywhere; }
    button { margin-top: 6px; }
  `];

  constructor() {
    super();
    this.text = '';
    this.open = false;
  }

  render() {
    const long = this.text.length > FOLDED * 1.25;
    return html`
      <div>${long && !this.open ? `${this.text.slice(0, FOLDED)} …` : this.text}</div>
      ${long ? html`<button class="small" @click=${() => { this.open = !this.open; }}>
        ${this.open ? 'Show less' : `Show all ${count(this.text.length)} characters`}</button>` : nothing}`;
  }
}

customElements.define('of-long-text', LongText);
