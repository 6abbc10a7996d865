/** What agents' statistics say together. Pure. */

/** Rates are weighted by calls; percentiles cannot be put together, so the worst is named. */
export function totals(agents) {
  const calls = agents.reduce((sum, agent) => sum + agent.calls, 0);
  const rate = name => (calls === 0 ? null : agents.reduce((sum, agent) => sum + agent.calls * (agent[name] ?? 0), 0) / calls);
  const slowest = agents
    .filter(agent => agent.p95LatencyMs !== null && agent.p95LatencyMs !== undefined)
    .reduce((worst, agent) => (!worst || agent.p95LatencyMs > worst.p95LatencyMs ? agent : worst), null);
  return {calls, errorRate: rate('errorRate'), timeoutRate: rate('timeoutRate'), slowest};
}
