/** Values of alerts and thresholds of rules with the unit of what is watched. Pure. */

import {decimal, duration, percent, UNKNOWN, usd} from '../base/format.js';
import {FIGURES} from './figures.js';

const BY_UNIT = {ms: duration, s: seconds => duration(seconds * 1_000), '0 to 1': percent, USD: usd};

/** @param {string | undefined} code of the figure; of a rule that is gone nobody knows it */
export function written(value, code) {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  const write = BY_UNIT[figureOf(code)?.unit] ?? (one => decimal(one, 4));
  return write(value);
}

/** @param {{kind: string, aspect: string, ruleId: number}} alert @param {Map<number, object>} rules by id */
export function writtenOf(value, {kind, aspect, ruleId}, rules) {
  if (kind !== 'budget') {
    return written(value, rules.get(ruleId)?.figure);
  }
  return aspect === 'burn_rate' ? `${decimal(value, 2)} ×` : usd(value);
}

export function figureOf(code) {
  return FIGURES.find(figure => figure.code === code);
}
