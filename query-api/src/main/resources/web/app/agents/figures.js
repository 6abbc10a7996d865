/** The figures of an agent: how each is called, written, and which way is better. */

import {count, decimal, duration, percent, rate, usd} from '../base/format.js';

/** @type {{name: string, label: string, show: (value: number) => string, better?: 'less' | 'more'}[]} */
export const FIGURES = [
  {name: 'calls', label: 'Calls', show: count},
  {name: 'throughputPerMinute', label: 'Calls a minute', show: rate},
  {name: 'avgLatencyMs', label: 'Latency, average', show: duration, better: 'less'},
  {name: 'p50LatencyMs', label: 'Latency, p50', show: duration, better: 'less'},
  {name: 'p95LatencyMs', label: 'Latency, p95', show: duration, better: 'less'},
  {name: 'p99LatencyMs', label: 'Latency, p99', show: duration, better: 'less'},
  {name: 'tokensPerSecond', label: 'Tokens a second', show: value => decimal(value), better: 'more'},
  {name: 'totalTokens', label: 'Tokens', show: count},
  {name: 'totalCostUsd', label: 'Cost', show: usd, better: 'less'},
  {name: 'avgCostUsd', label: 'Cost per call', show: usd, better: 'less'},
  {name: 'costPerDayUsd', label: 'Cost a day', show: usd, better: 'less'},
  {name: 'successRate', label: 'Succeeded', show: percent, better: 'more'},
  {name: 'errorRate', label: 'Failed', show: percent, better: 'less'},
  {name: 'timeoutRate', label: 'Timed out', show: percent, better: 'less'},
];
