/** Log records that match a filter, newest first. */

import {css, html} from 'lit';
import '../base/of-log-lines.js';
import {PagedPage} from '../base/paged-page.js';
import {rangeOf, rangePicker} from '../base/range.js';
import {fields} from '../base/submit.js';
import {navigate, withQuery} from '../shell/router.js';

const SEVERITIES = [['', 'Any severity'], ['debug', 'Debug and worse'], ['info', 'Info and worse'], ['warn', 'Warnings and worse'], ['error', 'Errors']];

class LogsPage extends PagedPage {
  static styles = [PagedPage.styles, css`.search { margin-bottom: 14px; } .search input[type=search] { flex: 1 1 220px; max-width: 420px; }`];

  path = '/logs';

  params() {
    return {...rangeOf(this.query.get('range') ?? '24h'), text: this.query.get('text'), minSeverity: this.query.get('severity'), service: this.query.get('service'), limit: 200};
  }

  #search(event) {
    event.preventDefault();
    const given = fields(event.target);
    navigate(withQuery({text: given.text, service: given.service}));
  }

  render() {
    const severity = this.query.get('severity') ?? '';
    return html`
      <div class="head"><h1>Logs</h1>
        <div class="row">${rangePicker(this.query.get('range') ?? '24h')}</div></div>
      <form class="row search" role="search" @submit=${this.#search}>
        <input name="text" type="search" aria-label="Search in log records" placeholder="Search in log records" .value=${this.query.get('text') ?? ''}>
        <input name="service" aria-label="Service" placeholder="service" .value=${this.query.get('service') ?? ''}>
        <select aria-label="Severity" @change=${event => navigate(withQuery({severity: event.target.value}))}>
          ${SEVERITIES.map(([key, label]) => html`<option value=${key} ?selected=${key === severity}>${label}</option>`)}
        </select>
        <button>Search</button>
      </form>
      ${this.items(html`<of-empty headline="No log records">Records that agents send over OTLP are shown here, beside the trace they were written in.</of-empty>`,
        items => html`<of-log-lines .items=${items} withTrace></of-log-lines>`)}`;
  }
}

customElements.define('of-logs-page', LogsPage);
