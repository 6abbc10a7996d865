/** Light or dark: what the system prefers, unless somebody has chosen here. */

const KEY = 'observability-factory.theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

/** @returns {'light' | 'dark'} */
export function theme() {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'light' || chosen === 'dark') {
    return chosen;
  }
  return systemIsDark.matches ? 'dark' : 'light';
}

/** Charts draw on canvas, so they are told of a change by the event `themechange` of the window. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme();
  dispatchEvent(new Event('themechange'));
}

export function toggleTheme() {
  const other = theme() === 'dark' ? 'light' : 'dark';
  // A choice that says what the system says anyway is none: the page goes on following the system.
  if (other === (systemIsDark.matches ? 'dark' : 'light')) {
    localStorage.removeItem(KEY);
  } else {
    localStorage.setItem(KEY, other);
  }
  applyTheme();
}

systemIsDark.addEventListener('change', applyTheme);
