/** The projects that can be seen, and making one where that is allowed. */

import {html, nothing} from 'lit';
import {post} from '../base/api.js';
import {ListPage} from '../base/list-page.js';
import {time} from '../base/format.js';
import {fields} from '../base/submit.js';
import {session} from '../shell/session.js';
import {settingsTabs} from './tabs.js';

class ProjectsPage extends ListPage {
  path = '/projects';

  #send(event) {
    event.preventDefault();
    const {name} = fields(event.target);
    this.save(() => post(this.path, {name}));
  }

  render() {
    return html`
      <div class="head"><h1>Settings</h1>${this.addButton('New project')}</div>
      ${settingsTabs('/settings')}
      ${this.items(projects => html`
        <section class="card" aria-label="Projects"><div class="scroll" tabindex="0"><table>
          <thead><tr><th>Project</th><th>Made</th></tr></thead>
          <tbody>${projects.map(project => html`
            <tr><td>${project.name}${project.name === session()?.project ? html` <span class="pill accent">this one</span>` : nothing}</td><td>${time(project.createdAt)}</td></tr>`)}</tbody>
        </table></div></section>`)}
      ${this.dialog('New project', this.editing && html`
        <form @submit=${this.#send}>
          <label class="field">Name<input name="name" required placeholder="search-team"></label>
          <p class="muted">Projects see nothing of each other. Agents and people enter one by a key of it.</p>
          ${this.actions('Create the project')}
        </form>`)}`;
  }
}

customElements.define('of-projects-page', ProjectsPage);
