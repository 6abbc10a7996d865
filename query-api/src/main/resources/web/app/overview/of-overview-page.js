/** How things are: spending, calls, errors and speed at a glance, and where to look next. */

import {LitElement, css, html, nothing} from 'lit';
import {all, get} from '../base/api.js';
import {cutNote} from '../base/cut-note.js';
import {compact, count, date, duration, percent, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import '../base/of-chart.js';
import '../base/of-figures.js';
import '../base/of-shares.js';
import {localDate, rangeOf, timeZone} from '../base/range.js';
import {base, page} from '../base/styles.js';
import {agentTable} from '../agents/agent-table.js';
import '../settings/of-connect.js';
import './of-firing.js';
import {totals} from './totals.js';

const TREND_DAYS = 30;

class OverviewPage extends LitElement {
  static styles = [base, page, css`
    of-figures + .grid { margin-top: 14px; }
  `];

  #shown = new Load(this, async signal => {
    const zone = timeZone();
    const report = (from, groupBy) => get('/costs/report', {from, to: localDate(), timeZone: zone, groupBy}, signal);
    const [trend, month, agents, budgets] = await Promise.all([
      report(localDate(TREND_DAYS - 1), 'agent'),
      report(`${localDate().slice(0, 8)}01`, 'model'),
      all('/agents', rangeOf('24h'), signal),
      // Without alert-service there is still an overview.
      all('/budgets', {}, signal).then(({items}) => items).catch(() => null),
    ]);
    return {trend, month, agents, budgets};
  });

  connectedCallback() {
    super.connectedCallback();
    this.#shown.run();
  }

  render() {
    return html`
      <div class="head"><h1>Overview</h1></div>
      ${this.#shown.render(shown => (this.#isNew(shown) ? this.#welcome() : this.#figures(shown)))}`;
  }

  #isNew({trend, agents}) {
    return trend.totalTokens === 0 && agents.items.length === 0;
  }

  #welcome() {
    return html`
      <section class="card">
        <header><h2>Nothing has arrived yet</h2></header>
        <p class="muted">Point an agent's OpenTelemetry exporter here, and its traces and costs appear within seconds.</p>
        <of-connect></of-connect>
      </section>`;
  }

  #figures({trend, month, agents, budgets}) {
    const today = trend.days.at(-1);
    const {calls, errorRate, timeoutRate, slowest} = totals(agents.items);
    const budget = budgets?.find(one => one.state && one.enabled !== false) ?? null;
    return html`
      <of-figures .items=${[
        {label: 'Cost today', value: usd(today.costUsd), note: budget ? this.#budgetNote(budget) : undefined, kind: budget?.state.severity === 'critical' ? 'bad' : budget?.state.severity === 'warning' ? 'warn' : undefined},
        {label: 'Cost this month', value: usd(month.totalUsd), note: `${usd(month.forecast?.projectedUsd)} expected`},
        {label: 'Calls, 24 hours', value: compact(calls)},
        {label: 'Failed', value: percent(errorRate), note: `${percent(timeoutRate)} timed out`, kind: errorRate > 0.05 ? 'bad' : undefined},
        {label: 'Slowest p95', value: duration(slowest?.p95LatencyMs), note: slowest?.agent},
        {label: 'Tokens today', value: compact(today.tokens), note: trend.unpricedTokens > 0 ? html`<a href="/cost">${compact(trend.unpricedTokens)} unpriced in 30 days</a>` : undefined},
      ]}></of-figures>
      <div class="grid">
        <section class="card two-thirds">
          <header><h2>Cost by day</h2><span class="muted small-text">${usd(trend.averagePerDayUsd)} a day on average</span></header>
          <of-chart label=${`Cost by day, ${usd(trend.totalUsd)} in ${TREND_DAYS} days`} .option=${daily(trend.days, 'Cost', day => day.costUsd, usd)} height="270"></of-chart>
        </section>
        <section class="card third">
          <header><h2>Firing now</h2><a href="/alerts">All alerts</a></header>
          <of-firing .budgets=${budgets}></of-firing>
        </section>
        <section class="card">
          <header><h2>Tokens by day</h2><span class="muted small-text">${compact(trend.totalTokens)} in ${TREND_DAYS} days</span></header>
          <of-chart label=${`Tokens by day, ${compact(trend.totalTokens)} in ${TREND_DAYS} days`} .option=${daily(trend.days, 'Tokens', day => day.tokens, compact)} height="150"></of-chart>
        </section>
        <section class="card half">
          <header><h2>Most expensive agents</h2><span class="muted small-text">30 days</span></header>
          <of-shares heading="Agent" .groups=${trend.groups} most="8" .link=${key => `/agents/${encodeURIComponent(key)}`}></of-shares>
        </section>
        <section class="card half">
          <header><h2>Models this month</h2><span class="muted small-text">${count(month.totalTokens)} tokens</span></header>
          <of-shares heading="Model" .groups=${month.groups} most="8"></of-shares>
        </section>
        <section class="card">
          <header><h2>Agents, last 24 hours</h2><a href="/agents">Compare</a></header>
          ${agents.items.length > 0 ? html`${agentTable(agents.items)}${cutNote(agents)}` : html`<p class="muted">No agent was at work in the last 24 hours.</p>`}
        </section>
      </div>`;
  }

  #budgetNote({name, state, amountUsd}) {
    return html`${percent(state.usedShare, 0)} of ${usd(amountUsd)} <span class="sr">of the budget</span> (${name})`;
  }
}

function daily(days, name, figure, written) {
  return {
    xAxis: {type: 'category', data: days.map(day => date(day.date))},
    yAxis: {type: 'value', axisLabel: {formatter: written}},
    tooltip: {valueFormatter: written},
    series: [{name, type: 'bar', data: days.map(figure), barMaxWidth: 22, itemStyle: {borderRadius: [3, 3, 0, 0]}}],
  };
}

customElements.define('of-overview-page', OverviewPage);
