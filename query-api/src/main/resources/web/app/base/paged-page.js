/** What pages that show one list of the API, page by page, have in common. */

import {LitElement, css, html, nothing} from 'lit';
import {get} from './api.js';
import {Load} from './load.js';
import {base, form, page} from './styles.js';

export class PagedPage extends LitElement {
  static properties = {query: {attribute: false}, more: {state: true}};

  static styles = [base, page, form, css`
    .card { padding: 8px 14px; }
    .end { display: flex; justify-content: center; padding: 12px 0 6px; }
  `];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.more = [];
  }

  /** What the first page was asked with: a cursor goes on in the same list only. */
  #asked = {};

  first = new Load(this, signal => {
    this.#asked = this.params();
    return get(this.path, this.#asked, signal);
  });

  /** @abstract the path of the list in the API */
  path = '';

  /** @abstract what is asked for */
  params() {
    return {};
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      this.again();
    }
  }

  /** From the beginning of the list. */
  again() {
    this.more = [];
    this.first.run();
  }

  async #next(cursor) {
    try {
      this.more = [...this.more, await get(this.path, {...this.#asked, cursor})];
    } catch (e) {
      this.first.problem = e;
      this.requestUpdate();
    }
  }

  /**
   * @param {unknown} empty when there is nothing
   * @param {(items: any[]) => unknown} draw
   */
  items(empty, draw) {
    return this.first.render(page => {
      const pages = [page, ...this.more];
      const items = pages.flatMap(one => one.items);
      const cursor = pages.at(-1).nextCursor;
      return html`
        <section class="card">
          ${items.length > 0 ? draw(items) : cursor ? html`<of-empty headline="Nothing found yet">The latest ones have been looked into.</of-empty>` : empty}
          ${cursor ? html`<div class="end"><button @click=${() => this.#next(cursor)}>Show more</button></div>` : nothing}
        </section>`;
    });
  }
}
