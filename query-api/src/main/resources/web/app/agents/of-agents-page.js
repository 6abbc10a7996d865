/** All agents side by side; two of them can be compared. */

import {LitElement, css, html} from 'lit';
import {all} from '../base/api.js';
import {cutNote} from '../base/cut-note.js';
import {Load} from '../base/load.js';
import {rangeOf, rangePicker} from '../base/range.js';
import {base, page} from '../base/styles.js';
import {agentTable} from './agent-table.js';

class AgentsPage extends LitElement {
  static properties = {query: {attribute: false}, chosen: {state: true}};

  static styles = [base, page, css`td { vertical-align: middle; } td input { display: block; }`];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.chosen = [];
  }

  #agents = new Load(this, signal => all('/agents', rangeOf(this.#range()), signal));

  #range() {
    return this.query.get('range') ?? '24h';
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      this.#agents.run();
    }
  }

  /** Of more than two the first one gives way. */
  #choose(agent, on) {
    const others = this.chosen.filter(one => one !== agent);
    this.chosen = on ? [...others, agent].slice(-2) : others;
  }

  render() {
    return html`
      <div class="head">
        <h1>Agents</h1>
        <div class="row">
          ${rangePicker(this.#range())}
          ${this.chosen.length === 2
            ? html`<a class="button primary" href="/agents/compare?a=${encodeURIComponent(this.chosen[0])}&b=${encodeURIComponent(this.chosen[1])}&range=${this.#range()}">Compare the two</a>`
            : html`<button disabled>Choose two to compare</button>`}
        </div>
      </div>
      ${this.#agents.render(({items, isCut}) => (items.length === 0
        ? html`<section class="card"><of-empty headline="No agent was at work">Choose a longer time, or <a href="/settings/connect">connect an agent</a>.</of-empty></section>`
        : html`<section class="card" aria-label="Agents">${agentTable(items, agent => html`
            <input type="checkbox" aria-label="Compare ${agent}" .checked=${this.chosen.includes(agent)} @change=${event => this.#choose(agent, event.target.checked)}>`)}
          ${cutNote({items, isCut})}</section>`))}`;
  }
}

customElements.define('of-agents-page', AgentsPage);
