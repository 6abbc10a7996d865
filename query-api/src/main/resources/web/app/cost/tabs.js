import {tabs} from '../base/tabs.js';

export function costTabs(current) {
  return tabs('Cost', [['/cost', 'Report'], ['/cost/prices', 'Prices'], ['/cost/repricing', 'Pricing again']], current);
}
