/** Figures as people read them. What is unknown is a dash, never a zero. */

export const UNKNOWN = '–';

const whole = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});
const compactNumber = new Intl.NumberFormat('en-US', {notation: 'compact', maximumFractionDigits: 1});
const moment = new Intl.DateTimeFormat('en-GB', {day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit'});
const day = new Intl.DateTimeFormat('en-GB', {day: '2-digit', month: 'short', timeZone: 'UTC'});

const isNone = value => value === null || value === undefined || Number.isNaN(value);

/** Small amounts keep as many digits as tell them apart. */
export function usd(value) {
  if (isNone(value)) {
    return UNKNOWN;
  }
  const amount = Math.abs(value);
  if (amount === 0 || amount >= 1) {
    return money(value, 2, 2);
  }
  return amount >= 0.01 ? money(value, 2, 4) : money(value, 2, Math.min(12, 2 - Math.floor(Math.log10(amount))));
}

function money(value, least, most) {
  return new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD', minimumFractionDigits: least, maximumFractionDigits: most})
    .format(value);
}

export function count(value) {
  return isNone(value) ? UNKNOWN : whole.format(value);
}

/** 12.3K */
export function compact(value) {
  if (isNone(value)) {
    return UNKNOWN;
  }
  return Math.abs(value) < 10_000 ? decimal(value, Math.abs(value) < 100 ? 1 : 0) : compactNumber.format(value);
}

export function decimal(value, digits = 1) {
  return isNone(value) ? UNKNOWN : new Intl.NumberFormat('en-US', {maximumFractionDigits: digits}).format(value);
}

/** Small ones keep as many digits as tell them from nothing: 0.0028, 12.5 */
export function rate(value) {
  if (isNone(value) || Math.abs(value) >= 100) {
    return count(value);
  }
  return new Intl.NumberFormat('en-US', {maximumSignificantDigits: 3}).format(value);
}

export function percent(share, digits = 1) {
  return isNone(share) ? UNKNOWN : `${decimal(share * 100, digits)} %`;
}

/** 0, 240 µs, 12.3 ms, 1.52 s, 3 min 20 s */
export function duration(millis) {
  if (isNone(millis)) {
    return UNKNOWN;
  }
  if (millis === 0) {
    return '0';
  }
  // Where rounding would give the next larger unit, that is used.
  if (millis < 0.9995) {
    return `${Math.round(millis * 1000)} µs`;
  }
  if (millis < 999.5) {
    return `${decimal(millis, millis < 10 ? 2 : millis < 100 ? 1 : 0)} ms`;
  }
  if (millis < 59_995) {
    return `${decimal(millis / 1000, 2)} s`;
  }
  const seconds = Math.round(millis / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** In the reader's own time zone. */
export function time(text) {
  return text ? moment.format(new Date(text)) : UNKNOWN;
}

/** @param {string} date 2026-01-31 */
export function date(date) {
  return day.format(new Date(`${date}T00:00:00Z`));
}

/** 5 min ago */
export function ago(text, now = Date.now()) {
  if (!text) {
    return UNKNOWN;
  }
  const seconds = Math.round((now - Date.parse(text)) / 1000);
  if (seconds < 0) {
    return time(text);
  }
  const units = [['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]];
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['s', 1];
  return seconds < 2 ? 'just now' : `${Math.floor(seconds / length)} ${unit} ago`;
}

/** Milliseconds since 1970 with the fractions that Date.parse cuts off. */
export function epochMillis(text) {
  const fraction = /\.(\d{3})(\d+)/.exec(text);
  return Date.parse(text) + (fraction ? Number(`0.${fraction[2]}`) : 0);
}

/** Tokens of all buckets of a span. */
export function totalTokens(tokens) {
  return tokens ? Object.values(tokens).reduce((sum, one) => sum + one, 0) : null;
}
