/** What was spent between two days, on what, and what has no price. The days and the grouping are in the address. */

import {LitElement, css, html} from 'lit';
import {get} from '../base/api.js';
import {compact, date, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import '../base/of-chart.js';
import '../base/of-figures.js';
import '../base/of-shares.js';
import {localDate, timeZone} from '../base/range.js';
import {base, page} from '../base/styles.js';
import {tabStyle} from '../base/tabs.js';
import {navigate, withQuery} from '../shell/router.js';
import {costTabs} from './tabs.js';
import './of-savings.js';
import './of-unpriced.js';

const GROUPINGS = [
  ['agent', 'Agent'], ['model', 'Model'], ['provider', 'Provider'], ['service', 'Service'], ['environment', 'Environment'],
  ['user', 'User'], ['session', 'Session'], ['tag', 'Tag'],
];

const LINKS = {
  agent: key => `/agents/${encodeURIComponent(key)}`,
  session: key => `/sessions/${encodeURIComponent(key)}`,
  user: key => `/traces?user=${encodeURIComponent(key)}`,
};

const PRESETS = [['Today', 0], ['7 days', 6], ['30 days', 29], ['90 days', 89]];

class CostPage extends LitElement {
  static properties = {query: {attribute: false}};

  static styles = [base, page, tabStyle, css`
    .presets { display: inline-flex; gap: 4px; }
    .grid { margin-top: 14px; }
  `];

  constructor() {
    super();
    this.query = new URLSearchParams();
  }

  #report = new Load(this, signal => get('/costs/report', {...this.#days(), timeZone: timeZone(), groupBy: this.#groupBy()}, signal));

  #days() {
    return {from: this.query.get('from') ?? localDate(29), to: this.query.get('to') ?? localDate()};
  }

  #groupBy() {
    return this.query.get('groupBy') ?? 'agent';
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      this.#report.run();
    }
  }

  render() {
    const {from, to} = this.#days();
    return html`
      <div class="head">
        <h1>Cost</h1>
        <div class="row">
          <div class="presets">${PRESETS.map(([label, ago]) => html`
            <button class="small quiet" aria-pressed=${from === localDate(ago) && to === localDate()} @click=${() => navigate(withQuery({from: localDate(ago), to: localDate()}))}>${label}</button>`)}</div>
          <label class="row"><span class="sr">From</span><input type="date" .value=${from} max=${to} @change=${event => navigate(withQuery({from: event.target.value}))}></label>
          <label class="row"><span class="muted">to</span><input type="date" .value=${to} min=${from} @change=${event => navigate(withQuery({to: event.target.value}))}></label>
        </div>
      </div>
      ${costTabs('/cost')}
      ${this.#report.render(report => this.#shown(report))}`;
  }

  #shown(report) {
    if (report.totalTokens === 0) {
      return html`<section class="card"><of-empty headline="Nothing was spent in these days">Choose other days, or <a href="/settings/connect">connect an agent</a>.</of-empty></section>`;
    }
    const by = this.#groupBy();
    const label = GROUPINGS.find(([key]) => key === by)?.[1] ?? by;
    return html`
      <of-figures .items=${[
        {label: 'Total', value: usd(report.totalUsd)},
        {label: 'A day on average', value: usd(report.averagePerDayUsd)},
        {label: 'Tokens', value: compact(report.totalTokens)},
        {label: 'Without a price', value: compact(report.unpricedTokens), note: report.unpricedTokens > 0 ? 'in no figure here' : undefined, kind: report.unpricedTokens > 0 ? 'warn' : undefined},
        {label: 'Most expensive agent', value: report.mostExpensiveAgent?.agent ?? '–', note: report.mostExpensiveAgent ? usd(report.mostExpensiveAgent.costUsd) : undefined},
      ]}></of-figures>
      <div class="grid">
        <section class="card">
          <header><h2>Daily trend</h2><span class="muted small-text">${report.timeZone}</span></header>
          <of-chart height="240" label=${`Cost by day from ${report.from} to ${report.to}, ${usd(report.totalUsd)} in all`} .option=${trend(report.days)}></of-chart>
        </section>
        <section class="card two-thirds">
          <header><h2>Where it went</h2>
            <select aria-label="Group by" @change=${event => navigate(withQuery({groupBy: event.target.value}))}>
              ${GROUPINGS.map(([key, name]) => html`<option value=${key} ?selected=${key === by}>By ${name.toLowerCase()}</option>`)}
            </select></header>
          <of-shares heading=${label} .groups=${report.groups} .link=${LINKS[by] ?? null}></of-shares>
        </section>
        <div class="third stack">
          <of-savings .from=${this.#days().from} .to=${this.#days().to}></of-savings>
          <of-unpriced .from=${this.#days().from} .to=${this.#days().to}></of-unpriced>
        </div>
      </div>`;
  }
}

function trend(days) {
  return {
    xAxis: {type: 'category', data: days.map(day => date(day.date))},
    yAxis: {type: 'value', axisLabel: {formatter: usd}},
    tooltip: {valueFormatter: usd},
    series: [{name: 'Cost', type: 'bar', data: days.map(day => day.costUsd), barMaxWidth: 26, itemStyle: {borderRadius: [3, 3, 0, 0]}}],
  };
}

customElements.define('of-cost-page', CostPage);
