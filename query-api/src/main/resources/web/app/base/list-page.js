/** What pages that list things of one kind have in common: the list, making one, and ending one. */

import {LitElement, css, html, nothing} from 'lit';
import {mayAdminister} from '../shell/session.js';
import {all, remove} from './api.js';
import {cutNote} from './cut-note.js';
import {Load} from './load.js';
import './of-dialog.js';
import './of-state.js';
import {base, form, page} from './styles.js';
import {Submit} from './submit.js';
import {tabStyle} from './tabs.js';

export class ListPage extends LitElement {
  static properties = {editing: {state: true}};

  static styles = [base, page, form, tabStyle, css`
    td { vertical-align: middle; }
    td.tools { text-align: right; white-space: nowrap; }
    form { display: grid; gap: 16px; }
    .actions { display: flex; justify-content: flex-end; gap: 8px; }
    .card { padding: 8px 14px; }
    fieldset { border: 1px solid var(--line); border-radius: 6px; padding: 4px 12px 6px; margin: 0; gap: 18px; }
  `];

  constructor() {
    super();
    this.editing = null;
  }

  list = new Load(this, signal => all(this.path, {}, signal));
  submit = new Submit(this);

  /** @abstract the path of the list in the API */
  path = '';

  connectedCallback() {
    super.connectedCallback();
    this.list.run();
  }

  edit(item) {
    this.submit.problem = null;
    this.editing = item;
  }

  /** @param {() => Promise<any>} send */
  async save(send) {
    if (await this.submit.run(send)) {
      this.editing = null;
      this.list.run();
    }
  }

  /** @param {string} question what is about to happen, in a sentence */
  async end(id, question) {
    if (confirm(question) && await this.submit.run(() => remove(`${this.path}/${id}`))) {
      this.list.run();
    }
  }

  /** @param {(items: any[]) => unknown} draw */
  items(draw) {
    return this.list.render(list => html`${draw(list.items)}${cutNote(list)}`);
  }

  /** @param {string} label of the button */
  addButton(label) {
    return mayAdminister() ? html`<button class="primary" @click=${() => this.edit({})}><of-icon name="plus"></of-icon>${label}</button>` : nothing;
  }

  /** Only what can be done is offered. */
  tools(...buttons) {
    return html`<td class="tools">${mayAdminister() ? buttons : nothing}</td>`;
  }

  dialog(headline, content) {
    return this.editing ? html`<of-dialog headline=${headline} @closed=${() => { this.editing = null; }}>${content}</of-dialog>` : nothing;
  }

  actions(label) {
    return html`
      ${this.submit.complaint()}
      <div class="actions"><button class="primary" ?disabled=${this.submit.busy}>${label}</button></div>`;
  }
}
