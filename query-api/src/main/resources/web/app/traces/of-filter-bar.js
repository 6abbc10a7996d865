/** The filters that hold, each to be taken away, and a field to add one. */

import {LitElement, css, html} from 'lit';
import {base} from '../base/styles.js';
import '../shell/of-icon.js';
import {navigate, withQuery} from '../shell/router.js';
import {FILTERS} from './filters.js';

class FilterBar extends LitElement {
  static properties = {query: {attribute: false}, adding: {state: true}};

  static styles = [base, css`
    form { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; }
    .search { position: relative; flex: 1 1 240px; max-width: 420px; }
    .search of-icon { position: absolute; left: 10px; top: 8px; color: var(--muted); pointer-events: none; }
    .search input { width: 100%; padding-left: 32px; }
    .chip { display: inline-flex; align-items: center; gap: 4px; background: var(--accent-soft); color: var(--accent); border: 0; min-height: 28px; border-radius: 14px; padding: 0 4px 0 12px; font-size: 13px; }
    .chip button { min-height: 22px; padding: 2px; border: 0; background: none; color: inherit; display: inline-flex; border-radius: 50%; }
    .chip of-icon { width: 12px; height: 12px; margin: 3px; }
    .add { display: inline-flex; }
    .add select { border-radius: 6px 0 0 6px; }
    .add :not(:first-child) { border-radius: 0; margin-left: -1px; }
    .add :last-child { border-radius: 0 6px 6px 0; }
    .add input { width: 150px; }
  `];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.adding = 'agent';
  }

  #set(name, value) {
    navigate(withQuery({[name]: value, cursor: null}));
  }

  #submit(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const value = String(data.get('value') ?? '').trim();
    const changes = {text: String(data.get('text')).trim(), cursor: null};
    if (value) {
      changes[this.adding] = value;
    }
    event.target.elements.value.value = '';
    navigate(withQuery(changes));
  }

  render() {
    const filter = FILTERS.find(({name}) => name === this.adding);
    return html`
      <form role="search" @submit=${this.#submit}>
        <div class="search">
          <of-icon name="search"></of-icon>
          <input name="text" type="search" aria-label="Search in names, messages and attributes" placeholder="Search in names, messages, attributes" .value=${this.query.get('text') ?? ''}>
        </div>
        <div class="add">
          <select aria-label="Filter by" .value=${this.adding} @change=${event => { this.adding = event.target.value; }}>
            ${FILTERS.filter(({name}) => name !== 'text').map(({name, label}) => html`<option value=${name} ?selected=${name === this.adding}>${label}</option>`)}
          </select>
          ${filter.kind === 'choice'
            ? html`<select name="value" aria-label=${filter.label}>${filter.choices.map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select>`
            : html`<input name="value" aria-label=${filter.label} type=${filter.kind} min="0" step="any" placeholder=${filter.unit ?? filter.label.toLowerCase()}>`}
          <button>Filter</button>
        </div>
        ${FILTERS.filter(({name}) => name !== 'text' && this.query.has(name)).map(({name, label, unit}) => html`
          <span class="chip">${label}: ${this.query.get(name)}${unit ? ` ${unit}` : ''}
            <button type="button" aria-label="Take the filter ${label} away" @click=${() => this.#set(name, null)}><of-icon name="close"></of-icon></button>
          </span>`)}
      </form>`;
  }
}

customElements.define('of-filter-bar', FilterBar);
