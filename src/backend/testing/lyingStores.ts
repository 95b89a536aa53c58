/* Stores whose answers contradict what was asked, or themselves, and what is said of each. */
import { fakeElasticsearch } from '../../sources/elasticsearch/testing/fakeElasticsearch';
import { fakeGrafana } from '../../sources/grafana/testing/fakeGrafana';
import { fakeVictoriaLogs } from '../../sources/victorialogs/testing/fakeVictoriaLogs';
import { HOUR } from '../../time/units';
import { type Lie } from './lyingProxy';
import { type QueryOptions, TO_MS } from './pluginProcess';

type Mode = 'entries' | 'windows';

export interface LyingStore {
  readonly jsonData: QueryOptions['jsonData'] & object;
  /** The store before which lies are told. */
  start(): Promise<{ url: string; close(): Promise<void> }>;
  /** @param says of the error, or of a notice where there are logs all the same */
  readonly lies: ReadonlyArray<readonly [what: string, mode: Mode, lie: Lie, says: RegExp]>;
}

/** Of the hour that is asked for, and some of the days before and behind it. */
const TIMES = [-72, -1, 5].flatMap((hours) =>
  Array.from({ length: hours === -1 ? 600 : 50 }, (_, i) => TO_MS + hours * HOUR + i * 6000)
);
const levelOf = (i: number) => (i % 10 === 0 ? 'error' : 'info');

/** What is to be replaced in each body that is asked. */
const asking = (pattern: RegExp, instead: string): Lie => ({
  asks: ({ path, body }) => ({ path: path.replace(pattern, instead), body: body.replace(pattern, instead) }),
});
/** What is to be replaced in each answer. */
const answering = (pattern: RegExp, instead: string | ((...groups: string[]) => string)): Lie => ({
  answers: (said) => said.replace(pattern, instead as string),
});

const OTHER = 1_700_000_000_000;

const NO_NUMBERS = /counted something other than whole numbers/;
const NO_ROWS = /answered with something other than rows of fields/;
const NO_FRAME = /answered a query with what is no frame/;
const LEFT_OUT = /response times left out: not finite, negative or/;
const NO_RANGE = /does not keep to the range of time that it is asked for/;
const WITHOUT_TIME = /Lines that came without a time are left out/;

