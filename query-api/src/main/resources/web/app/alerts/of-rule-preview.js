/** How a rule's figure was in the windows before, agent by agent, and how often its thresholds would have been reached. */

import {LitElement, css, html} from 'lit';
import {get} from '../base/api.js';
import {Load} from '../base/load.js';
import '../base/of-chart.js';
import {base} from '../base/styles.js';
import {figureOf, written} from './written.js';

const WINDOWS = 12;
const MOST_AGENTS = 6;
const UNITS_MS = {s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000};
const clock = new Intl.DateTimeFormat('en-GB', {weekday: 'short', hour: '2-digit', minute: '2-digit'});

class RulePreview extends LitElement {
  static properties = {rule: {attribute: false}};

  static styles = [base, css`:host { display: block; }`];

  #windows = new Load(this, async signal => {
    const length = lengthMs(this.rule.window);
    const now = Date.now();
    const ends = Array.from({length: WINDOWS}, (_, i) => now - (WINDOWS - 1 - i) * length);
    const pages = await Promise.all(ends.map(end => get('/agents', {from: new Date(end - length).toISOString(), to: new Date(end).toISOString()}, signal)));
    return ends.map((end, i) => ({end, agents: pages[i].items}));
  });

  willUpdate(changed) {
    const window = lengthMs(this.rule.window);
    if (window !== null && this.#stat() && window !== this.asked) {
      this.asked = window;
      this.#windows.run();
    }
  }

  #stat() {
    return figureOf(this.rule.figure)?.stat;
  }

  render() {
    const stat = this.#stat();
    if (!stat) {
      return html`<p class="muted">There is no preview of this figure.</p>`;
    }
    if (lengthMs(this.rule.window) === null) {
      return html`<p class="muted">The preview follows once the time is one such as 15m, 1h or 1d.</p>`;
    }
    return this.#windows.render(windows => this.#preview(windows, stat), html`<of-loading rows="3"></of-loading>`);
  }

  #preview(windows, stat) {
    const filtered = this.rule.filter?.agent;
    const agents = [...new Set(windows.flatMap(one => one.agents.map(({agent}) => agent)))].filter(agent => !filtered || filtered.includes(agent)).slice(0, MOST_AGENTS);
    const series = agents.map(agent => ({agent, values: windows.map(one => one.agents.find(found => found.agent === agent)?.[stat] ?? null)}));
    const reached = level => series.reduce((sum, {values}) => sum + values.filter(value => isBad(value, level, this.rule.direction)).length, 0);
    const told = [['warning', this.rule.warning], ['critical', this.rule.critical]].filter(([, level]) => Number.isFinite(level))
      .map(([name, level]) => `${name} reached ${times(reached(level))}`);
    return html`
      <p>The last ${WINDOWS} windows of ${this.rule.window}, agent by agent${told.length > 0 ? html`: <b>${told.join(', ')}</b>` : ''}.</p>
      ${series.length === 0 ? html`<p class="muted">No agent was at work in that time.</p>` : html`
        <of-chart height="170" label="The figure in the last ${WINDOWS} windows" .option=${this.#option(windows, series)}></of-chart>`}`;
  }

  #option(windows, series) {
    const lines = [[this.rule.warning, '#d98a1f'], [this.rule.critical, '#d33']].filter(([level]) => Number.isFinite(level));
    return {
      legend: {},
      grid: {top: 30},
      xAxis: {type: 'category', data: windows.map(({end}) => clock.format(end))},
      yAxis: {type: 'value', axisLabel: {formatter: value => written(value, this.rule.figure)}, max: ({max}) => Math.max(max, ...lines.map(([level]) => level))},
      tooltip: {valueFormatter: value => written(value, this.rule.figure)},
      series: series.map(({agent, values}, i) => ({
        name: agent, type: 'line', data: values, symbolSize: 5, connectNulls: false,
        markLine: i === 0 ? {symbol: 'none', silent: true, label: {show: false}, data: lines.map(([level, color]) => ({yAxis: level, lineStyle: {color, type: 'solid'}}))} : undefined,
      })),
    };
  }
}

function times(number) {
  return number === 1 ? 'once' : `${number} times`;
}

function isBad(value, level, direction) {
  return value !== null && (direction === 'below' ? value <= level : value >= level);
}

function lengthMs(text) {
  const [, number, unit] = /^(\d+)([smhd])$/.exec(text ?? '') ?? [];
  const length = number ? Number(number) * UNITS_MS[unit] : 0;
  return length >= UNITS_MS.m ? length : null;
}

customElements.define('of-rule-preview', RulePreview);
