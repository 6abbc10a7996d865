/** The ledger: what came in and what became of it, hour by hour; what waits to be priced, and why something was refused. */

import {LitElement, css, html, nothing} from 'lit';
import {all, get} from '../base/api.js';
import {cutNote} from '../base/cut-note.js';
import {ago, count, time} from '../base/format.js';
import {Load} from '../base/load.js';
import '../base/of-chart.js';
import '../base/of-figures.js';
import {rangeOf, rangePicker} from '../base/range.js';
import {base, page} from '../base/styles.js';
import {tabStyle} from '../base/tabs.js';
import {byHour, sums} from './ledger.js';
import {settingsTabs} from './tabs.js';

const REFUSALS = 20;

/** The service counts no more of those that wait. */
const MOST_BATCHES = 10_000;

class PipelinePage extends LitElement {
  static properties = {query: {attribute: false}};

  static styles = [base, page, tabStyle, css`
    section { margin-top: 14px; }
  `];

  constructor() {
    super();
    this.query = new URLSearchParams();
  }

  #ledger = new Load(this, async signal => {
    const range = rangeOf(this.#range());
    const [ledger, waiting, refused] = await Promise.all([
      all('/ledger', {...range, limit: 1000}, signal), get('/ledger/waiting', {}, signal), get('/ledger/rejections', {...range, limit: REFUSALS}, signal)]);
    return {range, ledger, waiting, refused};
  });

  #range() {
    return this.query.get('range') ?? '24h';
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      this.#ledger.run();
    }
  }

  render() {
    return html`
      <div class="head"><h1>Settings</h1>${rangePicker(this.#range())}</div>
      ${settingsTabs('/settings/pipeline')}
      ${this.#ledger.render(shown => (shown.ledger.items.length === 0
        ? html`<section class="card"><of-empty headline="Nothing came in">Choose a longer time, or <a href="/settings/connect">connect an agent</a>.</of-empty></section>` : this.#shown(shown)))}`;
  }

  #shown({range, ledger, waiting, refused}) {
    const {items} = ledger;
    const total = sums(items);
    const hours = byHour(items, range);
    return html`
      <of-figures .items=${[
        {label: 'Received', value: count(total.received)},
        {label: 'Stored', value: count(total.stored)},
        {label: 'Duplicates', value: count(total.duplicates), note: 'sent again, counted once'},
        {label: 'Refused', value: count(total.rejected), kind: total.rejected > 0 ? 'bad' : undefined},
        {label: 'Waiting to be priced', value: `${waiting.batches >= MOST_BATCHES ? 'more than ' : ''}${count(waiting.records)}`, note: waiting.since ? `the oldest came ${ago(waiting.since)}` : 'all figures are up to date'},
        {label: 'Unaccounted for', value: count(total.received - total.stored - total.duplicates - total.rejected)},
      ]}></of-figures>
      <section class="card"><header><h2>Records by hour</h2></header>
        <of-chart height="220" label="Records stored, repeated and refused by hour" .option=${{
          legend: {}, grid: {top: 34},
          xAxis: {type: 'category', data: hours.map(({hour}) => time(hour).slice(0, -3))},
          yAxis: {type: 'value', axisLabel: {formatter: count}},
          series: [['Stored', 'stored'], ['Duplicates', 'duplicates'], ['Refused', 'rejected']].map(([name, field]) => ({name, type: 'bar', stack: 'all', barMaxWidth: 22, data: hours.map(one => one[field])})),
        }}></of-chart></section>
      <section class="card" aria-label="Ledger"><div class="scroll" tabindex="0"><table>
        <thead><tr><th>Hour</th><th>Signal</th><th class="num">Received</th><th class="num">Stored</th><th class="num">Duplicates</th><th class="num">Refused</th></tr></thead>
        <tbody>${items.map(one => html`
          <tr><td>${time(one.hour)}</td><td>${one.signal}</td><td class="num">${count(one.received)}</td><td class="num">${count(one.stored)}</td>
            <td class="num">${count(one.duplicates)}</td><td class="num ${one.rejected > 0 ? 'bad' : ''}">${count(one.rejected)}</td></tr>`)}</tbody>
      </table></div>${cutNote(ledger)}</section>
      ${refused.items.length === 0 ? nothing : html`
        <section class="card"><header><h2>Why records were refused</h2>${refused.nextCursor ? html`<span class="muted small-text">the latest ${REFUSALS}</span>` : nothing}</header>
          <div class="scroll" tabindex="0"><table>
            <thead><tr><th>When</th><th>Signal</th><th>Reason</th></tr></thead>
            <tbody>${refused.items.map(one => html`<tr><td>${time(one.rejectedAt)}</td><td>${one.signal}</td><td>${one.reason}</td></tr>`)}</tbody>
          </table></div></section>`}`;
  }
}

customElements.define('of-pipeline-page', PipelinePage);
