import { type JsonObject } from '../../logs/json';
import { logFrameOf } from './logFrame';
import { frameOf, logsFrame } from './testing/fakeGrafana';

function rowOf(frame: JsonObject, row = 0) {
  const lines = logFrameOf(frame);
  return (
    lines && { time: lines.timeMs(row), ns: lines.timeNs(row), line: lines.line(row), known: { ...lines.known(row) } }
  );
}

it("reads lines by the data plane's contract, to the nanosecond", () => {
  expect(rowOf(logsFrame([{ timeMs: 5, timeNs: 123_456, text: 'hi' }]))).toEqual({
    time: 5,
    ns: 123_456,
    line: 'hi',
    known: { severity: 'warning', service_name: 'pay', 'k8s.pod': 'p-1' },
  });
});

it('reads the frame of a Loki, whose labels are a column', () => {
  const hidden = { config: { custom: { hidden: true } } };
  const frame = frameOf([
    ['labels', 'other', [{ app: 'a', level: 'error' }]],
    ['Time', 'time', [7], [9]],
    ['Line', 'string', ['boom']],
    ['tsNs', 'string', ['7000009']],
    ['labelTypes', 'other', [{ app: 'I' }], undefined, hidden],
    ['id', 'string', ['x']],
  ]);
  expect(rowOf(frame)).toEqual({ time: 7, ns: 9, line: 'boom', known: { app: 'a', level: 'error' } });
});

it('reads labels that stand on the field', () => {
  const frame = frameOf([
    ['ts', 'time', [7, 8]],
    ['line', 'string', ['one', 'two'], undefined, { labels: { app: 'a' } }],
  ]);
  expect(rowOf(frame, 1)).toEqual({ time: 8, ns: 0, line: 'two', known: { app: 'a' } });
});

it('takes the text that is called a message before the first one, and all other columns for fields', () => {
  const frame = frameOf([
    ['hostname', 'string', ['srv-1']],
    ['time', 'time', [7]],
    ['status', 'number', [503]],
    ['message', 'string', ['m']],
    ['trace', 'string', [null]],
  ]);
  expect(rowOf(frame)).toEqual({ time: 7, ns: 0, line: 'm', known: { hostname: 'srv-1', status: '503' } });
});

it('takes the first text where none is called a message', () => {
  const frame = frameOf([
    ['Time', 'time', [7]],
    ['id', 'string', ['x']],
    ['whatever', 'string', ['text']],
  ]);
  expect(rowOf(frame)?.line).toBe('text');
});

it('takes a document that is an object for its JSON', () => {
  const frame = frameOf([
    ['@timestamp', 'time', [7]],
    ['_source', 'other', [{ a: 1 }]],
  ]);
  expect(rowOf(frame)?.line).toBe('{"a":1}');
});

it('passes over frames without rows or fields', () => {
  expect(logFrameOf(frameOf([]))).toBeUndefined();
  expect(logFrameOf(logsFrame([]))).toBeUndefined();
  expect(logFrameOf({ schema: {} })).toBeUndefined();
});

it('says what it got where these are no lines', () => {
  const series = frameOf([
    ['Time', 'time', [7]],
    ['Value', 'number', [1]],
  ]);
  expect(() => logFrameOf(series)).toThrow('something other than log lines: Time (time), Value (number).');
});

it.each([
  [null, 'no frame'],
  [[], 'no frame'],
  [{ schema: { fields: {} } }, 'no frame'],
  [{ schema: { fields: [] }, data: { values: { a: 1 } } }, 'no frame'],
])('takes %j for no frame', (frame, says) => {
  expect(() => logFrameOf(frame)).toThrow(says);
});

it('refuses columns of different lengths, of which nobody knows what belongs to what', () => {
  const frame = frameOf([
    ['time', 'time', [7, 8]],
    ['line', 'string', ['one']],
  ]);
  expect(() => logFrameOf(frame)).toThrow('columns are of different lengths (time: 2, line: 1)');
});
