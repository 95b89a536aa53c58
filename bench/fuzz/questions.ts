import fc from 'fast-check';
import { parseFormula } from '../../src/query/formula';
import { requirePatterns } from '../../src/query/patterns';
import { SOURCE_TYPES } from '../../src/query/sources';
import {
  parseQuery,
  parseSettings,
  queryProblems,
  resolveAnalysisOptions,
  settingsProblems,
} from '../../src/query/validation';
import { interpolateExpr } from '../../src/query/variables';
import { VIEW_TYPES } from '../../src/query/views';
import { anyOddity, type Oddity, withOddity } from '../../src/sources/testing/oddJson';
import { check } from './checks';
import { target, type Target } from './target';
import { anyWord } from './texts';

const SETTINGS_JSON = JSON.stringify({
  source: 'loki',
  lineLimit: 1000,
  mode: 'auto',
  timeout: '30',
  tenantId: 'a',
  fields: {
    level: 'lvl',
    timeZone: 'Europe/Paris',
    timeFormat: 'HH:mm',
    pattern: '(?P<level>x)',
    responseTimeUnit: 's',
  },
  analysis: {
    contamination: 0.1,
    health: { formula: '100 - error_rate' },
    patterns: [{ name: 'Disk', pattern: 'full' }],
  },
  generated: { seed: 1, logsPerDay: 100, faults: 'mixed' },
  grafana: { datasourceUid: 'x', query: { expr: 'a' }, queryKeys: 'expr' },
  elasticsearch: { index: 'logs-*' },
});

const QUERY_JSON = JSON.stringify({
  refId: 'A',
  queryType: 'incidents',
  expr: '{a="b"}',
  services: ['a', 'b'],
  severities: ['CRITICAL'],
  limit: 5,
  timeZone: 'UTC',
  metric: 'score',
  analysis: { contamination: 'auto', seed: 1 },
});

const oddities = fc.array(anyOddity, { minLength: 1, maxLength: 3 });
const VARIABLES = ['N', 'rate'];

/** The JSON's value with something odd at some places. */
function odd(json: string, changes: readonly Oddity[]): unknown {
  const text = changes.reduce(
    (result, change) => (result.length > 20_000 ? result : withOddity(result || '0', change)),
    json
  );
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

const settings = target({
  name: 'settings',
  atOnce: 600,
  inputs: oddities,
  run(changes) {
    const jsonData = odd(SETTINGS_JSON, changes);
    settingsProblems({ jsonData, url: 'http://store:3100' });
    const resolved = parseSettings({
      jsonData,
      secureJsonData: {},
      url: 'http://store:3100',
      basicAuth: false,
      basicAuthUser: '',
    });
    requirePatterns(resolved);
    resolveAnalysisOptions(resolved, { analysis: {} });
  },
});

const queries = target({
  name: 'queries',
  atOnce: 600,
  inputs: fc.record({ changes: oddities, view: fc.constantFrom(...VIEW_TYPES), forAlert: fc.boolean() }),
  run({ changes, view, forAlert }) {
    const query = odd(QUERY_JSON.replace('incidents', view), changes);
    queryProblems(query);
    parseQuery(query, { forAlert });
  },
});

const formulas = target({
  name: 'formulas',
  atOnce: 5000,
  inputs: fc
    .array(
      fc.constantFrom(
        'N',
        'rate',
        '1',
        '0',
        '1e999',
        '+',
        '-',
        '*',
        '/',
        '%',
        '(',
        ')',
        'min(',
        ',',
        '<',
        '?',
        ':',
        '!',
        '&&',
        'pow(',
        '[',
        '.',
        '"',
        '=',
        'x'
      ),
      { maxLength: 14 }
    )
    .map((pieces) => pieces.join(' ')),
  run(text) {
    let evaluate;
    try {
      ({ evaluate } = parseFormula(text, VARIABLES));
    } catch (error) {
      check(error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError), String(error));
      return;
    }
    check(typeof evaluate({ N: 5, rate: 0 }) === 'number', 'the value is no number');
  },
});

const variables = target({
  name: 'variables',
  atOnce: 5000,
  inputs: fc.record({
    source: fc.constantFrom(...SOURCE_TYPES),
    expr: fc
      .array(fc.oneof(fc.constant('$x'), fc.constantFrom('"', '`', '#', '=~', '=', '\\', ' ', '{a'), anyWord), {
        maxLength: 8,
      })
      .map((parts) => parts.join('')),
    value: fc.oneof(anyWord, fc.array(anyWord, { maxLength: 3 })),
  }),
  run({ source, expr, value }) {
    const replace = (text = '', _?: unknown, format?: (value: string | string[]) => string) =>
      text.replaceAll('$x', () => format?.(value) ?? '');
    const filled = interpolateExpr(expr, source, { replace });
    check(expr === '' || !/\0\d+\0/.test(filled ?? '') || /\0/.test(expr + String(value)), 'a mark was left behind');
  },
});

export const QUESTIONS: readonly Target[] = [settings, queries, formulas, variables];
