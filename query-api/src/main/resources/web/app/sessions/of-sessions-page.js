/** Sessions: the runs that belong to one conversation, with what they cost together. */

import {html} from 'lit';
import {ago, compact, count, time, usd} from '../base/format.js';
import {PagedPage} from '../base/paged-page.js';
import {rangeOf, rangePicker} from '../base/range.js';

class SessionsPage extends PagedPage {
  path = '/sessions';

  params() {
    return {...rangeOf(this.query.get('range') ?? '7d'), limit: 100};
  }

  render() {
    return html`
      <div class="head"><h1>Sessions</h1>${rangePicker(this.query.get('range') ?? '7d')}</div>
      ${this.items(html`<of-empty headline="No sessions in this time">Spans that carry <code>session.id</code> or <code>gen_ai.conversation.id</code> are put together here.</of-empty>`, items => html`
        <div class="scroll" tabindex="0"><table>
          <thead><tr><th>Session</th><th>Users</th><th class="num">Traces</th><th class="num">Calls</th><th class="num">Tokens</th><th class="num">Cost</th><th class="num">Last</th></tr></thead>
          <tbody>${items.map(one => html`
            <tr class="link"><td><a href="/sessions/${encodeURIComponent(one.session)}">${one.session}</a></td><td>${one.users.join(', ')}</td>
              <td class="num">${count(one.traces)}</td><td class="num">${count(one.calls)}</td><td class="num">${compact(one.tokens)}</td>
              <td class="num">${usd(one.costUsd)}</td><td class="num muted" title=${time(one.lastTime)}>${ago(one.lastTime)}</td></tr>`)}</tbody>
        </table></div>`)}`;
  }
}

customElements.define('of-sessions-page', SessionsPage);