const elasticsearch: LyingStore = {
  jsonData: { source: 'elasticsearch' },
  start: () =>
    fakeElasticsearch({
      fields: { '@timestamp': 'date', 'service.name': 'keyword', 'log.level': 'keyword', took_ms: 'long' },
      documents: TIMES.map((timeMs, i) => ({
        id: String(i),
        timeMs,
        source: {
          '@timestamp': new Date(timeMs).toISOString(),
          'service.name': 'api',
          'log.level': levelOf(i),
          took_ms: i,
          message: 'done',
        },
      })),
    }),
  lies: [
    [
      'ignores the range',
      'entries',
      asking(/"gte":\d+,"lt":\d+/g, '"gte":0,"lt":9000000000000'),
      /gave a document of 2026-09-21T17.*, and those from/,
    ],
    [
      'gives documents of another time',
      'entries',
      answering(/"sort":\[\d+/g, `"sort":[${OTHER}`),
      /gave a document of 2023.*, and those from/,
    ],
    [
      'gives times beyond all',
      'entries',
      answering(/"sort":\[\d+/g, '"sort":[1e999'),
      /without the time that it was sorted by/,
    ],
    [
      'counts fewer than it gives',
      'entries',
      answering(/"total":\{"value":\d+/g, '"total":{"value":5'),
      /counts 5 lines but gave more/,
    ],
    [
      'counts more than it gives',
      'entries',
      answering(/"total":\{"value":\d+/g, '"total":{"value":5000'),
      /counts 5000 lines but gave 600/,
    ],
    ['counts -1', 'entries', answering(/"total":\{"value":\d+/g, '"total":{"value":-1'), NO_NUMBERS],
    ['counts 1e999', 'entries', answering(/"total":\{"value":\d+/g, '"total":{"value":1e999'), NO_NUMBERS],
    [
      'says an error with status 200',
      'entries',
      { answers: () => '{"error":{"type":"a","reason":"no room"},"status":500}' },
      /not as an Elasticsearch or OpenSearch does/,
    ],
    ['gives lists for texts', 'entries', answering(/"_source":\{/g, '"_source":[{'), /JSON that is broken/],
    ['gives nothing of documents', 'entries', answering(/"_source":\{[^}]*\}/g, '"_source":[]'), /gives no _source/],
    [
      'ignores the range',
      'windows',
      asking(/"gte":\d+,"lt":\d+/g, '"gte":0,"lt":9000000000000'),
      /a window that was not asked for/,
    ],
    [
      'counts other windows',
      'windows',
      answering(/"window":\d+/g, `"window":${OTHER}`),
      /a window that was not asked for/,
    ],
    ['counts -5', 'windows', answering(/"doc_count":\d+/g, '"doc_count":-5'), NO_NUMBERS],
    ['counts 1e999', 'windows', answering(/"doc_count":\d+/g, '"doc_count":1e999'), NO_NUMBERS],
    ['counts NaN', 'windows', answering(/"doc_count":\d+/g, '"doc_count":"NaN"'), NO_NUMBERS],
    [
      'sums 1e999',
      'windows',
      answering(/"sum":\{"value":[\d.]+/g, '"sum":{"value":1e999'),
      /summed response times to something other than a number/,
    ],
    ['gives negative percentiles', 'windows', answering(/"95.0":/g, '"95.0":-'), LEFT_OUT],
  ],
};

const victorialogs: LyingStore = {
  jsonData: { source: 'victorialogs' },
  start: () =>
    fakeVictoriaLogs({
      logs: TIMES.map((timeMs, i) => ({
        time: BigInt(timeMs) * 1_000_000n,
        fields: { _msg: 'done', 'service.name': 'api', level: levelOf(i), took_ms: String(i) },
      })),
    }),
  lies: [
    [
      'ignores the range',
      'entries',
      asking(/start=[^&]*&end=[^&]*/g, 'start=2020-01-01T00%3A00%3A00Z&end=2030-01-01T00%3A00%3A00Z'),
      /counted logs of .*, which was not asked for/,
    ],
    [
      'gives logs of another time',
      'entries',
      answering(/"_time":"20\d\d/g, '"_time":"2020'),
      /counted logs of .*, which was not asked for/,
    ],
    ['gives logs without a time', 'entries', answering(/"_time":"[^"]*",?/g, ''), /logs without their time/],
    ['gives numbers for times', 'entries', answering(/"_time":"[^"]*"/g, '"_time":1e999'), NO_ROWS],
    ['gives no times', 'entries', answering(/"_time":"[^"]*"/g, '"_time":"soon"'), /counted logs of "soon"/],
    [
      'counts more than it gives',
      'entries',
      answering(/"seismolog.logs":"(\d+)"/g, '"seismolog.logs":"1$1"'),
      /counts \d+ logs but gave 600/,
    ],
    ['counts -5', 'entries', answering(/"seismolog.logs":"\d+"/g, '"seismolog.logs":"-5"'), NO_ROWS],
    ['counts 1e999', 'entries', answering(/"seismolog.logs":"\d+"/g, '"seismolog.logs":"1e999"'), NO_ROWS],
    [
      'says an error with status 200',
      'entries',
      { answers: () => '{"error":"no room"}\n' },
      /answered with an error: "no room"/,
    ],
    ['repeats its answer', 'entries', { answers: (said) => said + said }, /counted the logs of .* twice/],
    ['gives lists for texts', 'entries', answering(/"level":"(\w+)"/g, '"level":["$1"]'), NO_ROWS],
    [
      'ignores the range',
      'windows',
      asking(/start=[^&]*&end=[^&]*/g, 'start=2020-01-01T00%3A00%3A00Z&end=2030-01-01T00%3A00%3A00Z'),
      /and those from .* were asked for/,
    ],
    [
      'counts other windows',
      'windows',
      answering(/\\"\d+ (\d+)/g, '\\"5 $1'),
      /counted logs of "5", which was not asked for/,
    ],
    ['counts -5', 'windows', answering(/\\"(\d+) \d+/g, '\\"$1 -5'), NO_ROWS],
    ['counts 1e999', 'windows', answering(/\\"(\d+) \d+/g, '\\"$1 1e999'), NO_ROWS],
    ['counts NaN', 'windows', answering(/\\"(\d+) \d+/g, '\\"$1 NaN'), NO_ROWS],
    [
      'gives percentiles of 1e999',
      'windows',
      answering(/\\"(\d+ \d+ [\d.e+]+) [\d.e+]+\\"/g, '\\"$1 1e999\\"'),
      LEFT_OUT,
    ],
    ['gives negative percentiles', 'windows', answering(/\\"(\d+ \d+ [\d.e+]+) ([\d.e+]+\\")/g, '\\"$1 -$2'), LEFT_OUT],
    ['repeats its answer', 'windows', { answers: (said) => said + said }, /at most 100 were asked for/],
  ],
};

const grafana: LyingStore = {
  jsonData: { source: 'grafana', grafana: { datasourceUid: 'logs', query: {} } },
  start: () =>
    fakeGrafana({ lines: TIMES.map((timeMs, i) => ({ timeMs, text: `took=${i}ms level=${levelOf(i)}` })), limit: 100 }),
  lies: [
    ['ignores the range', 'entries', asking(/"from":"\d+","to":"\d+"/g, '"from":"0","to":"9000000000000"'), NO_RANGE],
    [
      'gives lines of times beyond all',
      'entries',
      answering(/\[\d{13}(,\d{13})*\]/g, (times) => times.replace(/\d+/g, '1e999')),
      WITHOUT_TIME,
    ],
    [
      'gives texts for times',
      'entries',
      answering(/\[\d{13}(,\d{13})*\]/g, (times) => times.replace(/\d+/g, '"soon"')),
      WITHOUT_TIME,
    ],
    [
      'gives fewer times than lines',
      'entries',
      answering(/\[\d{13}(,\d{13})*\]/g, '[]'),
      /columns are of different lengths/,
    ],
    ['gives times for lists', 'entries', answering(/"values":\[.*?\]\]/g, '"values":{"a":1}'), NO_FRAME],
    ['gives numbers', 'entries', answering(/"type":"string"/g, '"type":"number"'), /something other than log lines/],
    [
      'says an error with status 200',
      'entries',
      { answers: (said) => said.replace(/"frames":.*/, '"error":"no room","status":500}}}') },
      /It said: "no room"/,
    ],
    ['gives frames of nothing', 'entries', answering(/"frames":\[.*\]/g, '"frames":[null,5,"a",[],{}]'), NO_FRAME],
    [
      'gives results of something else',
      'entries',
      answering(/"results":/g, '"outcome":'),
      /answered a query with something else/,
    ],
    ['is at its oldest line for ever', 'entries', asking(/"to":"\d+"/g, `"to":"${TO_MS - HOUR + 60_000}"`), NO_RANGE],
  ],
};

export const LYING_STORES: Readonly<Record<string, LyingStore>> = {
  Elasticsearch: elasticsearch,
  VictoriaLogs: victorialogs,
  Grafana: grafana,
};
