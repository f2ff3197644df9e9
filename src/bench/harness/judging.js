// What a target is judged by: a ratio within one run, and its bound.
import { POOL_DELAY_MS } from './cases.js';
import { figures, ratios, summary } from './statistics.js';

export const good = (results, id, server, of = (each) => each.rate) => figures(results, id, server, of);
export const ratio = (results, id, above, below = 'peer', of) => ratios(good(results, id, above, of), good(results, id, below, of))?.median;
/** Of two cases of one server. */
export const across = (results, above, below, server, of) => ratios(good(results, above, server, of), good(results, below, server, of))?.median;
export const median = (values) => summary(values)?.median;

export const times = (value) => `${value.toFixed(2)} ×`;
export const percent = (value) => `${(value * 100).toFixed(0)} %`;
export const millis = (value) => `${value.toFixed(1)} ms`;

/** A condition on one figure: {value, show, bound, atLeast}. Without a value it was not measured. */
export const atLeast = (value, bound, show = times) => ({ value, bound, show, holds: value >= bound, sign: '≥' });
export const atMost = (value, bound, show = times) => ({ value, bound, show, holds: value <= bound, sign: '≤' });

/** A row of the table: a title, and the conditions of each Gatehouse. */
export const both = (title, conditions) => ({ title, aot: conditions('aot'), native: conditions('native') });

/** What the sign-in adds to the time that the pool takes. */
export const addedToPool = (each) => each.p99 - POOL_DELAY_MS;

/** One cell: each figure with its bound, and whether all hold. */
export function judged(conditions, built) {
  if (conditions.length === 0) return '–';
  if (!built) return 'not built';
  if (conditions.some(({ value }) => !Number.isFinite(value))) return 'not measured, or void';
  const told = conditions.map(({ value, bound, show, sign, holds }) => `${show(value)} (${sign} ${bound}${holds ? '' : ', missed'})`);
  return `${conditions.every(({ holds }) => holds) ? 'pass' : '**miss**'}: ${told.join(', ')}`;
}
