/** Sums over lines of the ledger. Pure. */

const HOUR_MS = 3_600_000;
const COUNTS = ['received', 'stored', 'duplicates', 'rejected'];

/** @param {object[]} lines */
export function sums(lines) {
  return Object.fromEntries(COUNTS.map(name => [name, lines.reduce((sum, line) => sum + line[name], 0)]));
}

/**
 * All signals of an hour together, hour by hour, those without any too.
 *
 * @param {{from: string, to: string}} range instants
 */
export function byHour(lines, {from, to}) {
  const hours = new Map();
  for (let hour = Math.floor(Date.parse(from) / HOUR_MS) * HOUR_MS; hour < Date.parse(to); hour += HOUR_MS) {
    hours.set(hour, []);
  }
  for (const line of lines) {
    const hour = Date.parse(line.hour);
    hours.set(hour, [...(hours.get(hour) ?? []), line]);
  }
  return [...hours].sort(([a], [b]) => a - b).map(([hour, some]) => ({hour: new Date(hour).toISOString(), ...sums(some)}));
}
