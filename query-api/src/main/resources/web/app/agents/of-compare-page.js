/** Two agents, models or versions, figure by figure, and whether they differ by more than noise. */

import {LitElement, css, html} from 'lit';
import {all, get} from '../base/api.js';
import {decimal, percent, UNKNOWN} from '../base/format.js';
import {Load} from '../base/load.js';
import {rangeOf, rangePicker} from '../base/range.js';
import {base, page} from '../base/styles.js';
import {navigate, withQuery} from '../shell/router.js';
import {FIGURES} from './figures.js';

/** What is compared, and how the names of all are found; versions have to be known. */
const KINDS = {
  agent: {label: 'Agents', one: 'an agent', names: async (range, signal) => (await all('/agents', range, signal)).items.map(({agent}) => agent)},
  model: {label: 'Models', one: 'a model', names: async (range, signal) => (await get('/costs/breakdown', {...range, by: 'model'}, signal)).groups.map(({key}) => key)},
  version: {label: 'Versions', one: 'a version', names: null},
};

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
    const by = this.#by();
    const [a, b] = ['a', 'b'].map(side => this.query.get(side));
    const [names, comparison] = await Promise.all([
      KINDS[by].names?.(range, signal) ?? null, a && b ? get('/agents/compare', {a, b, by, ...range}, signal) : null]);
    return {by, names, comparison};
  });

  #by() {
    const by = this.query.get('by');
    return Object.hasOwn(KINDS, by ?? '') ? by : 'agent';
  }

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

  #compare({by, names, comparison}) {
    return html`
      <form class="row" @submit=${event => event.preventDefault()}>
        <select aria-label="What is compared" @change=${event => navigate(withQuery({by: event.target.value, a: null, b: null}))}>
          ${Object.entries(KINDS).map(([kind, {label}]) => html`<option value=${kind} ?selected=${kind === by}>${label}</option>`)}
        </select>
        ${['a', 'b'].map(side => html`<label class="row">${side.toUpperCase()} ${this.#choice(side, names, KINDS[by].one)}</label>`)}
      </form>
      ${comparison ? html`
        <section class="card"><div class="scroll" tabindex="0"><table>
          <thead><tr><th>Figure</th><th class="num">A: ${comparison.a.name}</th><th class="num">B: ${comparison.b.name}</th><th class="num">Difference</th><th>More than noise?</th></tr></thead>
          <tbody>${FIGURES.filter(({name}) => comparison.differences[name]).map(figure =>
            this.#row(figure, comparison.differences[figure.name], comparison.tests.find(test => test.figure === figure.name)))}</tbody>
        </table></div></section>` : html`<section class="card"><of-empty headline="Choose two ${KINDS[by].label.toLowerCase()}">Their speed, cost and success are set side by side.</of-empty></section>`}`;
  }

  #choice(side, names, one) {
    const chosen = this.query.get(side) ?? '';
    const choose = event => navigate(withQuery({[side]: event.target.value.trim()}));
    if (names === null) {
      return html`<input .value=${chosen} placeholder="2026.1" @change=${choose}>`;
    }
    return html`
      <select @change=${choose}>
        <option value="">Choose ${one}</option>
        ${[...new Set([...names, chosen].filter(Boolean))].map(name => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`)}
      </select>`;
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
