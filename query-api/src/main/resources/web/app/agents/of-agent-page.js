/** One agent: its figures, how long its calls take, and its latest traces. */

import {LitElement, css, html, nothing} from 'lit';
import {get} from '../base/api.js';
import {ago, compact, count, decimal, duration, percent, rate, usd} from '../base/format.js';
import {Load} from '../base/load.js';
import '../base/of-chart.js';
import '../base/of-figures.js';
import {rangeOf, rangePicker} from '../base/range.js';
import {base, page} from '../base/styles.js';

class AgentPage extends LitElement {
  static properties = {agent: {}, query: {attribute: false}};

  static styles = [base, page, css`
    .crumbs { color: var(--muted); font-size: 13px; }
    .crumbs a { text-decoration: underline; }
    of-figures { margin-bottom: 14px; display: block; }
  `];

  constructor() {
    super();
    this.agent = '';
    this.query = new URLSearchParams();
  }

  #stats = new Load(this, signal => get(`/agents/${encodeURIComponent(this.agent)}/stats`, rangeOf(this.#range()), signal));
  #latency = new Load(this, signal => get(`/agents/${encodeURIComponent(this.agent)}/latency`, rangeOf(this.#range()), signal));
  #traces = new Load(this, signal => get('/traces', {...rangeOf(this.#range()), agent: this.agent, limit: 10}, signal));

  #range() {
    return this.query.get('range') ?? '24h';
  }

  willUpdate(changed) {
    if (changed.has('agent') || changed.has('query')) {
      this.#stats.run();
      this.#latency.run();
      this.#traces.run();
    }
  }

  render() {
    return html`
      <div class="head">
        <div><div class="crumbs"><a href="/agents">Agents</a> /</div><h1>${this.agent}</h1></div>
        <div class="row">${rangePicker(this.#range())}<a class="button" href="/traces?agent=${encodeURIComponent(this.agent)}">Its traces</a></div>
      </div>
      ${this.#stats.problem?.status === 404
        ? html`<section class="card"><of-empty headline="It was not at work">${this.#stats.problem.message} Choose a longer time.</of-empty></section>`
        : this.#stats.render(stats => this.#figures(stats))}`;
  }

  #figures(stats) {
    return html`
      <of-figures .items=${[
        {label: 'Calls', value: compact(stats.calls), note: `${rate(stats.throughputPerMinute)} a minute`},
        {label: 'p95', value: duration(stats.p95LatencyMs), note: `${duration(stats.avgLatencyMs)} on average`},
        {label: 'Failed', value: percent(stats.errorRate), note: `${percent(stats.timeoutRate)} timed out`, kind: stats.errorRate > 0.05 ? 'bad' : undefined},
        {label: 'Cost', value: usd(stats.totalCostUsd), note: `${usd(stats.costPerDayUsd)} a day`},
        {label: 'Cost per call', value: usd(stats.avgCostUsd)},
        {label: 'Tokens', value: compact(stats.totalTokens), note: stats.tokensPerSecond === null ? undefined : `${decimal(stats.tokensPerSecond)} a second`},
      ]}></of-figures>
      <div class="grid">
        <section class="card half">
          <header><h2>Latency</h2><span class="muted small-text">p50 ${duration(stats.p50LatencyMs)}, p95 ${duration(stats.p95LatencyMs)}, p99 ${duration(stats.p99LatencyMs)}</span></header>
          ${this.#latency.render(({buckets, calls}) => (buckets.length === 0 ? html`<p class="muted">No calls in this time.</p>` : html`
            <of-chart height="240" .option=${histogram(buckets)}
              label="How long ${count(calls)} calls took: half of them up to ${duration(stats.p50LatencyMs)}, 95 % up to ${duration(stats.p95LatencyMs)}, 99 % up to ${duration(stats.p99LatencyMs)}"></of-chart>`))}
        </section>
        <section class="card half">
          <header><h2>Latest traces</h2></header>
          ${this.#traces.render(({items}) => (items.length === 0 ? html`<p class="muted">None in this time.</p>` : html`
            <div class="scroll" tabindex="0"><table>
              <thead><tr><th>Trace</th><th class="num">Duration</th><th class="num">Cost</th><th class="num">Started</th></tr></thead>
              <tbody>${items.map(trace => html`
                <tr class="link"><td><a href="/traces/${trace.traceId}">${trace.runId ?? trace.name}</a> ${trace.errorCount > 0 ? html`<span class="pill bad">error</span>` : nothing}</td>
                  <td class="num">${duration(trace.durationMs)}</td><td class="num">${usd(trace.costUsd)}</td><td class="num muted">${ago(trace.startTime)}</td></tr>`)}</tbody>
            </table></div>`))}
        </section>
      </div>`;
  }
}

/** @param {{fromMs: number, toMs: number | null, calls: number}[]} buckets */
function histogram(buckets) {
  const name = ({fromMs, toMs}) => (toMs === null ? `${duration(fromMs)} and longer` : `${duration(fromMs)} – ${duration(toMs)}`);
  return {
    xAxis: {type: 'category', data: buckets.map(name), axisLabel: {formatter: text => text.split(' – ')[0]}},
    yAxis: {type: 'value', minInterval: 1, axisLabel: {formatter: compact}},
    series: [{name: 'Calls', type: 'bar', barCategoryGap: '8%', barMaxWidth: 30, data: buckets.map(({calls}) => calls), itemStyle: {borderRadius: [2, 2, 0, 0]}}],
  };
}

customElements.define('of-agent-page', AgentPage);
