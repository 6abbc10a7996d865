/** The frame around every page: navigation, who is signed in, theme. It shows the page that the address names. */

import {LitElement, css, html, nothing} from 'lit';
import {base} from '../base/styles.js';
import '../base/of-state.js';
import './of-icon.js';
import './of-sign-in.js';
import {match, takeOverLinks} from './router.js';
import {loadSession, session, signOut} from './session.js';
import {theme, toggleTheme} from './theme.js';

const SECTIONS = [
  ['overview', '/', 'Overview'],
  ['traces', '/traces', 'Traces'],
  ['agents', '/agents', 'Agents'],
  ['cost', '/cost', 'Cost'],
  ['sessions', '/sessions', 'Sessions'],
  ['users', '/users', 'Users'],
  ['logs', '/logs', 'Logs'],
  ['alerts', '/alerts', 'Alerts'],
  ['settings', '/settings', 'Settings'],
];

const APPLICATION = 'ObservabilityFactory';

class App extends LitElement {
  static properties = {
    state: {state: true}, at: {state: true}, menuOpen: {state: true}, problem: {state: true}, dark: {state: true},
  };

  static styles = [base, css`
    :host { display: grid; grid-template-columns: 200px minmax(0, 1fr); min-height: 100%; }
    .side { background: var(--surface); border-right: 1px solid var(--line); height: 100vh; position: sticky; top: 0; display: flex; flex-direction: column; padding: 14px 10px; gap: 14px; }
    .brand { display: flex; align-items: center; gap: 9px; padding: 0 8px; font-weight: 650; color: var(--text); letter-spacing: -.01em; }
    .brand:hover { text-decoration: none; }
    .brand img { width: 22px; height: 22px; }
    nav { display: grid; gap: 1px; flex: 1; align-content: start; overflow: auto; }
    nav a { display: flex; align-items: center; gap: 10px; padding: 6px 8px; border-radius: 6px; color: var(--muted); font-weight: 500; }
    nav a:hover { background: var(--sunken); color: var(--text); text-decoration: none; }
    nav a[aria-current] { background: var(--accent-soft); color: var(--accent); }
    .foot { display: flex; align-items: center; gap: 2px; border-top: 1px solid var(--line); padding: 10px 0 0 8px; }
    .foot span { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 12.5px; color: var(--muted); }
    .foot button { padding: 4px 7px; }
    .bar { display: none; }
    .skip { position: absolute; left: -999px; }
    .skip:focus { left: 8px; top: 8px; z-index: 20; background: var(--surface); padding: 6px 12px; }
    main:focus { outline: none; }
    main { min-width: 0; }
    of-sign-in { grid-column: 1 / -1; grid-row: 1 / -1; }

    @media (max-width: 860px) {
      :host { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; }
      .bar { display: flex; align-items: center; gap: 8px; height: 48px; padding: 0 8px; background: var(--surface); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 9; }
      .bar .brand { padding: 0; }
      .side { display: none; position: fixed; inset: 48px 0 0 0; height: auto; z-index: 8; border: 0; }
      .side > .brand { display: none; }
      .side.open { display: flex; }
      nav a { padding: 10px 8px; }
    }
  `];

  constructor() {
    super();
    this.state = 'starting';
    this.at = null;
    this.menuOpen = false;
    this.problem = null;
    this.dark = theme() === 'dark';
  }

  connectedCallback() {
    super.connectedCallback();
    takeOverLinks(this);
    addEventListener('popstate', () => this.#show());
    addEventListener('navigated', () => this.#show());
    addEventListener('signinneeded', () => { this.state = 'signed-out'; });
    addEventListener('themechange', () => { this.dark = theme() === 'dark'; });
    this.#start();
  }

  async #start() {
    this.problem = null;
    try {
      await loadSession();
      this.state = 'ready';
      await this.#show();
    } catch (e) {
      if (!e.needsSignIn) {
        this.problem = e;
      }
    }
  }

  /** A page's code is brought first, so that what is shown is replaced at once. */
  async #show() {
    const found = match(location);
    this.menuOpen = false;
    try {
      await found?.route.load();
    } catch {
      this.problem = {title: 'This page could not be brought', message: 'The service cannot be reached, or was updated: load the page again.'};
    }
    const samePage = found && this.at?.found?.route === found.route;
    this.at = {found};
    document.title = found ? `${found.route.title} · ${APPLICATION}` : APPLICATION;
    if (!samePage) {
      scrollTo(0, 0);
      await this.updateComplete;
      if (this.#hasNavigated) {
        this.renderRoot.querySelector('main')?.focus({preventScroll: true});
      }
    }
    this.#hasNavigated = true;
  }

  /** The first page leaves the focus where the browser has it; each later one takes it, so that screen readers begin there. */
  #hasNavigated = false;

  async #signOut() {
    try {
      await signOut();
    } catch (e) {
      if (!e.needsSignIn) {
        this.problem = e;
        return;
      }
    }
    this.state = 'signed-out';
  }

  render() {
    if (this.state === 'signed-out') {
      return html`<of-sign-in @signedin=${() => { this.state = 'ready'; this.#show(); }}></of-sign-in>`;
    }
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>Skip to the content</a>
      <header class="bar">
        <button class="quiet" aria-label="Menu" aria-expanded=${this.menuOpen} @click=${() => { this.menuOpen = !this.menuOpen; }}>
          <of-icon name=${this.menuOpen ? 'close' : 'menu'}></of-icon>
        </button>
        ${this.#brand()}
      </header>
      <div class="side ${this.menuOpen ? 'open' : ''}">
        ${this.#brand()}
        <nav aria-label="Pages">${SECTIONS.map(section => this.#link(section))}</nav>
        <footer class="foot">
          <span title="Project">${session()?.project ?? ''}</span>
          <button class="quiet" aria-label=${this.dark ? 'Light theme' : 'Dark theme'} @click=${toggleTheme}>
            <of-icon name=${this.dark ? 'light' : 'dark'}></of-icon>
          </button>
          ${session()?.withKey ? html`
            <button class="quiet" aria-label="Sign out" @click=${this.#signOut}><of-icon name="out"></of-icon></button>` : nothing}
        </footer>
      </div>
      <main id="content" tabindex="-1">${this.#content()}</main>`;
  }

  #skip(event) {
    event.preventDefault();
    this.renderRoot.querySelector('main').focus();
  }

  #brand() {
    return html`<a class="brand" href="/"><img src="/favicon.svg" alt="">Observability</a>`;
  }

  #link([section, href, label]) {
    const current = this.at?.found?.route.section === section;
    return html`<a href=${href} aria-current=${current ? 'page' : nothing}><of-icon name=${section}></of-icon>${label}</a>`;
  }

  #content() {
    if (this.problem) {
      return html`<of-problem .problem=${this.problem} @retry=${() => this.#start()}></of-problem>`;
    }
    if (!this.at) {
      return nothing;
    }
    if (!this.at.found) {
      return html`<of-empty headline="There is no such page"><a href="/">Go to the overview</a></of-empty>`;
    }
    return this.at.found.route.draw(this.at.found);
  }
}

customElements.define('of-app', App);
