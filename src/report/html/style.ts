import { DARK, definitions, LIGHT } from './palette';

const LAYOUT = `
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, Roboto, Helvetica, Arial, sans-serif; overflow-wrap: anywhere; }
header, main { max-width: 1400px; margin: 0 auto; padding: 0 16px; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; padding-bottom: 32px; }
h1 { font-size: 24px; line-height: 1.25; margin: 4px 0 8px; }
h2 { font-size: 18px; margin: 0 0 12px; }
h3 { font-size: 15px; margin: 0; }
h4 { font-size: 13px; margin: 12px 0 4px; color: var(--muted); }
p, ul, ol { margin: 0 0 8px; }
ul, ol { padding-left: 20px; }
a { color: var(--link); }
code, pre { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
section, .text { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; min-width: 0; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }

.brand { display: flex; justify-content: space-between; align-items: center; padding-top: 12px; margin: 0; color: var(--muted); font-weight: 600; }
.brand button { display: none; font: inherit; font-weight: 400; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 4px 12px; cursor: pointer; }
.brand button[aria-pressed="true"] { border-color: var(--link); }
.live .brand button { display: block; }
.range { color: var(--muted); }
.notice { border-left: 4px solid var(--fair); background: var(--card); padding: 8px 12px; }
.notice.info { border-color: var(--calm); }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0; }
.figures div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
.figures dt { color: var(--muted); }
.figures dd { margin: 0; }
.figures b { display: block; font-size: 24px; line-height: 1.2; }

.timeline { margin-bottom: 16px; }
.timeline .row { display: grid; grid-template-columns: 64px minmax(0, 1fr); align-items: center; border-top: 1px solid var(--line); }
.timeline .row > span { color: var(--muted); font-size: 13px; }
.timeline ol { list-style: none; position: relative; margin: 4px 0; padding: 0; height: calc(26px * var(--lanes)); }
.timeline li { position: absolute; top: calc(26px * var(--lane)); height: 24px; min-width: 10px; }
.timeline .bar { display: block; height: 100%; border-radius: 3px; }
.timeline .bar span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.timeline .bar:hover { filter: brightness(1.2); }
.timeline .axis > div { position: relative; height: 20px; overflow: hidden; }
.timeline .axis i { position: absolute; padding-left: 4px; border-left: 1px solid var(--line); font-style: normal; font-size: 12px; color: var(--muted); }
.critical.bar, .critical.chip { background: var(--critical); color: var(--on-critical); }
.high.bar, .high.chip { background: var(--high); color: var(--on-high); }
.medium.bar, .medium.chip { background: var(--medium); color: var(--on-medium); }

.incident { border: 1px solid var(--line); border-left-width: 4px; border-radius: 6px; margin-top: 8px; }
.incident.critical { border-left-color: var(--critical); }
.incident.high { border-left-color: var(--high); }
.incident.medium { border-left-color: var(--medium); }
.incident > summary { position: relative; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; padding: 8px 12px 8px 36px; cursor: pointer; }
.incident > summary::before { content: "+"; position: absolute; left: 14px; color: var(--muted); }
.incident[open] > summary::before { content: "–"; }
.incident > summary h3 { flex: 1 1 280px; font-weight: 600; }
.chip { display: inline-block; border-radius: 4px; padding: 0 8px; font-size: 13px; font-weight: 600; }
.when { color: var(--muted); }
.told { padding: 4px 12px 8px 36px; }
.do { background: var(--quote); border-radius: 6px; padding: 8px 12px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 0 32px; }
.lines { list-style: none; padding: 0; }
.lines li { margin-bottom: 6px; }
.lines span { display: block; color: var(--muted); font-size: 13px; }
.lines code { display: block; background: var(--quote); border-radius: 4px; padding: 4px 8px; }
article + article { margin-top: 12px; }

table { border-collapse: collapse; width: 100%; margin-bottom: 16px; }
caption { text-align: left; color: var(--muted); padding-bottom: 4px; }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--muted); font-size: 13px; white-space: nowrap; }
tbody th { font-weight: 600; min-width: 9em; }
tbody th code { font-weight: 400; }
tbody th:has(code) { width: 40%; }
.words { min-width: 8em; }
.reasons { width: 40%; }
.short { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.strip { display: block; width: 100%; min-width: 160px; height: 18px; background: var(--quote); border-radius: 3px; }
td:has(.strip) { width: 20%; }
.more { margin-bottom: 12px; }
.more summary { cursor: pointer; color: var(--link); padding: 4px 0; }
.text pre { white-space: pre-wrap; margin: 4px 0 16px; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 16px 24px; }
figure { margin: 0; min-width: 0; }
figcaption { margin-bottom: 4px; color: var(--muted); }
figcaption b, .week caption b { color: var(--ink); }
.drawn { display: none; height: 290px; }
.still svg { width: 100%; height: auto; }
.week { table-layout: fixed; border-collapse: separate; border-spacing: 1px; }
.week :is(th, td) { border: 0; padding: 0; min-width: 0; font-size: 12px; color: var(--muted); font-weight: 400; }
.week thead th { text-align: center; }
.week thead th span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.week tbody th { white-space: nowrap; min-width: 0; }
.week thead td { width: 36px; }
.week tbody td { height: 22px; border-radius: 2px; background: color-mix(in srgb, var(--calm) calc(100% * var(--share, 0)), var(--quote)); }
abbr { text-decoration: none; }
`;

