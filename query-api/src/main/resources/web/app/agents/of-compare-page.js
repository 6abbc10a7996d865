/** Two agents, or two versions of one, figure by figure. */

import {LitElement, css, html} from 'lit';
import {get} from '../base/api.js';
import {percent, UNKNOWN} from '../base/format.js';
import {Load} from '../base/load.js';
import {rangeOf, rangePicker} from '../base/range.js';
import {base, page} from '../base/styles.js';
import {navigate, withQuery} from '../shell/router.js';
import {difference, FIGURES} from './figures.js';

class ComparePage extends LitElement {
  static properties = {query: {attribute: false}};

  static styles = [base, page, css`
    .crumbs { color: var(--muted); font-size: 13px; }
    .crumbs a { text-decoration: underline; }
    form { margin-bottom: 14px; }
    table { max-width: 860px; }
  `];

  constructor() {
    super();
    this.query = new URLSearchParams();
  }

  #sides = new Load(this, async signal => {
    const range = rangeOf(this.#range());
    const stats = agent => get(`/agents/${encodeURIComponent(agent)}/stats`, range, signal);
    const [{items}, a, b] = await Promise.all([get('/agents', range, signal), ...['a', 'b'].map(side => (this.query.get(side) ? stats(this.query.get(side)) : null))]);
    return {agents: items.map(({agent}) => agent), a, b};
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

  #compare({agents, a, b}) {
    return html`
      <form class="row">${['a', 'b'].map(side => html`
        <label class="row">${side.toUpperCase()}
          <select @change=${event => navigate(withQuery({[side]: event.target.value}))}>
            <option value="">Choose an agent</option>
            ${[...new Set([...agents, this.query.get(side)].filter(Boolean))].map(agent => html`<option value=${agent} ?selected=${agent === this.query.get(side)}>${agent}</option>`)}
          </select></label>`)}
      </form>
      ${a && b ? html`
        <section class="card"><div class="scroll" tabindex="0"><table>
          <thead><tr><th>Figure</th><th class="num">A: ${a.agent}</th><th class="num">B: ${b.agent}</th><th class="num">Difference</th></tr></thead>
          <tbody>${FIGURES.map(figure => this.#row(figure, a[figure.name], b[figure.name]))}</tbody>
        </table></div></section>` : html`<section class="card"><of-empty headline="Choose two agents">Their speed, cost and success are set side by side.</of-empty></section>`}`;
  }

  #row({label, show, better}, a, b) {
    const differs = difference(a, b);
    const good = differs === null || differs === 0 || !better ? '' : (differs < 0) === (better === 'less') ? 'good' : 'bad';
    return html`
      <tr><td>${label}</td><td class="num">${show(a)}</td><td class="num">${show(b)}</td>
        <td class="num ${good}">${differs === null ? UNKNOWN : `${differs > 0 ? '+' : ''}${percent(differs)}`}
          ${good === '' ? '' : html`<span class="sr">${good === 'good' ? 'B is better' : 'B is worse'}</span>`}</td></tr>`;
  }
}

customElements.define('of-compare-page', ComparePage);
