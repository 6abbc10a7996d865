/** Asks for an API key, which goes to the service once and is not kept by the page, or leads to where else one can sign in. */

import {LitElement, css, html, nothing} from 'lit';
import {base, form} from '../base/styles.js';
import {Load} from '../base/load.js';
import {withQuery} from './router.js';
import {signIn, waysToSignIn} from './session.js';

class SignIn extends LitElement {
  static properties = {problem: {state: true}, busy: {state: true}};

  static styles = [base, form, css`
    :host { display: grid; place-items: center; min-height: 100vh; padding: 20px; }
    main { width: min(400px, 100%); }
    form { display: grid; gap: 14px; padding: 26px; }
    img { width: 34px; height: 34px; }
    button, .button { justify-content: center; }
    .or { display: flex; align-items: center; gap: 10px; color: var(--muted); font-size: 12.5px; }
    .or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
  `];

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
  }

  /** Should this fail there is still the key. */
  #ways = new Load(this, waysToSignIn);

  firstUpdated() {
    this.#ways.run();
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
      history.replaceState(null, '', withQuery({'sign-in': null, error: null, error_description: null}));
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
          ${refusal() ? html`<p class="bad" role="alert">${refusal()}</p>` : nothing}
          ${this.problem ? html`<p class="bad" role="alert">${this.problem.message}</p>` : nothing}
          <button class="primary" ?disabled=${this.busy}>${this.busy ? 'Signing in …' : 'Sign in'}</button>
          ${this.#ways.value?.openId ? html`
            <div class="or">or</div>
            <a class="button" href="/sign-in">Sign in with your organisation</a>` : nothing}
        </form>
      </main>`;
  }
}

/** What came of signing in elsewhere, when it came to nothing. */
function refusal() {
  const query = new URLSearchParams(location.search);
  if (query.get('sign-in') === 'refused') {
    return 'Your organisation knows you, but nobody has let you in here: you lack the role or the project for it.';
  }
  return query.has('error') ? `Your organisation did not sign you in: ${query.get('error_description') ?? query.get('error')}.` : null;
}

customElements.define('of-sign-in', SignIn);
