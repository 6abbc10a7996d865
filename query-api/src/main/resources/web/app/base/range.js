/** The time range that a page is about, kept in the address as `range=24h`. */

import {html} from 'lit';
import {navigate, withQuery} from '../shell/router.js';

const HOUR = 3_600_000;

export const RANGES = [
  ['1h', 'Last hour', HOUR], ['6h', 'Last 6 hours', 6 * HOUR], ['24h', 'Last 24 hours', 24 * HOUR],
  ['7d', 'Last 7 days', 7 * 24 * HOUR], ['30d', 'Last 30 days', 30 * 24 * HOUR],
];

/** @returns {{from: string, to: string}} instants; the end is now */
export function rangeOf(key, now = Date.now()) {
  const [, , length] = RANGES.find(([name]) => name === key) ?? RANGES[2];
  return {from: new Date(now - length).toISOString(), to: new Date(now).toISOString()};
}

export function rangePicker(key) {
  return html`
    <select aria-label="Time range" @change=${event => navigate(withQuery({range: event.target.value, cursor: null}))}>
      ${RANGES.map(([name, label]) => html`<option value=${name} ?selected=${name === key}>${label}</option>`)}
    </select>`;
}

/** A day of the reader's calendar, `daysAgo` before today: 2026-01-31. */
export function localDate(daysAgo = 0, now = new Date()) {
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo);
  return `${then.getFullYear()}-${String(then.getMonth() + 1).padStart(2, '0')}-${String(then.getDate()).padStart(2, '0')}`;
}

/** From the beginning of one day to the end of another, of the reader's calendar, but no later than now. */
export function instantsOf(fromDate, toDate, now = Date.now()) {
  const end = new Date(`${toDate}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return {from: new Date(`${fromDate}T00:00:00`).toISOString(), to: new Date(Math.min(end.getTime(), now)).toISOString()};
}

export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
