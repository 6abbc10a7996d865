/** What agents' statistics say together, and where a month is heading. Pure. */

/** Rates are weighted by calls; percentiles cannot be put together, so the worst is named. */
export function totals(agents) {
  const calls = agents.reduce((sum, agent) => sum + agent.calls, 0);
  const rate = name => (calls === 0 ? null : agents.reduce((sum, agent) => sum + agent.calls * (agent[name] ?? 0), 0) / calls);
  const slowest = agents
    .filter(agent => agent.p95LatencyMs !== null && agent.p95LatencyMs !== undefined)
    .reduce((worst, agent) => (!worst || agent.p95LatencyMs > worst.p95LatencyMs ? agent : worst), null);
  return {calls, errorRate: rate('errorRate'), timeoutRate: rate('timeoutRate'), slowest};
}

/**
 * The month's cost at the pace of its days so far, today included with the part of it that is over; null when nothing is known.
 *
 * @param {{to: string, totalUsd: number | null}} month a report from the first of the month until today
 */
export function monthForecast(month, now = new Date()) {
  if (month.totalUsd === null || month.totalUsd === undefined) {
    return null;
  }
  const [year, number, day] = month.to.split('-').map(Number);
  const daysInMonth = new Date(year, number, 0).getDate();
  const past = day - 1 + Math.max(1 / 24, (now.getHours() + now.getMinutes() / 60) / 24);
  return (month.totalUsd / past) * daysInMonth;
}
