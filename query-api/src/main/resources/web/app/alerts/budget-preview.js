/** What a budget would have said about the days before. */

import {html} from 'lit';
import {date, usd} from '../base/format.js';

/**
 * @param {{report: {days: {date: string, costUsd: number | null}[]}, amount: number | null, scope: string}} asked
 */
export function budgetPreview({report, amount, scope}) {
  if (scope) {
    return html`<p class="muted">The days before are shown for budgets of the whole project only.</p>`;
  }
  const over = amount === null ? 0 : report.days.filter(day => (day.costUsd ?? 0) >= amount).length;
  return html`
    <div>
      <p>${amount === null ? `The last ${report.days.length} days:` : html`A daily budget of ${usd(amount)} would have been used up on <b>${over} of the last ${report.days.length} days</b>.`}</p>
      <of-chart height="150" label="Cost of the last ${report.days.length} days" .option=${option(report.days, amount)}></of-chart>
    </div>`;
}

function option(days, amount) {
  return {
    xAxis: {type: 'category', data: days.map(day => date(day.date))},
    yAxis: {type: 'value', axisLabel: {formatter: usd}, max: amount === null ? undefined : ({max}) => Math.max(max, amount * 1.1)},
    tooltip: {valueFormatter: usd},
    series: [{
      name: 'Cost', type: 'bar', data: days.map(day => day.costUsd), barMaxWidth: 16,
      markLine: amount === null ? undefined : {symbol: 'none', silent: true, data: [{yAxis: amount}], label: {show: false}, lineStyle: {color: '#d33', type: 'solid', width: 1.5}},
    }],
  };
}