const ON_SCREEN = `
.live .still { display: none; }
.live .drawn { display: block; }
`;

/** Rows as blocks. */
const NARROW = `
table:not(.week), table:not(.week) tbody, table:not(.week) caption { display: block; }
table:not(.week) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
table:not(.week) tr { display: flex; flex-wrap: wrap; gap: 0 16px; padding: 8px 0; border-bottom: 1px solid var(--line); }
table:not(.week) :is(th, td) { border: 0; padding: 0; text-align: left; white-space: normal; }
table:not(.week) tbody th { flex-basis: 100%; }
table:not(.week) td::before { content: attr(data-name) ": "; color: var(--muted); }
td:has(.strip) { flex-basis: 100%; display: flex; gap: 8px; }
td:has(.strip)::before { white-space: nowrap; }
.told { padding-left: 12px; }
.timeline .row { grid-template-columns: minmax(0, 1fr); }
.timeline .axis > span { display: none; }
section { padding: 12px; }
`;

const ON_PAPER = `
@page { size: A4; margin: 14mm; }
body { font-size: 10pt; background: none; }
header, main { max-width: none; padding: 0; }
section { border: 0; padding: 0; }
.brand button, .more.text { display: none !important; }
figure, table, tr, article, summary, .do, .lines li { break-inside: avoid; }
.incident > summary, .do, h2, h3, h4, caption { break-after: avoid; }
.incident > summary { padding-left: 12px; }
.incident > summary::before { content: none; }
.more > summary { list-style: none; color: inherit; }
.told { padding-left: 12px; }
.figures { grid-template-columns: repeat(5, 1fr); gap: 8px; }
.figures div { padding: 8px 10px; }
table { font-size: 9pt; }
code { font-size: 8.5pt; }
th, td { padding-right: 8px; }
.strip { min-width: 60px; }
.columns { display: block; }
.charts { grid-template-columns: 1fr 1fr; }
.bar, .chip, .strip, .do, .week td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
`;

/** The look of the page: light or dark as the reader's system or button says, on paper light. */
export const STYLE = `
:root { color-scheme: light; ${definitions(LIGHT)} }
@media screen {
  @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; ${definitions(DARK)} } }
  :root[data-theme="dark"] { color-scheme: dark; ${definitions(DARK)} }
}
${LAYOUT}
@media screen { ${ON_SCREEN} }
@media screen and (max-width: 720px) { ${NARROW} }
@media print { ${ON_PAPER} }
`;
