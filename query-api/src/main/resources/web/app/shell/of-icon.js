/** Line icons of 16 by 16, coloured as the text beside them. */

import {LitElement, css, svg} from 'lit';

const PATHS = {
  overview: 'M2 9h5V2H2zM9 14h5V7H9zM2 14h5v-3H2zM9 5h5V2H9z',
  traces: 'M2 3.5h7M5 8h8M5 12.5h5',
  agents: 'M5 6h6a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM8 6V2.5M6 9.8v.4M10 9.8v.4',
  cost: 'M8 1.5v13M11.2 4.4C10.6 3.5 9.5 3 8 3 6.2 3 4.8 3.9 4.8 5.4 4.8 8.6 11.4 7 11.4 10.4 11.4 12 9.9 13 8 13c-1.7 0-2.9-.6-3.5-1.7',
  sessions: 'M2 3h12v8H8l-3.5 3v-3H2z',
  users: 'M8 7.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.5 14c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5',
  logs: 'M2 3h12M2 6.5h12M2 10h8M2 13.5h5',
  alerts: 'M8 2a4 4 0 0 1 4 4c0 4 1.5 5 1.5 5h-11S4 10 4 6a4 4 0 0 1 4-4zM6.5 13.5a1.6 1.6 0 0 0 3 0',
  settings: 'M2 4.5h7M12.5 4.5H14M2 11.5h1.5M7 11.5h7M10.7 6.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM5.3 13.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  menu: 'M2 4h12M2 8h12M2 12h12',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  dark: 'M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2z',
  light: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9L13 13M3 13l1.1-1.1M11.9 4.1L13 3',
  out: 'M6 2H3v12h3M10.5 11l3-3-3-3M13 8H6.5',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7L14 14',
  plus: 'M8 3v10M3 8h10',
  play: 'M4.5 2.5l9 5.5-9 5.5z',
  pause: 'M5 3v10M11 3v10',
};

class Icon extends LitElement {
  static properties = {name: {}};

  static styles = css`
    :host { display: inline-flex; width: 16px; height: 16px; flex: none; }
    svg { width: 100%; height: 100%; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  `;

  render() {
    return svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[this.name] ?? ''}></path></svg>`;
  }
}

customElements.define('of-icon', Icon);
