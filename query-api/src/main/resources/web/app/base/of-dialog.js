/** A dialog over the page with a form in its slot. Fires `closed` when it is done with, by whatever way. */

import {LitElement, css, html} from 'lit';
import '../shell/of-icon.js';
import {base} from './styles.js';

class Dialog extends LitElement {
  static properties = {headline: {}};

  static styles = [base, css`
    dialog { border: 1px solid var(--line); border-radius: 12px; background: var(--surface); color: var(--text); padding: 0; width: min(720px, calc(100vw - 24px)); max-height: calc(100vh - 40px); box-shadow: 0 12px 40px rgb(0 0 0 / 25%); }
    dialog::backdrop { background: var(--overlay); }
    header { display: flex; justify-content: space-between; align-items: center; padding: 14px 18px; border-bottom: 1px solid var(--line); position: sticky; top: 0; background: var(--surface); z-index: 1; }
    h2 { font-size: 16px; }
    .body { padding: 16px 18px 18px; }
  `];

  firstUpdated() {
    this.renderRoot.querySelector('dialog').showModal();
  }

  #closed() {
    this.dispatchEvent(new Event('closed'));
  }

  render() {
    return html`
      <dialog aria-labelledby="headline" @close=${this.#closed}>
        <header>
          <h2 id="headline">${this.headline}</h2>
          <button class="quiet small" aria-label="Close" @click=${() => this.renderRoot.querySelector('dialog').close()}><of-icon name="close"></of-icon></button>
        </header>
        <div class="body"><slot></slot></div>
      </dialog>`;
  }
}

customElements.define('of-dialog', Dialog);
