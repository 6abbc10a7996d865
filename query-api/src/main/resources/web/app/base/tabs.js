/** The pages of one section, as links beside each other. */

import {css, html} from 'lit';

export const tabStyle = css`
  .tabs { display: flex; gap: 2px; border-bottom: 1px solid var(--line); margin: -4px 0 16px; overflow-x: auto; }
  .tabs a { padding: 6px 12px 8px; color: var(--muted); border-bottom: 2px solid transparent; margin-bottom: -1px; white-space: nowrap; font-weight: 500; }
  .tabs a:hover { color: var(--text); text-decoration: none; }
  .tabs a[aria-current] { color: var(--accent); border-bottom-color: var(--accent); }
`;

/**
 * @param {string} label of the section
 * @param {[string, string][]} pages address and name
 * @param {string} current address
 */
export function tabs(label, pages, current) {
  return html`<nav class="tabs" aria-label=${label}>${pages.map(([href, name]) => (href === current
    ? html`<a href=${href} aria-current="page">${name}</a>`
    : html`<a href=${href}>${name}</a>`))}</nav>`;
}
