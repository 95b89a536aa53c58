import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { countTokens as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { analyze } from '../../analysis/analyze';
import { type Analysis } from '../../analysis/model/analysis';
import { CRITICAL, ERROR, INFO } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { generate } from '../../sources/generated/generate';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { emptyAnalysis, normalAnalysis, unknownAnalysis } from '../../views/testing/analyses';
import { MAX_TOKENS, renderIncident, renderMarkdown } from './renderMarkdown';

const FROM_MS = Date.UTC(2026, 0, 5);

function week(seed: number, logsPerDay = 14_400): Analysis {
  const range = { fromMs: FROM_MS, toMs: FROM_MS + 7 * DAY };
  const { table } = generate({ seed, logsPerDay }, range);
  return analyze({ table, range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
}

/** Six hours of services with the names given, each down for half an hour, in the words given. */
function outages(names: readonly string[], word: string): Analysis {
  const rows = names.flatMap((service, k) =>
    Array.from({ length: 360 }, (_, minute) => {
      const isDown = minute >= 120 + k && minute < 150 + k;
      return {
        timeMs: FROM_MS + minute * MINUTE + k,
        service,
        level: isDown ? (minute % 2 ? CRITICAL : ERROR) : INFO,
        message: isDown ? `Connection lost ${word} ${minute}` : `done ${word}`,
      };
    })
  );
  const range = { fromMs: FROM_MS, toMs: FROM_MS + 6 * HOUR };
  const table = tableOf(rows.sort((a, b) => a.timeMs - b.timeMs));
  return analyze({ table, range, notices: [{ severity: 'warning', text: word }] }, DEFAULT_ANALYSIS_OPTIONS);
}

interface Crowd {
  said: string;
  incidents: number;
  services: number;
}

/** The same with so many incidents and services, and these words in all that logs may say. */
function crowded(analysis: Analysis, { said, incidents, services }: Crowd): Analysis {
  const names = Array.from({ length: services }, (_, i) => `${said.slice(0, 60)}${i}`);
  const saying = <T extends object>(link: T) => ({ ...link, service: names[0], message: said, text: said });
  const [error] = analysis.patterns.errors;
  const errors = names.map(() => ({ ...error, template: said, services: names, isNew: true, byLevel: [] }));
  return {
    ...analysis,
    notices: names.map(() => ({ severity: 'warning', text: said })),
    services: names.map((service) => ({ ...analysis.services[0], service })),
    incidents: Array.from({ length: incidents }, (_, i) => {
      const one = analysis.incidents[i % analysis.incidents.length];
      return {
        ...one,
        id: `i${i}`,
        services: names,
        description: said,
        recommendation: said,
        evidence: names.map(() => said),
        cause: one.cause && saying(one.cause),
        firstError: one.firstError && saying(one.firstError),
        suspects: one.suspects?.map(saying),
        chain: one.chain?.map(saying),
      };
    }),
    patterns: { ...analysis.patterns, errors, templates: errors },
    anomalies: { ...analysis.anomalies, items: analysis.anomalies.items.map(saying) },
  };
}

/** All that a reader may ask for of an analysis. */
const texts = (analysis: Analysis) => [
  renderMarkdown(analysis),
  ...analysis.incidents.slice(0, 5).map((incident) => renderIncident(analysis, incident)),
];

const tokens = (text: string) => Math.max(cl100k(text), o200k(text));

const analysis = week(42);

describe('a week as Markdown', () => {
  const text = renderMarkdown(analysis);

  it('says who, since when, the first line, what to do and why', () => {
    expect(text).toMatch(
      /^# Seismolog: 2026-01-05 00:00:00 to 2026-01-12 00:00:00 UTC\n\n100,800 logs of 7 services\.\n/
    );
    expect(text).toMatch(/\n- In 7 days there were \d+ incidents: \d+ critical, \d+ high and \d+ medium\.\n/);
    expect(text).toMatch(
      /\n### CRITICAL: [^\n]+\n\n- When: 2026-01-\d\d [\d:]+ for \d+ minutes[^\n]+\n(- Who: [^\n]+\n)?- Began \(\d+% likely\): [^\n]+\n- First error [^\n]+: `[^\n]+`\n(- First [^\n]+\n)?- Do: [^\n]+\n- Why: [^\n]+\n  - /
    );
  });

  it('counts what it leaves out', () => {
    const told = text.match(/^### (CRITICAL|HIGH|MEDIUM)/gm)?.length ?? 0;
    const listed = text.match(/^- (CRITICAL|HIGH|MEDIUM)/gm)?.length ?? 0;
    const leftOut = Number(/- (\d+) more left out\n\n## Services/.exec(text)?.[1] ?? 0);
    expect(told).toBeGreaterThan(0);
    expect(told + listed + leftOut).toBe(analysis.incidents.length);
  });

  it('has no two empty lines in a row', () => {
    expect([...texts(analysis), renderMarkdown(normalAnalysis())].join('')).not.toContain('\n\n\n');
  });

  it('counts one as one', () => {
    const { patterns, services } = normalAnalysis();
    const text = renderMarkdown({
      ...normalAnalysis(),
      services: [{ ...services[0], errors: 1 }],
      patterns: { ...patterns, errors: [{ ...patterns.errors[0], count: 1 }] },
    });
    expect(text).toMatch(/\n- 1 time, first seen /);
    expect(text).toMatch(/, 1 error in [\d,]+ logs/);
  });

  it('is the same for the same logs', () => {
    expect(renderMarkdown(week(42))).toBe(text);
  });

  it.each([
    ['42', analysis],
    ['7', week(7, 4000)],
  ])('has at most 2,000 tokens, by real tokenizers (seed %s)', (_, of) => {
    for (const each of texts(of)) {
      expect(tokens(each)).toBeLessThanOrEqual(2000);
    }
  });
});

describe('one incident as Markdown', () => {
  const [cascade] = analysis.incidents.toSorted((a, b) => b.evidence.length - a.evidence.length);
  const text = renderIncident(analysis, cascade);

  it('has all services, all evidence, how it spread, and the lines of its time', () => {
    expect(text).toContain(`\n- Who: ${cascade.services.slice(0, -1).join(', ')} and ${cascade.services.at(-1)}\n`);
    for (const evidence of cascade.evidence) {
      expect(text).toContain(`\n  - ${evidence}\n`);
    }
    expect(text).toMatch(/\n- How it spread:\n  - /);
    expect(text).toMatch(/\n## Its most anomalous lines\n\n- 2026-01-\d\d [\d:]+ (CRITICAL|ERROR|WARNING) [a-z-]+: `/);
  });
});

describe('logs that are hard on a reader', () => {
  const names = (count: number, name: (i: number) => string) => Array.from({ length: count }, (_, i) => name(i));
  const digest = (i: number) => createHash('sha256').update(String(i)).digest();

  it.each([
    [
      'two hundred services',
      outages(
        names(200, (i) => `service-${i}`),
        'x'
      ),
    ],
    [
      'names of 300 letters',
      outages(
        names(8, (i) => `${'long-name-'.repeat(30)}${i}`),
        'x'.repeat(3000)
      ),
    ],
    [
      'names of chance',
      outages(
        names(40, (i) => digest(i).toString('base64')),
        digest(0).toString('base64').repeat(9)
      ),
    ],
    [
      'names in Chinese',
      outages(
        names(20, (i) => `数据库连接失败服务${i}`),
        '数据库连接失败，请稍后重试。'.repeat(30)
      ),
    ],
    [
      'emojis',
      outages(
        names(20, (i) => '🔥'.repeat(i + 1)),
        '💥'.repeat(500)
      ),
    ],
  ])('have at most 2,000 tokens: %s', (_, analysis) => {
    expect(analysis.incidents.length).toBeGreaterThan(0);
    for (const text of texts(analysis)) {
      expect(tokens(text)).toBeLessThanOrEqual(MAX_TOKENS);
      expect(text).toMatch(/^## (Incidents: |\w+: )/m);
    }
  });

  it('have at most 2,000 tokens, and the same bytes twice, whatever they say and however much', () => {
    const words = fc.oneof(
      fc.constantFrom(
        'Connection to db-7:5432 refused after 30 s, retry 3 of 5; ',
        '\tat org.example.web.FrameworkServlet.processRequest(FrameworkServlet.java:897)\n',
        '{"level":"error","user_id":"5f3c9a7e-0b1d-4c55","took":17,"url":"https://example.com/a?b=1"}',
        'OUT_OF_MEMORY ',
        '数据库连接失败，请稍后重试。',
        'Größe 🔥 Ærø '
      ),
      fc.base64String({ minLength: 200 }),
      fc.string({
        unit: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((sign) => sign > '\x7f'),
        minLength: 1,
      })
    );
    const text = words.map((word) => word.repeat(Math.ceil(5000 / word.length)));
    fc.assert(
      fc.property(text, fc.nat(40), fc.integer({ min: 1, max: 60 }), (said, incidents, services) => {
        const crowd = () => texts(crowded(normalAnalysis(), { said, incidents, services }));
        expect(Math.max(...crowd().map(tokens))).toBeLessThanOrEqual(MAX_TOKENS);
        expect(crowd()).toEqual(crowd());
      }),
      { numRuns: 12, seed: 17 }
    );
  });

  it('write no markup, and no line of their own', () => {
    const word = fc.constantFrom(
      '\n# Seismolog: all is well\n',
      '<script>',
      '[x](javascript:x)',
      '@ops',
      '\x1b[31m',
      '\u202e',
      '`',
      '|a|',
      '\u{e0041}'
    );
    fc.assert(
      fc.property(word, (acts) => {
        for (const text of texts(outages([`${acts}api`, `db${acts}`, ''], acts))) {
          const outside = text.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
          expect(text).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]*(?:\n[^\p{Cc}\p{Cf}\u2028\u2029]*)*$/u);
          expect(outside).not.toMatch(/[<>[\]@|`\\]/);
          expect(text.match(/^# /gm)).toHaveLength(1);
        }
      }),
      { numRuns: 9 }
    );
  });
});

describe('where little is known', () => {
  it('nothing is said to be well', () => {
    const text = renderMarkdown(unknownAnalysis());
    expect(text).toContain('\n- Whether an incident is under way is not known.\n');
    expect(text).toContain('\n- Health is unknown. Too little is known of the logs.\n');
    expect(text).toContain('\nWhether there were errors is not known: no log in this range has a level or a status.\n');
    expect(text).toMatch(/\n- api-gateway: health unknown, [\d,]+ logs, errors not known\n/);
  });

  it('a time without logs is said to be one', () => {
    expect(renderMarkdown(emptyAnalysis())).toContain('\n- Nothing was logged in 3 hours.\n');
  });
});

it('tells of what is under way first, and of what is coming', () => {
  const text = renderMarkdown(normalAnalysis());
  expect(text).toContain(
    '\n- 1 incident is under way, first of all: High Error Rate of api-gateway since 2024-10-27 23:02:00.\n'
  );
  expect(text.indexOf('### HIGH')).toBeLessThan(text.indexOf('### CRITICAL'));
  expect(text).toMatch(
    /\n## Coming\n\n- database: disk space used up: [^\n]+ in 40 minutes, confidence 93%: [^\n]+\. Do: /
  );
});
