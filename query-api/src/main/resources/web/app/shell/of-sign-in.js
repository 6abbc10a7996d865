/** Asks for an API key. It goes to the service once and is not kept by the page. */

import {LitElement, css, html, nothing} from 'lit';
import {base, form} from '../base/styles.js';
import {signIn} from './session.js';

class SignIn extends LitElement {
  static properties = {problem: {state: true}, busy: {state: true}};

  static styles = [base, form, css`
    :host { display: grid; place-items: center; min-height: 100vh; padding: 20px; }
    form { width: min(400px, 100%); display: grid; gap: 14px; padding: 26px; }
    img { width: 34px; height: 34px; }
    button { justify-content: center; }
  `];

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
  }

  firstUpdated() {
    this.renderRoot.querySelector('input').focus();
  }

  async #submit(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input');
    this.busy = true;
    this.problem = null;
    try {
      await signIn(field.value.trim());
      field.value = '';
      this.dispatchEvent(new Event('signedin'));
    } catch (e) {
      this.problem = e;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <main>
        <form class="card" @submit=${this.#submit}>
          <img src="/favicon.svg" alt="">
          <h1>Sign in to ObservabilityFactory</h1>
          <label class="field">API key
            <input type="password" name="key" autocomplete="current-password" required placeholder="sk-of-…">
            <small>Any key of the project with the scope <code>read</code>; changes need <code>admin</code>.</small>
          </label>
          ${this.problem ? html`<p class="bad" role="alert">${this.problem.message}</p>` : nothing}
          <button class="primary" ?disabled=${this.busy}>${this.busy ? 'Signing in …' : 'Sign in'}</button>
        </form>
      </main>`;
  }
}

customElements.define('of-sign-in', SignIn);
