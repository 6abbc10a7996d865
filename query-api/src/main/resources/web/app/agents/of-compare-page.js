/** Two agents, or two versions of one, figure by figure. */

import {LitElement, css, html} from 'lit';
import {get} from '../base/api.js';
import {decimal, percent, UNKNOWN} from '../base/format.js';
import {Load} from '../base/load.js';
import {rangeOf, rangePicker} from '../base/range.js';
import {base, page} from '../base/styles.js';
import {navigate, withQuery} from '../shell/router.js';
import {FIGURES} from './figures.js';

class ComparePage extends LitElement {
  static properties = {query: {attribute: false}};

  static styles = [base, page, css`
    .crumbs { color: var(--muted); font-size: 13px; }
    .crumbs a { text-decoration: underline; }
    form { margin-bottom: 14px; }
    table { max-width: 1000px; }
  `];

  constructor() {
    super();
    this.query = new URLSearchParams();
  }

  #sides = new Load(this, async signal => {
    const range = rangeOf(this.#range());
    const [a, b] = ['a', 'b'].map(side => this.query.get(side));
    const [{items}, comparison] = await Promise.all([
      get('/agents', range, signal), a && b ? get('/agents/compare', {a, b, ...range}, signal) : null]);
    return {agents: items.map(({agent}) => agent), comparison};
  });

  #range() {
    return this.query.get('range') ?? '24h';
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      this.#sides.run();
    }
  }

  render() {
    return html`
      <div class="head">
        <div><div class="crumbs"><a href="/agents">Agents</a> /</div><h1>Compare</h1></div>
        ${rangePicker(this.#range())}
      </div>
      ${this.#sides.render(shown => this.#compare(shown))}`;
  }

  #compare({agents, comparison}) {
    return html`
      <form class="row">${['a', 'b'].map(side => html`
        <label class="row">${side.toUpperCase()}
          <select @change=${event => navigate(withQuery({[side]: event.target.value}))}>
            <option value="">Choose an agent</option>
            ${[...new Set([...agents, this.query.get(side)].filter(Boolean))].map(agent => html`<option value=${agent} ?selected=${agent === this.query.get(side)}>${agent}</option>`)}
          </select></label>`)}
      </form>
      ${comparison ? html`
        <section class="card"><div class="scroll" tabindex="0"><table>
          <thead><tr><th>Figure</th><th class="num">A: ${comparison.a.name}</th><th class="num">B: ${comparison.b.name}</th><th class="num">Difference</th><th>More than noise?</th></tr></thead>
          <tbody>${FIGURES.filter(({name}) => comparison.differences[name]).map(figure =>
            this.#row(figure, comparison.differences[figure.name], comparison.tests.find(test => test.figure === figure.name)))}</tbody>
        </table></div></section>` : html`<section class="card"><of-empty headline="Choose two agents">Their speed, cost and success are set side by side.</of-empty></section>`}`;
  }

  #row({label, show, better}, {a, b, difference, relative}, test) {
    const good = !difference || !better ? '' : (difference < 0) === (better === 'less') ? 'good' : 'bad';
    return html`
      <tr><td>${label}</td><td class="num">${show(a)}</td><td class="num">${show(b)}</td>
        <td class="num ${good}">${relative === null ? UNKNOWN : `${relative > 0 ? '+' : ''}${percent(relative)}`}
          ${good === '' ? '' : html`<span class="sr">${good === 'good' ? 'B is better' : 'B is worse'}</span>`}</td>
        <td class="muted">${test ? verdict(test) : ''}</td></tr>`;
  }
}

function verdict({significant, adjustedPValue, test, remark}) {
  return significant === null
    ? html`<span class="small-text">${remark}</span>`
    : html`<span class="pill ${significant ? 'accent' : ''}" title="${test}, p = ${decimal(adjustedPValue, 4)}">${significant ? 'yes' : 'may be chance'}</span>`;
}

customElements.define('of-compare-page', ComparePage);
