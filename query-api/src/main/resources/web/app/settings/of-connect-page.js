/** How to send telemetry here. */

import {LitElement, html} from 'lit';
import {base, page} from '../base/styles.js';
import {tabStyle} from '../base/tabs.js';
import './of-connect.js';
import {settingsTabs} from './tabs.js';

class ConnectPage extends LitElement {
  static styles = [base, page, tabStyle];

  render() {
    return html`
      <div class="head"><h1>Settings</h1></div>
      ${settingsTabs('/settings/connect')}
      <section class="card">
        <header><h2>Connect an agent</h2></header>
        <p class="muted">Whatever speaks OpenTelemetry can send here. Paste the settings; the key is one of <a href="/settings/keys">yours</a> with the scope ingest.</p>
        <of-connect></of-connect>
      </section>`;
  }
}

customElements.define('of-connect-page', ConnectPage);
