/** @jest-environment jsdom */
import { createHash } from 'node:crypto';
import axe from 'axe-core';
import { analyze } from '../../analysis/analyze';
import { type Analysis } from '../../analysis/model/analysis';
import { ERROR, INFO } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { HOUR, MINUTE } from '../../time/units';
import { emptyAnalysis, normalAnalysis, oneServiceAnalysis, unknownAnalysis } from '../../views/testing/analyses';
import { renderHtml } from './renderHtml';

// ECharts measures texts by itself where there is no canvas, as in the back end.
HTMLCanvasElement.prototype.getContext = () => null;

const FROM_MS = Date.UTC(2026, 0, 5);

/** Four hours of services with these names, each down for half an hour, with these words in all that they log. */
function outages(names: readonly string[], words: string): Analysis {
  const rows = names.flatMap((service, k) =>
    Array.from({ length: 240 }, (_, minute) => {
      const isDown = minute >= 120 && minute < 150;
      return {
        timeMs: FROM_MS + minute * MINUTE + k,
        service,
        level: isDown ? ERROR : INFO,
        message: isDown ? `Connection lost ${words} ${minute}` : `done ${words}`,
      };
    })
  );
  const table = tableOf(rows.sort((a, b) => a.timeMs - b.timeMs));
  const range = { fromMs: FROM_MS, toMs: FROM_MS + 4 * HOUR };
  return analyze({ table, range, notices: [{ severity: 'warning', text: words }] }, DEFAULT_ANALYSIS_OPTIONS);
}

const numbered = (count: number, name: string) => Array.from({ length: count }, (_, i) => `${name}-${i}`);

const MARKUP = '</script></pre><script>alert(1)</script><img src=x onerror=alert(1)>"\' \x1b[31m\u202e';
const hostile = outages([`a${MARKUP}`, `b${MARKUP}`], MARKUP);

/** The page, as a browser reads it. */
function pageOf(analysis: Analysis): Document {
  return new DOMParser().parseFromString(renderHtml(analysis), 'text/html');
}

const textOf = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const all = (page: Document, selector: string) => Array.from(page.querySelectorAll(selector));

const ANALYSES: Array<[name: string, analysis: Analysis]> = [
  ['a usual time', normalAnalysis()],
  ['one service', oneServiceAnalysis()],
  ['logs of which nothing is known', unknownAnalysis()],
  ['a time without logs', emptyAnalysis()],
  ['logs full of markup', hostile],
  ['forty services, and lines of five thousand letters', outages(numbered(40, 'service'), 'Größe '.repeat(800))],
  ['names of a hundred letters', outages(numbered(3, 'of-a-generator-'.repeat(7)), 'Größe bei Müller')],
];

