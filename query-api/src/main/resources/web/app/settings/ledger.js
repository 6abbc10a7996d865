/** Sums over lines of the ledger. Pure. */

const COUNTS = ['received', 'stored', 'duplicates', 'rejected'];

/** @param {object[]} lines */
export function sums(lines) {
  return Object.fromEntries(COUNTS.map(name => [name, lines.reduce((sum, line) => sum + line[name], 0)]));
}

/** All signals of an hour together, the earliest hour first. */
export function byHour(lines) {
  const hours = new Map();
  for (const line of lines) {
    hours.set(line.hour, [...(hours.get(line.hour) ?? []), line]);
  }
  return [...hours].sort(([a], [b]) => a.localeCompare(b)).map(([hour, some]) => ({hour, ...sums(some)}));
}
