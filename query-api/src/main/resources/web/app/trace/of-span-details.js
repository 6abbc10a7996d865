/** All that is known of one span: figures, messages, attributes, events, its logs, and why it cost what it cost. */

import {LitElement, css, html, nothing} from 'lit';
import {base} from '../base/styles.js';
import {count, duration, time, usd} from '../base/format.js';
import '../base/of-json.js';
import '../base/of-long-text.js';
import './of-conversation.js';
import './of-cost-explanation.js';
import './of-span-logs.js';
import {typeColour, typeLabel} from './span-type.js';
import {styled} from '../base/styled.js';

const BUCKETS = {
  input: 'Input', cacheRead: 'Cache read', cacheWrite: 'Cache write', output: 'Output', reasoning: 'Reasoning',
  audioInput: 'Audio in', audioOutput: 'Audio out',
};

const TABS = [['overview', 'Overview'], ['messages', 'Messages'], ['attributes', 'Attributes'], ['events', 'Events'], ['logs', 'Logs'], ['cost', 'Cost']];

class SpanDetails extends LitElement {
  static properties = {node: {attribute: false}, traceId: {}, tab: {state: true}};

  static styles = [base, css`
    :host { display: flex; flex-direction: column; min-height: 0; }
    .title { display: flex; align-items: center; gap: 8px; padding: 12px 16px 8px; }
    .title h2 { overflow-wrap: anywhere; flex: 1; }
    .dot { width: 10px; height: 10px; border-radius: 3px; flex: none; }
    [role="tablist"] { display: flex; flex-wrap: wrap; border-bottom: 1px solid var(--line); padding: 0 9px; flex: none; }
    [role="tab"] { border: 0; border-radius: 0; background: none; padding: 6px; font-size: 12.5px; color: var(--muted); border-bottom: 2px solid transparent; }
    [role="tab"][aria-selected="true"] { color: var(--accent); border-bottom-color: var(--accent); }
    [role="tabpanel"] { padding: 14px 16px 20px; overflow-y: auto; flex: 1; min-height: 0; }
    [role="tabpanel"]:focus-visible { outline-offset: -2px; }
    dl { display: grid; grid-template-columns: 130px minmax(0, 1fr); gap: 5px 12px; margin: 0; }
    dt { color: var(--muted); }
    dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
    section + section { margin-top: 16px; border-top: 1px solid var(--line); padding-top: 12px; }
    section h3 { margin-bottom: 8px; }
    .event { padding: 8px 0; border-bottom: 1px solid var(--line); }
    .event:last-child { border: 0; }
  `];

  constructor() {
    super();
    this.node = null;
    this.tab = 'overview';
  }

  #tabs() {
    const {span} = this.node;
    const has = {messages: span.input.length + span.output.length, events: span.events.length + span.links.length};
    return TABS.map(([key, label]) => [key, has[key] ? `${label} ${has[key]}` : label]);
  }

  #move(event) {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step) {
      const keys = TABS.map(([key]) => key);
      this.tab = keys[(keys.indexOf(this.tab) + step + keys.length) % keys.length];
      this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected="true"]').focus());
    }
  }

  render() {
    const {span} = this.node;
    return html`
      <div class="title">
        <span class="dot" ${styled({background: typeColour(span.type)})}></span>
        <h2>${span.name}</h2>
        <button class="quiet small" aria-label="Close the details" @click=${() => this.dispatchEvent(new Event('closed'))}><of-icon name="close"></of-icon></button>
      </div>
      <div role="tablist" aria-label="Details of the span" @keydown=${this.#move}>
        ${this.#tabs().map(([key, label]) => html`
          <button role="tab" id="tab-${key}" aria-selected=${this.tab === key} aria-controls="panel" tabindex=${this.tab === key ? 0 : -1}
            @click=${() => { this.tab = key; }}>${label}</button>`)}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby="tab-${this.tab}" tabindex="0">${this.#panel()}</div>`;
  }

  #panel() {
    const {span} = this.node;
    switch (this.tab) {
      case 'messages':
        return html`<of-conversation .input=${span.input} .output=${span.output}></of-conversation>`;
      case 'attributes':
        return html`<of-json .value=${span.attributes}></of-json>`;
      case 'events':
        return this.#events();
      case 'logs':
        return html`<of-span-logs .traceId=${this.traceId} .spanId=${span.spanId}></of-span-logs>`;
      case 'cost':
        return html`<of-cost-explanation .traceId=${this.traceId} .spanId=${span.spanId}></of-cost-explanation>`;
      default:
        return this.#overview();
    }
  }

  #overview() {
    const {span, totalUsd} = this.node;
    return html`
      <section>
        <dl>
          <dt>Type</dt><dd>${typeLabel(span.type)}</dd>
          <dt>Status</dt><dd>${span.status === 'error' ? html`<span class="pill bad">error${span.errorType ? `: ${span.errorType}` : ''}</span>` : html`<span class="pill good">ok</span>`}</dd>
          <dt>Started</dt><dd>${time(span.startTime)}</dd>
          <dt>Duration</dt><dd>${duration(span.durationMs)}</dd>
          <dt>Own time</dt><dd>${duration(span.selfTimeMs)}</dd>
          ${span.timeToFirstTokenMs === null || span.timeToFirstTokenMs === undefined ? nothing : html`<dt>To first token</dt><dd>${duration(span.timeToFirstTokenMs)}</dd>`}
          <dt>Own cost</dt><dd>${span.billed ? (span.costUsd === null ? html`<span class="pill warn">unpriced</span>` : usd(span.costUsd)) : html`<span class="muted">none of its own</span>`}</dd>
          ${this.node.children.length > 0 ? html`<dt>Cost with all inside</dt><dd>${usd(totalUsd)}</dd>` : nothing}
          ${this.#named('Agent', span.agent, value => `/agents/${encodeURIComponent(value)}`)}
          ${this.#named('Model', span.model)}
          ${this.#named('Provider', span.provider)}
          ${this.#named('Tool', span.tool)}
          ${this.#named('Service', span.service)}
          ${this.#named('Session', span.session, value => `/sessions/${encodeURIComponent(value)}`)}
          ${this.#named('User', span.user, value => `/traces?user=${encodeURIComponent(value)}`)}
          <dt>Span id</dt><dd class="mono">${span.spanId}</dd>
        </dl>
      </section>
      ${span.tokens ? this.#tokens(span.tokens) : nothing}
      ${span.normalization?.length ? html`
        <section><h3>What was odd about it</h3><ul>${span.normalization.map(remark => html`<li>${remark}</li>`)}</ul></section>` : nothing}`;
  }

  #named(label, value, link) {
    return value ? html`<dt>${label}</dt><dd>${link ? html`<a href=${link(value)}>${value}</a>` : value}</dd>` : nothing;
  }

  #tokens(tokens) {
    return html`
      <section>
        <h3>Tokens</h3>
        <dl>${Object.entries(BUCKETS).filter(([bucket]) => tokens[bucket] > 0)
          .map(([bucket, label]) => html`<dt>${label}</dt><dd>${count(tokens[bucket])}</dd>`)}</dl>
      </section>`;
  }

  #events() {
    const {events, links} = this.node.span;
    if (events.length + links.length === 0) {
      return html`<p class="muted">The span has no events and no links.</p>`;
    }
    return html`
      ${events.map(event => html`<div class="event"><b>${event.name ?? 'event'}</b><of-json .value=${event}></of-json></div>`)}
      ${links.length > 0 ? html`<section><h3>Links</h3><of-json .value=${links}></of-json></section>` : nothing}`;
  }
}

customElements.define('of-span-details', SpanDetails);
