/** Who spent how much, as bars beside the figures. Fires `chosen` with the key where keys can be followed. */

import {LitElement, css, html, nothing} from 'lit';
import {compact, percent, usd} from './format.js';
import {styled} from './styled.js';
import {base} from './styles.js';

class Shares extends LitElement {
  /** @type {{key: string, costUsd: number | null, share: number | null, tokens?: number, calls?: number}[]} */
  static properties = {groups: {attribute: false}, link: {attribute: false}, heading: {}, most: {type: Number}};

  static styles = [base, css`
    .share { width: 22%; min-width: 60px; }
    .bar { height: 8px; border-radius: 4px; background: var(--chart-1); min-width: 1px; }
    td { vertical-align: middle; }
    p { margin: 8px 4px 0; }
    td.key { overflow-wrap: anywhere; min-width: 120px; }
  `];

  constructor() {
    super();
    this.groups = [];
    this.link = null;
    this.heading = 'Name';
    this.most = 100;
  }

  render() {
    const largest = this.groups.reduce((most, group) => Math.max(most, group.share ?? 0), 0) || 1;
    const detailed = this.groups.some(group => group.tokens !== undefined);
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>${this.heading}</th><th class="share"><span class="sr">Share as a bar</span></th><th class="num">Share</th>
          ${detailed ? html`<th class="num">Tokens</th><th class="num">Calls</th>` : nothing}<th class="num">Cost</th></tr></thead>
        <tbody>${this.groups.slice(0, this.most).map(group => html`
          <tr>
            <td class="key">${this.link ? html`<a href=${this.link(group.key)}>${group.key}</a>` : group.key}</td>
            <td class="share"><div class="bar" ${styled({width: `${((group.share ?? 0) / largest) * 100}%`})}></div></td>
            <td class="num">${percent(group.share)}</td>
            ${detailed ? html`<td class="num">${compact(group.tokens)}</td><td class="num">${compact(group.calls)}</td>` : nothing}
            <td class="num">${group.costUsd === null ? html`<span class="pill warn">unpriced</span>` : usd(group.costUsd)}</td>
          </tr>`)}</tbody>
      </table></div>
      ${this.groups.length > this.most ? html`<p class="muted small-text">and ${this.groups.length - this.most} more</p>` : nothing}`;
  }
}

customElements.define('of-shares', Shares);
