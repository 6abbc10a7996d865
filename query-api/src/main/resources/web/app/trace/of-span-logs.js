/** The log records that were written inside a span. */

import {LitElement, css, html} from 'lit';
import {get} from '../base/api.js';
import {cutNote} from '../base/cut-note.js';
import {Load} from '../base/load.js';
import {base} from '../base/styles.js';
import '../base/of-log-lines.js';

class SpanLogs extends LitElement {
  static properties = {traceId: {}, spanId: {}};

  static styles = [base, css`:host { display: block; }`];

  #logs = new Load(this, signal => get('/logs', {traceId: this.traceId, spanId: this.spanId, limit: 200}, signal));

  willUpdate(changed) {
    if (changed.has('spanId') || changed.has('traceId')) {
      this.#logs.value = undefined;
      this.#logs.run();
    }
  }

  render() {
    return this.#logs.render(page => (page.items.length === 0
      ? html`<p class="muted">Nothing was logged inside this span.</p>`
      : html`<of-log-lines .items=${page.items}></of-log-lines>${cutNote({items: page.items, isCut: Boolean(page.nextCursor)})}`));
  }
}

customElements.define('of-span-logs', SpanLogs);
