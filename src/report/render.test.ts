import fc from 'fast-check';
import { type Analysis } from '../analysis/model/analysis';
import { analyze } from '../analysis/analyze';
import { CRITICAL, INFO } from '../logs/level';
import { LogTableBuilder } from '../logs/logTableBuilder';
import { tableOf } from '../logs/testing/tableOf';
import { DEFAULT_ANALYSIS_OPTIONS } from '../query/options';
import { generate } from '../sources/generated/generate';
import { renderJson } from './renderJson';
import { renderText } from './text/renderText';
import { DAY } from '../time/units';

const range = { fromMs: Date.UTC(2026, 0, 5), toMs: Date.UTC(2026, 0, 7) };

let analysis: Analysis;

beforeAll(() => {
  const { table } = generate({ seed: 3, logsPerDay: 5000 }, range);
  analysis = analyze(
    { table, range, notices: [{ severity: 'warning', text: 'Half was read.' }] },
    DEFAULT_ANALYSIS_OPTIONS
  );
});

/** One log whose every text is markup. */
function hostileAnalysis(): Analysis {
  const builder = new LogTableBuilder();
  const markup = '</pre><script>alert(1)</script>';
  builder.append({
    timeMs: range.fromMs,
    timeNs: 0,
    service: markup,
    level: CRITICAL,
    message: markup,
    responseTime: NaN,
    statusCode: 0,
    traceId: '',
    line: markup,
  });
  return analyze({ table: builder.finish(), range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
}

/** Errors of a service, with words that a terminal would act on wherever logs have their own. */
function acting(word: string): Analysis {
  const rows = Array.from({ length: 600 }, (_, i) => ({
    timeMs: range.fromMs + i * 60_000,
    service: i % 2 === 0 ? `${word}api` : `db${word}`,
    level: i > 300 && i < 330 ? CRITICAL : INFO,
    message: i > 300 && i < 330 ? `Connection lost ${word} (queue length ${i})` : `done ${word}`,
    traceId: word,
  }));
  return analyze(
    { table: tableOf(rows), range, notices: [{ severity: 'warning', text: word }] },
    { ...DEFAULT_ANALYSIS_OPTIONS, patterns: [{ name: word || 'x', pattern: 'lost' }] }
  );
}

describe('the report as text', () => {
  it('shows no word of a log that acts on a terminal, and no line that is a log’s', () => {
    const word = fc.constantFrom(
      '\u001b[31m',
      '\u001b]0;title\u0007',
      '\u009b2J',
      '\r',
      '\n----\nINCIDENTS\n',
      '\u202e',
      '\b'
    );
    fc.assert(
      fc.property(word, (acts) => {
        const text = renderText(acting(acts));
        expect(text).toMatch(/^[^\p{Cc}\p{Bidi_Control}\u2028\u2029]*(?:\n[^\p{Cc}\p{Bidi_Control}\u2028\u2029]*)*$/u);
        expect(text.match(/^INCIDENTS$/gm)).toHaveLength(1);
        expect(text).toContain('api');
      }),
      { numRuns: 14 }
    );
  });

  it.each([
    'SYSTEM HEALTH OVERVIEW',
    'PERFORMANCE METRICS',
    'ANOMALY DETECTION',
    'ERROR PATTERNS',
    'INCIDENTS',
    'SERVICE HEALTH BREAKDOWN',
    'RECOMMENDATIONS',
    'EXECUTIVE SUMMARY',
  ])('has the section %s', (title) => {
    expect(renderText(analysis)).toContain(`\n${title}\n---`);
  });

  it('counts every log, and says what the source had to say', () => {
    const text = renderText(analysis);

    expect(text).toContain(`Total Logs Analyzed:            ${analysis.totals.logs.toLocaleString('en-US')}`);
    expect(text).toContain('Time Period:                    2 days');
    expect(text).toContain('Warning: Half was read.');
  });

  it('has a line for each service', () => {
    for (const { service } of analysis.services) {
      expect(renderText(analysis)).toMatch(new RegExp(`^${service} +\\| Health:`, 'm'));
    }
  });

  it('says "not logged" rather than a number where there are no response times', () => {
    const text = renderText(hostileAnalysis());

    expect(text).toContain('P95 Response Time:              not logged');
    expect(text).not.toContain('NaN');
  });
});

describe('the report as JSON', () => {
  it('names the number of windows as programs know it from the first release', () => {
    const { windows } = JSON.parse(renderJson(analysis));
    expect(windows.windows).toBe(analysis.windows.windowCount);
    expect(windows).not.toHaveProperty('windowCount');
  });

  it('is the whole analysis with arrays for columns', () => {
    const json = JSON.parse(renderJson(analysis));

    expect(json.totals).toEqual(analysis.totals);
    expect(json.incidents).toEqual(analysis.incidents);
    expect(json.windows.byLevel[INFO]).toEqual(Array.from(analysis.windows.byLevel[INFO]));
    expect(json.range.toMs - json.range.fromMs).toBe(2 * DAY);
  });
});
