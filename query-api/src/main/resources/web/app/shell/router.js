/** Which page an address shows. The server knows the same first steps of the paths (PagePaths.java). The first match wins. */

import {html} from 'lit';

/**
 * @typedef {object} Route
 * @property {RegExp} path named groups become parameters
 * @property {string} title
 * @property {string} section the entry of the navigation that is marked
 * @property {() => Promise<unknown>} load brings the page's code, the first time it is shown
 * @property {(at: {params: Record<string, string>, query: URLSearchParams}) => unknown} draw
 */

/** @type {Route[]} */
const ROUTES = [
  page('/', 'Overview', 'overview', () => import('../overview/of-overview-page.js'),
    () => html`<of-overview-page></of-overview-page>`),
  page('/traces', 'Traces', 'traces', () => import('../traces/of-traces-page.js'),
    ({query}) => html`<of-traces-page .query=${query}></of-traces-page>`),
  page('/traces/:id', 'Trace', 'traces', () => import('../trace/of-trace-page.js'),
    ({params, query}) => html`<of-trace-page .traceId=${params.id} .spanId=${query.get('span')}></of-trace-page>`),
  page('/agents', 'Agents', 'agents', () => import('../agents/of-agents-page.js'),
    ({query}) => html`<of-agents-page .query=${query}></of-agents-page>`),
  page('/agents/compare', 'Compare', 'agents', () => import('../agents/of-compare-page.js'),
    ({query}) => html`<of-compare-page .query=${query}></of-compare-page>`),
  page('/agents/:agent', 'Agent', 'agents', () => import('../agents/of-agent-page.js'),
    ({params, query}) => html`<of-agent-page .agent=${params.agent} .query=${query}></of-agent-page>`),
  page('/cost', 'Cost', 'cost', () => import('../cost/of-cost-page.js'),
    ({query}) => html`<of-cost-page .query=${query}></of-cost-page>`),
  page('/cost/prices', 'Prices', 'cost', () => import('../cost/of-prices-page.js'),
    ({query}) => html`<of-prices-page .query=${query}></of-prices-page>`),
  page('/cost/repricing', 'Pricing again', 'cost', () => import('../cost/of-repricing-page.js'),
    () => html`<of-repricing-page></of-repricing-page>`),
  page('/sessions', 'Sessions', 'sessions', () => import('../sessions/of-sessions-page.js'),
    ({query}) => html`<of-sessions-page .query=${query}></of-sessions-page>`),
  page('/sessions/:session', 'Session', 'sessions', () => import('../sessions/of-session-page.js'),
    ({params}) => html`<of-session-page .session=${params.session}></of-session-page>`),
  page('/users', 'Users', 'users', () => import('../sessions/of-users-page.js'),
    ({query}) => html`<of-users-page .query=${query}></of-users-page>`),
  page('/logs', 'Logs', 'logs', () => import('../logs/of-logs-page.js'),
    ({query}) => html`<of-logs-page .query=${query}></of-logs-page>`),
  page('/alerts', 'Alerts', 'alerts', () => import('../alerts/of-alerts-page.js'),
    () => html`<of-alerts-page></of-alerts-page>`),
  page('/alerts/instances/:id', 'Alert', 'alerts', () => import('../alerts/of-alert-page.js'),
    ({params}) => html`<of-alert-page .alertId=${params.id}></of-alert-page>`),
  page('/alerts/rules', 'Rules', 'alerts', () => import('../alerts/of-rules-page.js'),
    () => html`<of-rules-page></of-rules-page>`),
  page('/alerts/budgets', 'Budgets', 'alerts', () => import('../alerts/of-budgets-page.js'),
    () => html`<of-budgets-page></of-budgets-page>`),
  page('/alerts/channels', 'Channels', 'alerts', () => import('../alerts/of-channels-page.js'),
    () => html`<of-channels-page></of-channels-page>`),
  page('/alerts/silences', 'Silences', 'alerts', () => import('../alerts/of-silences-page.js'),
    () => html`<of-silences-page></of-silences-page>`),
  page('/alerts/deliveries', 'Deliveries', 'alerts', () => import('../alerts/of-deliveries-page.js'),
    ({query}) => html`<of-deliveries-page .query=${query}></of-deliveries-page>`),
  page('/settings', 'Projects', 'settings', () => import('../settings/of-projects-page.js'),
    () => html`<of-projects-page></of-projects-page>`),
  page('/settings/keys', 'API keys', 'settings', () => import('../settings/of-keys-page.js'),
    () => html`<of-keys-page></of-keys-page>`),
  page('/settings/connect', 'Connect', 'settings', () => import('../settings/of-connect-page.js'),
    () => html`<of-connect-page></of-connect-page>`),
  page('/settings/pipeline', 'Pipeline', 'settings', () => import('../settings/of-pipeline-page.js'),
    ({query}) => html`<of-pipeline-page .query=${query}></of-pipeline-page>`),
];

function page(pattern, title, section, load, draw) {
  const path = new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`);
  return {path, title, section, load, draw};
}

/** @returns {{route: Route, params: Record<string, string>, query: URLSearchParams} | null} */
export function match(location) {
  for (const route of ROUTES) {
    const found = route.path.exec(location.pathname);
    const params = found && decoded(found.groups ?? {});
    if (params) {
      return {route, params, query: new URLSearchParams(location.search)};
    }
  }
  return null;
}

/** Null for an address that nobody could have written for a name, such as `/traces/%`. */
function decoded(groups) {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return null;
  }
}

/** Goes to another page of this application, or to the same with another query. */
export function navigate(url, {replace = false} = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  dispatchEvent(new CustomEvent('navigated', {detail: {replace}}));
}

/** Clicks on plain links to our own pages stay in this document. */
export function takeOverLinks(root) {
  root.addEventListener('click', event => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    const link = event.composedPath().find(element => element instanceof HTMLAnchorElement && element.href);
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin || !match(link)) {
      return;
    }
    event.preventDefault();
    navigate(link.href);
  });
}

/** The same address with other values in its query; empty ones are taken out. */
export function withQuery(changes, from = location) {
  const query = new URLSearchParams(from.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return from.pathname + (text ? `?${text}` : '');
}