describe.each(ANALYSES)('the page of %s', (_, analysis) => {
  const page = pageOf(analysis);

  it('needs nothing from elsewhere', () => {
    expect(all(page, 'link, img, iframe, object, embed, [src], base')).toEqual([]);
    expect(page.querySelector('style')?.textContent).not.toMatch(/url\(|@import/);
    for (const link of all(page, 'a')) {
      expect(page.querySelector(link.getAttribute('href')!)).not.toBeNull();
    }
  });

  it('runs its own two scripts and no other', () => {
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content');
    const scripts = all(page, 'script:not([type="application/json"])').map(({ textContent }) => textContent ?? '');
    const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(scripts).toHaveLength(2);
    expect(policy).toContain(`default-src 'none'; style-src 'unsafe-inline'; script-src ${hashes.join(' ')};`);
    expect(
      all(page, '*')
        .flatMap((element) => element.getAttributeNames())
        .filter((name) => name.startsWith('on'))
    ).toEqual([]);
  });

  it('can be read by everybody', async () => {
    document.documentElement.lang = 'en';
    document.title = page.title;
    document.body.innerHTML = page.body.innerHTML;
    // Contrast needs a layout; palette.test.ts computes it.
    const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    expect(all(page, 'table').filter((table) => textOf(table.querySelector('caption')) === '')).toEqual([]);
  });

  it('has no figure that is none', () => {
    expect(`${textOf(page.querySelector('header'))} ${textOf(page.querySelector('main'))}`).not.toMatch(
      /NaN|undefined|Infinity|\[object/
    );
  });
});

describe('the page', () => {
  const page = pageOf(normalAnalysis());

  it('begins with what it comes to', () => {
    expect(textOf(page.querySelector('h1'))).toBe(
      '1 incident is under way, first of all: High Error Rate of api-gateway since 2024-10-27 23:02:00.'
    );
    expect(textOf(page.querySelector('header'))).toContain('In 3 hours there were 2 incidents: 1 critical and 1 high.');
  });

  it('has a bar in time for each incident, which leads to it; what is under way stands first', () => {
    const bars = all(page, '.timeline a').map((bar) => [bar.className, bar.getAttribute('href')]);
    expect(bars).toEqual([
      ['bar critical', '#incident-i1'],
      ['bar high', '#incident-i2'],
    ]);
    expect(all(page, '.incident').map(({ id }) => id)).toEqual(['incident-i2', 'incident-i1']);
  });

  it('tells of an incident what to do, what happened, where it began, how it spread, and the lines', () => {
    const incident = textOf(page.querySelector('#incident-i1'));
    for (const words of [
      'What to do: Check what they share, first of all database.',
      'Several services fail at once.',
      'database 64% errors',
      'Most likely at database (70%).',
      'api-gateway, 2 minutes in: 15% errors; it depends on database, called in 41% of its traces',
      'database: first error where it beganDisk 42 is full',
    ]) {
      expect(incident).toContain(words);
    }
  });

  it('draws each chart as it stands, with what a browser draws it from', () => {
    expect(all(page, 'figcaption b').map(textOf)).toEqual([
      'Logs by level.',
      'Health over time.',
      'Anomalous logs.',
      'Response times.',
    ]);
    for (const chart of all(page, '.chart')) {
      expect(chart.querySelector('.still svg')).not.toBeNull();
      const { option } = JSON.parse(chart.querySelector('script')?.textContent ?? '');
      expect(option.useUTC).toBe(true);
      // Brightened under the pointer, a colour that follows dark and light would be none.
      expect(option.series.every(({ emphasis }: { emphasis?: { disabled: boolean } }) => emphasis?.disabled)).toBe(
        true
      );
    }
  });

  it('says why there is no chart', () => {
    const figures = all(pageOf(unknownAnalysis()), 'figure').filter((figure) => !figure.querySelector('svg, table'));
    expect(figures.map(textOf)).toEqual([
      'Health over time. Too little is known of the logs.',
      'Anomalous logs. None of 314 logs.',
      'Response times. No log has a response time.',
    ]);
  });

  it('has a row for each service, the least healthy first, and those after the twentieth to be opened', () => {
    expect(all(page, '#services tbody th').map(textOf)).toEqual(['database', 'api-gateway', 'mail-worker']);
    const names = numbered(30, 'service');
    const many = pageOf(outages(names, 'x'));
    expect(textOf(many.querySelector('#services .more summary'))).toBe('10 other services');
    expect(all(many, '#services tbody th').map(textOf).sort()).toEqual(names.sort());
  });
});

describe('what logs say', () => {
  it('is shown, and becomes no markup', () => {
    const page = pageOf(hostile);
    expect(all(page, '#services tbody th').map(({ textContent }) => textContent?.trim())).toEqual(
      ['a', 'b'].map((name) => `${name}${MARKUP.replace('\x1b', '\\x1b').replace('\u202e', '\\u202e')}`)
    );
  });

  it('is cut where it is very long, and says so', () => {
    const page = pageOf(outages(['api'], 'x'.repeat(5000)));
    expect(textOf(page.querySelector('.lines code'))).toMatch(/x… \(5,0\d\d characters\)$/);
    for (const line of all(page, 'code')) {
      expect(textOf(line).length).toBeLessThan(600);
    }
  });

  it('breaks where the line did, as a stack trace does', () => {
    const page = pageOf(outages(['api'], '\n\tat Checkout.pay(Checkout.java:7)\r\n\tat main'));
    expect(page.querySelector('.lines code')?.innerHTML).toMatch(
      /^Connection lost <br> at Checkout\.pay\(Checkout\.java:7\)<br> at main \d+$/
    );
  });
});
