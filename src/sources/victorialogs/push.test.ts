import { ERROR } from '../../logs/level';
import { generate } from '../generated/generate';
import { connectionTo } from '../http/testing/loopbackServer';
import { DAY } from '../../time/units';
import { pushToVictoriaLogs } from './push';
import { fakeVictoriaLogs, type FakeVictoriaLogs } from './testing/fakeVictoriaLogs';
import { victoriaLogsSource } from './victoriaLogsSource';

const RANGE = { fromMs: Date.parse('2026-11-18T00:00:00Z'), toMs: Date.parse('2026-11-18T00:00:00Z') + DAY / 4 };
const { table } = generate({ seed: 3, logsPerDay: 2000 }, RANGE);
const context = { signal: new AbortController().signal };

let store: FakeVictoriaLogs;
afterEach(() => store.close());

it.each(['fields', 'ndjson', 'logfmt'] as const)(
  'logs that were pushed as %s are read as they were',
  async (format) => {
    store = await fakeVictoriaLogs();
    const pushed = await pushToVictoriaLogs(connectionTo(store.url), table, { format, ...context });
    expect(pushed.lines).toBe(table.length);
    const request = { ...RANGE, expr: '', lineLimit: 10_000 };
    const { table: read } = await victoriaLogsSource(connectionTo(store.url), {}).read(request, context);
    expect(Array.from(read.timeMs)).toEqual(Array.from(table.timeMs));
    expect(Array.from(read.timeNs)).toEqual(Array.from(table.timeNs));
    expect(Array.from(read.level).filter((level) => level >= ERROR)).toEqual(
      Array.from(table.level).filter((level) => level >= ERROR)
    );
    expect(Array.from(read.responseTime)).toEqual(Array.from(table.responseTime));
    const texts = ({ message }: typeof read) => Array.from(message.codes, (code) => message.values.at(code));
    expect(texts(read)).toEqual(texts(table));
  }
);

it('names the service as the stream, and time and message as they are called', async () => {
  store = await fakeVictoriaLogs();
  await pushToVictoriaLogs(connectionTo(store.url), table, { format: 'fields', ...context });
  const request = store.requests.find(({ url }) => url?.startsWith('/insert'));
  expect(request?.url).toBe('/insert/jsonline?_stream_fields=service&_time_field=timestamp&_msg_field=message');
  // As a form, VictoriaLogs would take the body for parameters, and say that all is well.
  expect(request?.headers['content-type']).toBe('application/json');
});

it('says that logs which it took are not there', async () => {
  store = await fakeVictoriaLogs({ oldestMs: table.timeMs[10] });
  await expect(
    pushToVictoriaLogs(connectionTo(store.url), table, { format: 'fields', seenWithinMs: 1, ...context })
  ).rejects.toThrow(`took ${table.length} logs, but 10 of them are not there. It drops those older than`);
});
