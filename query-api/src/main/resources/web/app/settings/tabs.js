import {tabs} from '../base/tabs.js';

export function settingsTabs(current) {
  return tabs('Settings', [['/settings', 'Projects'], ['/settings/keys', 'API keys'], ['/settings/connect', 'Connect'], ['/settings/pipeline', 'Pipeline']], current);
}
