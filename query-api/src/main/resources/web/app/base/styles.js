/** What all components look like. Custom properties come from app.css. */

import {css} from 'lit';

export const base = css`
  :host { font: inherit; color: inherit; }
  *, ::before, ::after { box-sizing: border-box; }
  h1 { font-size: 19px; line-height: 1.3; font-weight: 650; margin: 0; letter-spacing: -.01em; overflow-wrap: anywhere; }
  h2 { font-size: 14px; font-weight: 650; margin: 0; }
  h3 { font-size: 13px; font-weight: 650; margin: 0; }
  p { margin: 0 0 8px; }
  a { color: var(--accent); text-decoration: none; }
  a:hover { text-decoration: underline; }
  p a, of-empty a { text-decoration: underline; text-underline-offset: 2px; }
  small, .small-text { font-size: 12px; }
  code, pre, .mono { font-family: var(--mono); font-size: 12.5px; }
  .muted { color: var(--muted); }
  .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .bad { color: var(--bad); }
  .good { color: var(--good); }
  .warn { color: var(--warn); }
  .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; border-radius: 4px; }

  button, .button, select, input, textarea {
    font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 6px; min-height: 32px; padding: 4px 10px;
  }
  button, .button { cursor: pointer; white-space: nowrap; border-color: var(--line); display: inline-flex; align-items: center; gap: 6px; }
  button:hover, .button:hover { background: var(--sunken); text-decoration: none; }
  button[disabled] { opacity: .55; cursor: default; }
  button.primary, .button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-text); }
  button.primary:hover, .button.primary:hover { filter: brightness(1.08); }
  button.danger { color: var(--bad); }
  button.quiet { border-color: transparent; background: transparent; }
  button.quiet:hover { background: var(--sunken); }
  button.small, .button.small { min-height: 26px; padding: 1px 8px; font-size: 12.5px; }
  select { padding-right: 6px; }
  input[type="checkbox"] { min-height: 0; width: 15px; height: 15px; accent-color: var(--accent); margin: 0; }
  textarea { width: 100%; resize: vertical; }
  ::placeholder { color: var(--muted); opacity: 1; }

  .card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); padding: 14px 16px; min-width: 0; }
  .card > header { display: flex; align-items: baseline; justify-content: space-between; gap: 12px; margin-bottom: 10px; flex-wrap: wrap; }
  .row { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
  .spread { display: flex; align-items: center; justify-content: space-between; gap: 12px; flex-wrap: wrap; }
  .stack { display: grid; gap: 14px; align-content: start; }

  .pill { display: inline-flex; align-items: center; gap: 5px; font-size: 12px; line-height: 18px; padding: 0 7px; border-radius: 9px; background: var(--sunken); color: var(--muted); white-space: nowrap; }
  .pill.bad { background: var(--bad-soft); color: var(--bad); }
  .pill.good { background: var(--good-soft); color: var(--good); }
  .pill.warn { background: var(--warn-soft); color: var(--warn); }
  .pill.accent { background: var(--accent-soft); color: var(--accent); }

  .scroll { overflow-x: auto; position: relative; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th, td { text-align: left; padding: 7px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
  th { font-size: 12px; font-weight: 550; color: var(--muted); white-space: nowrap; vertical-align: bottom; }
  th.num, td.num { text-align: right; }
  tbody tr:last-child td { border-bottom: 0; }
  tbody tr.link:hover { background: var(--sunken); }
  td:first-child, th:first-child { padding-left: 4px; }
  td:last-child, th:last-child { padding-right: 4px; }
  @media (max-width: 600px) {
    .scroll > table { width: max-content; min-width: 100%; }
    .scroll td { max-width: 260px; overflow-wrap: anywhere; }
  }
`;

/** A page: heading, tools beside it, and what it shows. */
export const page = css`
  :host { display: block; padding: 20px 24px 40px; max-width: 1480px; }
  .head { display: flex; align-items: center; justify-content: space-between; gap: 10px 16px; flex-wrap: wrap; margin-bottom: 16px; min-height: 32px; }
  .grid { display: grid; gap: 14px; grid-template-columns: repeat(12, minmax(0, 1fr)); }
  .grid > * { grid-column: span 12; }
  @media (min-width: 1000px) {
    .grid > .third { grid-column: span 4; }
    .grid > .half { grid-column: span 6; }
    .grid > .two-thirds { grid-column: span 8; }
  }
  @media (max-width: 600px) { :host { padding: 14px 14px 32px; } }
`;

/** Labelled fields one below the other, or beside each other where there is room. */
export const form = css`
  .fields { display: grid; gap: 12px 14px; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); align-items: start; }
  label.field { display: grid; gap: 4px; font-size: 12.5px; color: var(--muted); font-weight: 550; }
  label.field > input, label.field > select, label.field > textarea { width: 100%; color: var(--text); font-size: 14px; font-weight: 400; }
  label.field > small { font-weight: 400; }
  label.check { display: flex; align-items: center; gap: 8px; min-height: 32px; }
  .wide { grid-column: 1 / -1; }
`;
