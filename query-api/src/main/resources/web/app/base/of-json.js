/** A JSON value, set out and coloured; long ones are folded. It is text through and through: nothing in it becomes an element. */

import {LitElement, css, html, nothing} from 'lit';
import {base} from './styles.js';

const FOLDED_LINES = 24;
const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whole numbers that JavaScript would round when it reads them. */
const LONG_NUMBER = /(?:^|[^"\w.])-?\d{16,}/;

/** Larger values are shown without colours: a hundred thousand elements would help nobody. */
const MOST_COLOURED = 60_000;

class Json extends LitElement {
  static properties = {value: {attribute: false}, open: {state: true}};

  static styles = [base, css`
    pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    .key { color: var(--accent); }
    .text { color: var(--good); }
    .word { color: var(--warn); }
    button { margin-top: 6px; }
  `];

  constructor() {
    super();
    this.value = null;
    this.open = false;
  }

  render() {
    const lines = JSON.stringify(this.value, null, 2)?.split('\n') ?? ['null'];
    const shown = this.open ? lines : lines.slice(0, FOLDED_LINES);
    return html`
      <pre>${coloured(shown.join('\n'))}</pre>
      ${lines.length > FOLDED_LINES ? html`
        <button class="small" @click=${() => { this.open = !this.open; }}>${this.open ? 'Show less' : `Show all ${lines.length} lines`}</button>` : nothing}`;
  }
}

function coloured(text) {
  if (text.length > MOST_COLOURED) {
    return text;
  }
  const pieces = [];
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    pieces.push(text.slice(end, token.index));
    const kind = token[2] !== undefined ? 'key' : token[1] !== undefined ? 'text' : 'word';
    const value = token[1] ?? token[0];
    pieces.push(html`<span class=${kind}>${value}</span>`, token[2] ?? '');
    end = token.index + token[0].length;
  }
  pieces.push(text.slice(end));
  return pieces;
}

/** The value of a text that is an object or a list as JSON; undefined for any other text, and where a number would come out different. */
export function jsonIn(text) {
  const trimmed = text.trim();
  if (!/^[{[]/.test(trimmed) || LONG_NUMBER.test(trimmed)) {
    return undefined;
  }
  try {
    return JSON.parse(trimmed);
  } catch {
    return undefined;
  }
}

customElements.define('of-json', Json);
