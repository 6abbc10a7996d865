/** Sends a form: one request at a time, with the service's complaint shown in it and put to the field it is about. */

import {html, nothing} from 'lit';

export class Submit {
  #host;

  /** @param {import('lit').ReactiveControllerHost & HTMLElement} host */
  constructor(host) {
    this.#host = host;
    this.problem = null;
    this.busy = false;
  }

  /**
   * @param {() => Promise<any>} send
   * @returns {Promise<boolean>} whether it was taken
   */
  async run(send) {
    if (this.busy) {
      return false;
    }
    this.busy = true;
    this.problem = null;
    this.#host.requestUpdate();
    try {
      await send();
      return true;
    } catch (e) {
      this.problem = e;
      await this.#host.updateComplete;
      this.#host.renderRoot?.querySelector(`[name="${CSS.escape(e.parameter ?? '')}"]`)?.focus();
      return false;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  complaint() {
    return this.problem ? html`<p class="bad" role="alert">${this.problem.message}</p>` : nothing;
  }
}

/** The fields of a form; empty ones are left out. */
export function fields(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value !== ''));
}

/** `a@b.org, c@d.org` */
export function listOf(text) {
  return text ? text.split(/[,\n]/).map(one => one.trim()).filter(Boolean) : undefined;
}

/** `name=value, other=value` */
export function labelsOf(text) {
  const pairs = (listOf(text) ?? []).map(pair => pair.split('=').map(part => part.trim()));
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]));
}
