/** A row of figures, each with its name and what it is compared with. */

import {LitElement, css, html, nothing} from 'lit';
import {base} from './styles.js';

class Figures extends LitElement {
  /** @type {{label: string, value: unknown, note?: unknown, kind?: 'bad' | 'good' | 'warn', href?: string}[]} */
  static properties = {items: {attribute: false}};

  static styles = [base, css`
    :host { display: block; }
    dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); margin: 0; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
    div { padding: 11px 16px 12px; box-shadow: 1px 0 var(--line), 0 1px var(--line); min-width: 0; }
    dt { color: var(--muted); font-size: 12px; }
    dd { margin: 1px 0 0; font-size: 19px; font-weight: 620; letter-spacing: -.01em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; line-height: 1.3; }
    dd.note { font-size: 12px; font-weight: 400; color: var(--muted); letter-spacing: 0; line-height: 1.45; }
    dd.bad { color: var(--bad); }
    dd.warn { color: var(--warn); }
    @media (max-width: 600px) { dl { grid-template-columns: repeat(2, minmax(0, 1fr)); } div { padding: 9px 12px; } dd { font-size: 17px; } }
  `];

  constructor() {
    super();
    this.items = [];
  }

  render() {
    return html`<dl>${this.items.map(({label, value, note, kind}) => html`
      <div><dt>${label}</dt><dd class=${kind ?? ''}>${value}</dd>${note ? html`<dd class="note">${note}</dd>` : nothing}</div>`)}</dl>`;
  }
}

customElements.define('of-figures', Figures);
