/** Rules: which figure is watched, from where on it is bad, and who is told. */

import {html, nothing} from 'lit';
import {post, put} from '../base/api.js';
import {ago} from '../base/format.js';
import {ListPage} from '../base/list-page.js';
import {fields, labelsOf, listOf} from '../base/submit.js';
import {DIMENSIONS, FIGURES} from './figures.js';
import './of-rule-preview.js';
import {alertTabs} from './tabs.js';
import {figureOf, written} from './written.js';

class RulesPage extends ListPage {
  static properties = {draft: {state: true}};

  path = '/alerts/rules';

  constructor() {
    super();
    this.draft = {};
  }

  edit(rule) {
    super.edit(rule);
    this.draft = {figure: 'latency_p95', window: '15m', direction: 'above', groupBy: ['agent'], ...rule};
  }

  /** Kept as it is typed, as the preview follows it. */
  #typed(event) {
    const given = fields(event.currentTarget);
    this.draft = {
      ...this.draft,
      figure: given.figure,
      window: given.window,
      direction: given.direction,
      warning: given.warning === undefined ? undefined : Number(given.warning),
      critical: given.critical === undefined ? undefined : Number(given.critical),
    };
  }

  #send(event) {
    event.preventDefault();
    const given = fields(event.target);
    const rule = {
      ...kept(this.editing),
      name: given.name,
      figure: given.figure,
      metric: given.figure === 'metric' ? given.metric : undefined,
      window: given.window,
      period: undefined,
      direction: given.direction,
      warning: given.warning === undefined ? undefined : Number(given.warning),
      critical: given.critical === undefined ? undefined : Number(given.critical),
      groupBy: listOf(given.groupBy) ?? [],
      filter: filterOf(given.filter),
      holdFor: given.holdFor,
      recoverAfter: given.recoverAfter,
      minimumSamples: given.minimumSamples === undefined ? undefined : Number(given.minimumSamples),
      recipients: listOf(given.recipients),
      channels: listOf(given.channels),
      labels: labelsOf(given.labels),
      enabled: given.enabled !== undefined,
    };
    const {id} = this.editing;
    this.save(() => (id === undefined ? post(this.path, rule) : put(`${this.path}/${id}`, rule)));
  }

  render() {
    return html`
      <div class="head"><h1>Alerts</h1>${this.addButton('New rule')}</div>
      ${alertTabs('/alerts/rules')}
      ${this.items(rules => (rules.length === 0
        ? html`<section class="card"><of-empty headline="No rules yet">A rule watches a figure, such as the p95 latency or the share of failed calls, for each agent, and tells people when it is bad for a while.</of-empty></section>`
        : html`<section class="card" aria-label="Rules">${this.#table(rules)}</section>`))}
      ${this.editing ? nothing : this.submit.complaint()}
      ${this.dialog(this.editing?.id === undefined ? 'New rule' : 'Change the rule', this.editing && this.#form(this.draft))}`;
  }

  #table(rules) {
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>Rule</th><th>Watches</th><th>By</th><th class="num">Warning</th><th class="num">Critical</th><th class="num">Evaluated</th><th><span class="sr">What to do</span></th></tr></thead>
        <tbody>${rules.map(rule => html`
          <tr>
            <td>${rule.name}${rule.enabled === false ? html` <span class="pill">off</span>` : nothing}${rule.lastError ? html` <span class="pill bad" title=${rule.lastError}>not evaluated</span>` : nothing}</td>
            <td>${label(rule.figure)} <span class="muted">${rule.window ? `of ${rule.window}` : `of the ${rule.period}`}</span></td>
            <td class="muted">${(rule.groupBy ?? []).join(', ') || 'all together'}</td>
            <td class="num">${threshold(rule, rule.warning)}</td>
            <td class="num">${threshold(rule, rule.critical)}</td>
            <td class="num muted">${ago(rule.evaluatedAt)}</td>
            ${this.tools(
              html`<button class="small" @click=${() => this.edit(rule)}>Change</button> `,
              html`<button class="small danger" @click=${() => this.end(rule.id, `Delete the rule ${rule.name}?`)}>Delete</button>`)}
          </tr>`)}</tbody>
      </table></div>`;
  }

  #form(rule) {
    const figure = figureOf(rule.figure) ?? FIGURES[0];
    return html`
      <form @submit=${this.#send} @input=${this.#typed}>
        <div class="fields">
          <label class="field">Name<input name="name" required .value=${rule.name ?? ''} placeholder="slow agents"></label>
          <label class="field">Figure<select name="figure">${FIGURES.map(({code, label: name}) => html`<option value=${code} ?selected=${code === rule.figure}>${name}</option>`)}</select></label>
          ${rule.figure === 'metric' ? html`<label class="field">Metric<input name="metric" required .value=${rule.metric ?? ''} placeholder="gpu_utilization"></label>` : nothing}
          <label class="field">Over the last<input name="window" required pattern="\\d+[smhd]" .value=${rule.window ?? '15m'} title="15m, 1h or 1d"></label>
          <label class="field">Bad when<select name="direction">${['above', 'below'].map(way => html`<option ?selected=${way === rule.direction}>${way}</option>`)}</select></label>
          <label class="field">Warning at${figure.unit ? ` (${figure.unit})` : ''}<input name="warning" type="number" step="any" .value=${String(rule.warning ?? '')}></label>
          <label class="field">Critical at${figure.unit ? ` (${figure.unit})` : ''}<input name="critical" type="number" step="any" .value=${String(rule.critical ?? '')}></label>
          <label class="field">An alert for each<input name="groupBy" .value=${(rule.groupBy ?? []).join(', ')} placeholder=${DIMENSIONS.join(', ')}></label>
          <label class="field">Only of<input name="filter" .value=${filterText(rule.filter)} placeholder="agent=coder, environment=prod"></label>
          <label class="field">Bad for at least<input name="holdFor" .value=${rule.holdFor ?? '2m'}></label>
          <label class="field">Good for at least<input name="recoverAfter" .value=${rule.recoverAfter ?? '5m'}></label>
          <label class="field">Of at least so many calls<input name="minimumSamples" type="number" min="1" .value=${String(rule.minimumSamples ?? 1)}></label>
          <label class="field">Labels<input name="labels" .value=${pairs(rule.labels)} placeholder="team=search"></label>
          <label class="field wide">Mail to<input name="recipients" .value=${(rule.recipients ?? []).join(', ')} placeholder="team@example.org"></label>
          <label class="field wide">Channels<input name="channels" .value=${(rule.channels ?? []).join(', ')} placeholder="names of channels"></label>
          <label class="check"><input type="checkbox" name="enabled" .checked=${rule.enabled ?? true}> Watch</label>
        </div>
        <of-rule-preview .rule=${rule}></of-rule-preview>
        ${this.actions(rule.id === undefined ? 'Create the rule' : 'Save')}
      </form>`;
  }
}

function label(code) {
  return figureOf(code)?.label ?? code;
}

function threshold(rule, value) {
  return value === undefined || value === null ? nothing : `${rule.direction === 'below' ? '≤' : '≥'} ${written(value, rule.figure)}`;
}

function pairs(labels) {
  return Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`).join(', ');
}

function filterText(filter) {
  return Object.entries(filter ?? {}).flatMap(([name, values]) => values.map(value => `${name}=${value}`)).join(', ');
}

/** `agent=a, agent=b` are two accepted values of one dimension. */
function filterOf(text) {
  const filter = {};
  for (const pair of listOf(text) ?? []) {
    const [name, ...value] = pair.split('=');
    (filter[name.trim()] ??= []).push(value.join('=').trim());
  }
  return filter;
}

function kept(rule) {
  const {id, createdAt, evaluatedAt, lastError, ...settings} = rule;
  return settings;
}

customElements.define('of-rules-page', RulesPage);
