import { createHash } from 'node:crypto';
import echarts from 'echarts/dist/echarts.common.min.js' with { type: 'text' };
import { type Analysis } from '../../analysis/model/analysis';
import { dateTime } from '../../format/dateTime';
import { sections } from '../text/sections';
import { start } from './browser';
import { Html, html } from './html';
import { coming } from './parts/coming';
import { figures as charts } from './parts/figures';
import { advice, figures, head } from './parts/head';
import { incidents } from './parts/incident';
import { anomalousLines, dependencies, messages } from './parts/messages';
import { services } from './parts/services';
import { STYLE } from './style';

/** What runs in the page. */
const SCRIPTS = [echarts, `(${start.toString()})(echarts)`];

const NEW_LINE = new Html('\n');

/** A page runs and loads nothing else, whatever logs say. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src ${SCRIPTS.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`).join(' ')}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The report as a page in one file that needs nothing else, no network either. */
export function renderHtml(analysis: Analysis): string {
  const { range } = analysis;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Seismolog: ${dateTime(range.fromMs)} to ${dateTime(range.toMs)} UTC</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        ${head(analysis)}
        <main>
          ${figures(analysis)} ${incidents(analysis)} ${coming(analysis)} ${advice(analysis)} ${services(analysis)}
          ${charts(analysis)} ${messages(analysis)} ${anomalousLines(analysis)} ${dependencies(analysis)}
          <details class="more text">
            <summary>All of it as text</summary>
            ${sections(analysis).map(
              ({ title, lines }) =>
                html`<h3>${title}</h3>
                  <pre>${lines.flatMap((line) => [line, NEW_LINE])}</pre>`
            )}
          </details>
        </main>
        ${SCRIPTS.map((script) => new Html(`<script>${script}</script>`))}
      </body>
    </html> `;
  return `${page.markup.trim()}\n`;
}
