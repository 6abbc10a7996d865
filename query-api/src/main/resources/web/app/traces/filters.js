/** What traces can be filtered by; the names are the API's. */

/** @type {{name: string, label: string, kind: 'text' | 'number' | 'choice', choices?: [string, string][], unit?: string}[]} */
export const FILTERS = [
  {name: 'text', label: 'Text', kind: 'text'},
  {name: 'agent', label: 'Agent', kind: 'text'},
  {name: 'model', label: 'Model', kind: 'text'},
  {name: 'provider', label: 'Provider', kind: 'text'},
  {name: 'status', label: 'Status', kind: 'choice', choices: [['error', 'with errors'], ['ok', 'without errors']]},
  {name: 'user', label: 'User', kind: 'text'},
  {name: 'session', label: 'Session', kind: 'text'},
  {name: 'tag', label: 'Tag', kind: 'text'},
  {name: 'service', label: 'Service', kind: 'text'},
  {name: 'environment', label: 'Environment', kind: 'text'},
  {name: 'version', label: 'Version', kind: 'text'},
  {name: 'runId', label: 'Run id', kind: 'text'},
  {name: 'minDurationMs', label: 'Longer than', kind: 'number', unit: 'ms'},
  {name: 'maxDurationMs', label: 'Shorter than', kind: 'number', unit: 'ms'},
  {name: 'minCostUsd', label: 'Dearer than', kind: 'number', unit: 'USD'},
];
