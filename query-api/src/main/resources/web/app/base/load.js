/** Keeps what a component loads, and that an answer which comes too late does not replace a newer one. */

import {html} from 'lit';
import './of-state.js';

export class Load {
  #host;
  #ask;
  #abort = null;

  /**
   * @param {import('lit').ReactiveControllerHost} host is drawn anew when something comes
   * @param {(signal: AbortSignal, show: (value: any) => void) => Promise<any>} ask may show what is there so far
   */
  constructor(host, ask) {
    this.#host = host;
    this.#ask = ask;
    this.value = undefined;
    this.problem = null;
    this.loading = false;
    host.addController(this);
  }

  hostDisconnected() {
    this.#abort?.abort();
  }

  /** @returns {Promise<void>} when it is there, or failed */
  async run() {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.loading = true;
    this.#host.requestUpdate();
    try {
      const value = await this.#ask(abort.signal, soFar => this.#show(abort, soFar));
      this.#show(abort, value);
    } catch (e) {
      if (e.name !== 'AbortError' && abort === this.#abort) {
        this.problem = e;
      }
    } finally {
      if (abort === this.#abort) {
        this.loading = false;
        this.#host.requestUpdate();
      }
    }
  }

  #show(abort, value) {
    if (abort === this.#abort) {
      this.value = value;
      this.problem = null;
      this.#host.requestUpdate();
    }
  }

  /**
   * What is there, or the shape of why nothing is. What was there before stays while something new is on its way.
   *
   * @param {(value: any) => unknown} draw
   * @param {unknown} [shape] while the first answer is awaited
   */
  render(draw, shape = html`<of-loading></of-loading>`) {
    if (this.problem) {
      return html`<of-problem .problem=${this.problem} @retry=${() => this.run()}></of-problem>`;
    }
    return this.value === undefined ? shape : draw(this.value);
  }
}
