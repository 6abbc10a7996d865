/** Who the agents worked for, and what that cost. */

import {html} from 'lit';
import {compact, count, time, usd} from '../base/format.js';
import {PagedPage} from '../base/paged-page.js';
import {rangeOf, rangePicker} from '../base/range.js';

/** What the API calls everybody whom no span names: no trace is found by it. */
const UNKNOWN_NAME = '(unknown)';

class UsersPage extends PagedPage {
  path = '/users';

  params() {
    return {...rangeOf(this.query.get('range') ?? '7d'), limit: 100};
  }

  render() {
    return html`
      <div class="head"><h1>Users</h1>${rangePicker(this.query.get('range') ?? '7d')}</div>
      ${this.items(html`<of-empty headline="No users in this time">Spans that carry <code>user.id</code> tell whom the work was for; one on the root span is enough.</of-empty>`, items => html`
        <div class="scroll" tabindex="0"><table>
          <thead><tr><th>User</th><th class="num">Calls</th><th class="num">Failed</th><th class="num">Tokens</th><th class="num">Cost</th><th class="num">Last hour with calls</th></tr></thead>
          <tbody>${items.map(one => html`
            <tr class="link"><td>${one.user === UNKNOWN_NAME ? html`<span class="muted">${one.user}</span>` : html`<a href="/traces?user=${encodeURIComponent(one.user)}">${one.user}</a>`}</td><td class="num">${count(one.calls)}</td>
              <td class="num ${one.errors > 0 ? 'bad' : ''}">${count(one.errors)}</td><td class="num">${compact(one.tokens)}</td>
              <td class="num">${usd(one.costUsd)}</td><td class="num muted">${time(one.lastHour).slice(0, -3)}</td></tr>`)}</tbody>
        </table></div>`)}`;
  }
}

customElements.define('of-users-page', UsersPage);
