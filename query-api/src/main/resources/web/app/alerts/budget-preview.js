/** What a budget would have said about the time before. */

import {html, nothing} from 'lit';
import {date, percent, usd} from '../base/format.js';
import {spentIn} from './periods.js';

const NAMES = {day: {each: 'daily', many: 'days', inOne: 'on'}, week: {each: 'weekly', many: 'weeks', inOne: 'in'}, month: {each: 'monthly', many: 'months', inOne: 'in'}};

/**
 * @param {object} asked
 * @param {object} asked.report of whole periods, by what the budget is about
 * @param {'day' | 'week' | 'month'} asked.period
 * @param {number | null} asked.amount in USD
 * @param {string} asked.scope such as `agent`; empty for all of the project
 * @param {string} asked.scoped which agent
 */
export function budgetPreview({report, period, amount, scope, scoped}) {
  const periods = spentIn(period, report.days);
  return scope ? ofOne(report.groups, periods.length, {period, amount, scope, scoped}) : ofAll(periods, period, amount);
}

/** How one of many spent from period to period is in no report, but all that it spent is. */
function ofOne(groups, periods, {period, amount, scope, scoped}) {
  const {many} = NAMES[period];
  if (!scoped) {
    return html`<p class="muted">What it spent in the last ${periods} ${many} is shown once it is named.</p>`;
  }
  const spent = groups.find(({key}) => key === scoped)?.costUsd ?? null;
  const each = spent / periods;
  return spent === null
    ? html`<p>The ${scope} ${scoped} spent nothing in the last ${periods} ${many}.</p>`
    : html`<p>The ${scope} ${scoped} spent ${usd(spent)} in the last ${periods} ${many}: <b>${usd(each)} a ${period} on average</b>${amount === null ? nothing : `, ${percent(each / amount, 0)} of this budget`}.</p>`;
}

function ofAll(periods, period, amount) {
  const {each, many, inOne} = NAMES[period];
  const over = amount === null ? 0 : periods.filter(({costUsd}) => (costUsd ?? 0) >= amount).length;
  return html`
    <div>
      <p>${amount === null ? `The last ${periods.length} ${many}:` : html`A ${each} budget of ${usd(amount)} would have been used up ${inOne} <b>${over} of the last ${periods.length} ${many}</b>.`}</p>
      <of-chart height="150" label="Cost of the last ${periods.length} ${many}" .option=${option(periods, amount)}></of-chart>
    </div>`;
}

function option(periods, amount) {
  return {
    xAxis: {type: 'category', data: periods.map(({start}) => date(start))},
    yAxis: {type: 'value', axisLabel: {formatter: usd}, max: amount === null ? undefined : ({max}) => Math.max(max, amount * 1.1)},
    tooltip: {valueFormatter: usd},
    series: [{
      name: 'Cost', type: 'bar', data: periods.map(({costUsd}) => costUsd), barMaxWidth: 16,
      markLine: amount === null ? undefined : {symbol: 'none', silent: true, data: [{yAxis: amount}], label: {show: false}, lineStyle: {color: '#d33', type: 'solid', width: 1.5}},
    }],
  };
}
