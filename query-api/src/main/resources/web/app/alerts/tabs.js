import {tabs} from '../base/tabs.js';

export function alertTabs(current) {
  return tabs('Alerts', [
    ['/alerts', 'Now'], ['/alerts/rules', 'Rules'], ['/alerts/budgets', 'Budgets'], ['/alerts/channels', 'Channels'],
    ['/alerts/silences', 'Silences'], ['/alerts/deliveries', 'Deliveries'],
  ], current);
}
