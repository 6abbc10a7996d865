/** What rules can watch, with its unit, and under which name agents' statistics tell it. */

/** @type {{code: string, label: string, unit?: string, stat?: string}[]} */
export const FIGURES = [
  {code: 'latency_p95', label: 'Latency, p95', unit: 'ms', stat: 'p95LatencyMs'},
  {code: 'latency_p50', label: 'Latency, p50', unit: 'ms', stat: 'p50LatencyMs'},
  {code: 'latency_p99', label: 'Latency, p99', unit: 'ms', stat: 'p99LatencyMs'},
  {code: 'error_rate', label: 'Share that fails', unit: '0 to 1', stat: 'errorRate'},
  {code: 'timeout_rate', label: 'Share that times out', unit: '0 to 1', stat: 'timeoutRate'},
  {code: 'success_rate', label: 'Share that succeeds', unit: '0 to 1', stat: 'successRate'},
  {code: 'cost', label: 'Cost', unit: 'USD', stat: 'totalCostUsd'},
  {code: 'calls', label: 'Calls', stat: 'calls'},
  {code: 'tokens', label: 'Tokens', stat: 'totalTokens'},
  {code: 'tokens_per_second', label: 'Tokens a second', stat: 'tokensPerSecond'},
  {code: 'unpriced_tokens', label: 'Tokens without a price'},
  {code: 'time_to_first_token', label: 'Time to first token, p95', unit: 'ms'},
  {code: 'metric', label: 'A metric'},
  {code: 'ingest_rejections', label: 'Records refused'},
  {code: 'cost_lag', label: 'How far costs lag', unit: 's'},
];

export const DIMENSIONS = ['agent', 'model', 'provider', 'service', 'environment', 'type', 'user', 'session', 'tag'];
