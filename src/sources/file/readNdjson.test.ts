import fc from 'fast-check';
import { ANY_FORM } from '../../logs/form/lineForm';
import { createLineParser, emptyRecord } from '../../logs/lineParser';
import { type LogRecord } from '../../logs/logTable';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { Problems } from './problems';
import { readNdjson } from './readNdjson';
import { recordsOf } from '../../logs/testing/recordsOf';

function readShort(lines: string[]): { logs: LogRecord[]; withoutLevel: number; leftOut: number } {
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const problems = new Problems(bytes, 'line');
  const file = { name: 'x', bytes, steps: [], service: '', modifiedMs: 0 };
  const { table, withoutLevel } = readNdjson({
    file,
    mapping: {},
    form: ANY_FORM,
    problems,
    onProgress: () => undefined,
  });
  return { logs: recordsOf(table), withoutLevel, leftOut: problems.count };
}

/** The same by the parser of lines alone. */
function readLong(lines: string[]): { logs: LogRecord[]; withoutLevel: number; leftOut: number } {
  const builder = new LogTableBuilder();
  const parser = createLineParser({}, { nearMs: 0 });
  let leftOut = 0;
  let withoutLevel = 0;
  for (const line of lines) {
    const record = emptyRecord();
    const { json, withoutLevel: before } = parser.stats;
    parser.parse(line, {}, record);
    if (Number.isNaN(record.timeMs) || parser.stats.json === json) {
      leftOut++;
    } else {
      withoutLevel += parser.stats.withoutLevel - before;
      builder.append(record);
    }
  }
  return { logs: recordsOf(builder.finish()), withoutLevel, leftOut };
}

const time = fc.constantFrom(
  '2024-01-02T03:04:05.123456789Z',
  '1704164645000000001',
  1704164645,
  1704164645.5,
  'never',
  null
);
const message = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'plain',
    '',
    'ERROR no disk',
    '03:04:05.1 WARN slow duration=3s status=404',
    '[2024-01-02 03:04:05] [fatal] gone "x"',
    '1.1.1.1 - - "GET / HTTP/1.1" 503 1 0.25',
    'TraceID: 6f3cbf058c2765548a39ad724905d6a1 x',
    'served {"latency":"7ms","service":"inner"}',
    '{"level":"error","service":"inner"}',
    'tab\tand é'
  ),
  fc.integer()
);
const log = fc.record(
  {
    ts: time,
    msg: message,
    body: message,
    level: fc.constantFrom('info', 'Error', 'high', '', 30, 3, null, true),
    severity_number: fc.constantFrom(17, 'x'),
    service: fc.constantFrom('cart', 'ünï', '', 'unknown_service:java', 5, { name: 'pay' }),
    duration_ms: fc.constantFrom(12.5, 0, -1, 1e-7, '3s', 'long', '', null),
    status: fc.constantFrom(200, 99, '404', '404 Not Found', 'ok', 500.5),
    trace_id: fc.constantFrom('abc', '', 7, 'a"b'),
    other: fc.anything({ maxDepth: 1 }),
  },
  { requiredKeys: [] }
);
/** What the short way is for: flat, with values that are what their names say. */
const plain = fc.record(
  {
    ts: fc.constantFrom('1704164645000000001', '2024-01-02T03:04:05.123456789Z', 1704164645),
    msg: message.filter((text) => typeof text === 'string' && text !== ''),
    level: fc.constantFrom('info', 'Error', '50'),
    service: fc.constantFrom('cart', 'ünï'),
    duration_ms: fc.constantFrom(12.5, 0, '3s'),
    status: fc.constantFrom(200, '404'),
    trace_id: fc.constantFrom('abc', 'a"b'),
  },
  { requiredKeys: ['ts', 'msg'] }
);
const line = fc.oneof(
  { weight: 20, arbitrary: plain.map((object) => JSON.stringify(object)) },
  { weight: 20, arbitrary: log.map((object) => JSON.stringify({ ts: '1704164645000', ...object })) },
  {
    weight: 5,
    arbitrary: log.map((object) => JSON.stringify({ ts: 1704164645001, ...object }, null, 1).replaceAll('\n', ' ')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{', '{}', '{"ts":1704164645}x', '{"ts":1704164645,}', '{"ts":1704164645,"msg":"\\q"}'),
  }
);

describe('readNdjson', () => {
  it('gives on its short way what the parser of lines gives', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        expect(readShort(lines)).toEqual(readLong(lines));
      }),
      { numRuns: 300 }
    );
  });
});
