/** Brings a trace with all its spans, which come in pages: the first of a large one is there long before the last. */

import {get} from '../base/api.js';

/**
 * @param {AbortSignal} signal
 * @param {(firstSpans: object) => void} show is called with the trace as far as it is there, when more of it follows
 */
export async function wholeTrace(id, signal, show) {
  const path = `/traces/${encodeURIComponent(id)}`;
  const trace = await get(path, {}, signal);
  let cursor = trace.nextCursor;
  if (cursor) {
    show({...trace, spans: [...trace.spans]});
  }
  while (cursor) {
    const page = await get(path, {cursor}, signal);
    trace.spans.push(...page.spans);
    cursor = page.nextCursor;
  }
  return trace;
}
