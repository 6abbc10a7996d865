/** The calendar periods that budgets are for. Pure. */

/** So many are looked back at: about a month of days, a quarter of weeks, half a year of months. */
const LOOKED_AT = {day: 30, week: 12, month: 6};

/** Of the period with that day in it: 2026-01-31 is in the week of 2026-01-26 and in the month of 2026-01-01. */
export function startOf(period, date) {
  if (period === 'month') {
    return `${date.slice(0, 8)}01`;
  }
  const daysIntoIt = period === 'week' ? (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7 : 0;
  return shifted(date, -daysIntoIt);
}

/** The first day of the periods that are looked back at, that of `today` being the last of them. */
export function firstDayOf(period, today) {
  const start = startOf(period, today);
  const back = LOOKED_AT[period] - 1;
  if (period !== 'month') {
    return shifted(start, -back * (period === 'week' ? 7 : 1));
  }
  const month = new Date(`${start}T00:00:00Z`);
  month.setUTCMonth(month.getUTCMonth() - back);
  return dateOf(month);
}

/**
 * What was spent in each period, the earliest first.
 *
 * @param {{date: string, costUsd: number | null}[]} days without gaps
 * @returns {{start: string, costUsd: number | null}[]} null where nothing is known of any day
 */
export function spentIn(period, days) {
  const spent = new Map();
  for (const {date, costUsd} of days) {
    const start = startOf(period, date);
    const before = spent.get(start) ?? null;
    spent.set(start, before === null ? costUsd : before + (costUsd ?? 0));
  }
  return [...spent].map(([start, costUsd]) => ({start, costUsd}));
}

function shifted(date, days) {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return dateOf(moved);
}

function dateOf(instant) {
  return instant.toISOString().slice(0, 10);
}
