/** Tells that a list goes on behind what is shown of it. */

import {html, nothing} from 'lit';
import {count} from './format.js';

/** @param {{items: any[], isCut: boolean}} list */
export function cutNote({items, isCut}) {
  return isCut ? html`<p class="muted">These are the first ${count(items.length)}. There are more: the API has them all.</p>` : nothing;
}
