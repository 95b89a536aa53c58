import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CancelledError, InputError, SettingsError } from '../../errors';
import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type FieldMapping } from '../../query/settings';
import { type FileFormat, fileSource, type RangedLogs, readFileLogs } from './fileSource';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logs-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(
  name: string,
  content: string | Uint8Array,
  mapping: FieldMapping = {},
  format?: FileFormat
): Promise<RangedLogs> {
  const path = join(folder, name);
  await writeFile(path, content);
  return readFileLogs(path, { mapping, format });
}

interface Row {
  time: string;
  service: string;
  level: string;
  message: string;
  responseTime: number;
  statusCode: number;
  traceId: string;
  line: string;
}

function rowsOf(table: LogTable): Row[] {
  return Array.from({ length: table.length }, (_, row) => ({
    time: new Date(table.timeMs[row]).toISOString(),
    service: table.service.values[table.service.codes[row]],
    level: LEVELS[table.level[row]],
    message: table.message.values.at(table.message.codes[row]),
    responseTime: table.responseTime[row],
    statusCode: table.statusCode[row],
    traceId: table.traceId.values.at(table.traceId.codes[row]),
    line: table.line.at(row),
  }));
}

const FIRST: Row = {
  time: '2024-01-02T03:04:05.000Z',
  service: 'cart',
  level: 'INFO',
  message: 'sold, "twice"',
  responseTime: 12.5,
  statusCode: 200,
  traceId: '',
  line: '',
};
const SECOND: Row = {
  ...FIRST,
  time: '2024-01-02T03:04:06.000Z',
  level: 'ERROR',
  message: 'no stöck',
  statusCode: 500,
};

const OBJECTS = [FIRST, SECOND].map(({ time, service, level, message, responseTime, statusCode }) => ({
  timestamp: time,
  service,
  level,
  message,
  response_time_ms: responseTime,
  status_code: statusCode,
}));
const JSON_LINES = OBJECTS.map((object) => JSON.stringify(object));
const CSV_LINES = [
  '1704164645000,cart,INFO,"sold, ""twice""",12.5,200',
  '2024-01-02T03:04:06Z,cart,ERROR,no stöck,12.5,500',
];
const HEADER = 'timestamp,service,level,message,response_time_ms,status_code';
const LOGFMT_LINES = [
  'ts=2024-01-02T03:04:05Z service=cart level=info msg="sold, \\"twice\\"" duration=12.5ms status=200',
  'ts=2024-01-02T03:04:06Z service=cart level=error msg="no stöck" duration=12.5ms status=500',
];
const TEXT_LINES = [
  '2024-01-02 03:04:05 INFO sold, "twice" duration=12.5ms status=200',
  '2024-01-02 03:04:06 ERROR no stöck duration=12.5ms status=500',
];

const FILES: Record<FileFormat, { lines: string[]; content: string }> = {
  ndjson: { lines: JSON_LINES, content: JSON_LINES.join('\n') },
  json: { lines: JSON_LINES, content: `[${JSON_LINES.join(',\n')}]` },
  csv: { lines: CSV_LINES, content: [HEADER, ...CSV_LINES].join('\n') },
  logfmt: { lines: LOGFMT_LINES, content: LOGFMT_LINES.join('\n') },
  text: { lines: TEXT_LINES, content: TEXT_LINES.join('\n') },
};

function expected(format: FileFormat): Row[] {
  return [FIRST, SECOND].map((row, i) => ({
    ...row,
    message: row.message + (format === 'text' ? ` duration=12.5ms status=${row.statusCode}` : ''),
    line: FILES[format].lines[i],
  }));
}

const formats: FileFormat[] = ['ndjson', 'json', 'csv', 'logfmt', 'text'];

describe.each(formats)('a file of %s', (format) => {
  const { content } = FILES[format];

  it('is recognised by its content, whatever its name', async () => {
    const { table, notices, range } = await read('cart', content);
    expect(rowsOf(table)).toEqual(expected(format));
    expect(notices).toEqual([]);
    expect(range).toEqual({ fromMs: Date.parse(FIRST.time), toMs: Date.parse(SECOND.time) + 1 });
  });

  it('is read in the format that is named', async () => {
    expect(rowsOf((await read('cart.txt', content, {}, format)).table)).toEqual(expected(format));
  });

  it('may be gzipped, in several members', async () => {
    const half = Math.floor(content.length / 2);
    const packed = Buffer.concat([gzipSync(content.slice(0, half)), gzipSync(content.slice(half))]);
    expect(rowsOf((await read('cart.gz', packed)).table)).toEqual(expected(format));
  });

  it('may have a byte order mark, a line end at the end, and those of Windows', async () => {
    const windows = `\ufeff${content.replaceAll('\n', '\r\n')}\r\n`;
    expect(rowsOf((await read('cart', windows)).table)).toEqual(expected(format));
  });
});

describe('CSV', () => {
  it('keeps a string once, however it is written', async () => {
    const messages = ['it said "no"', '"it said ""no"""', '"it said no"', 'it said no'];
    const rows = messages.map((message) => `1704164645000,cart,INFO,${message},,`);
    const { table } = await read('x.csv', [HEADER, ...rows].join('\n'));
    const { values } = table.message;
    expect([values.length, values.at(0), values.at(1)]).toEqual([2, 'it said "no"', 'it said no']);
    expect([...table.message.codes]).toEqual([0, 0, 1, 1]);
  });

  it('keeps separators, line ends and doubled quotes within quotes', async () => {
    const row = '1704164645000,"a;b","WARN","first\nsecond, ""third""",,';
    const { table, notices } = await read('x.csv', `${HEADER}\n${row}\n`);
    expect(rowsOf(table)).toMatchObject([
      {
        service: 'a;b',
        level: 'WARNING',
        message: 'first\nsecond, "third"',
        responseTime: NaN,
        statusCode: 0,
        line: row,
      },
    ]);
    expect(notices).toEqual([]);
  });

  it('recognises columns by other names, in any order, behind other separators', async () => {
    const content =
      'Status;Latency (s);Msg;Severity;App;@timestamp;TraceID;else\n404;0.25;hi;fatal;web;1704164645.5;abc;z\n';
    expect(rowsOf((await read('x.csv', content)).table)).toMatchObject([
      {
        time: '2024-01-02T03:04:05.500Z',
        service: 'web',
        level: 'CRITICAL',
        message: 'hi',
        responseTime: 250,
        statusCode: 404,
        traceId: 'abc',
      },
    ]);
  });

  it('goes by the mapping', async () => {
    const content = 'when,who,cost\n2024-01-02,ada,1.5\n';
    const mapping: FieldMapping = { time: 'when', service: 'who', responseTime: 'cost', responseTimeUnit: 's' };
    expect(rowsOf((await read('x.csv', content, mapping)).table)).toMatchObject([
      { service: 'ada', responseTime: 1500 },
    ]);
  });

  it('leaves rows out that it cannot place, and says how many and which was the first', async () => {
    const content = `${HEADER}\n${CSV_LINES[0]}\n"later\non",cart,INFO,x,1,200\n1704164645000,too,few\n${CSV_LINES[1]}\n`;
    const { table, notices } = await read('x.csv', content);
    expect(table.length).toBe(2);
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: '2 of 4 rows could not be read and are left out; the first: line 3 has "later\\non" where a time should be: "\\"later".',
      },
    ]);
  });

  it('keeps a row whose value is none, and says so', async () => {
    const { table, notices } = await read('x.csv', `${HEADER}\n1704164645000,cart,INFO,x,fast,999\n`);
    expect(rowsOf(table)).toMatchObject([{ responseTime: NaN, statusCode: 0 }]);
    expect(notices.map(({ text }) => text)).toEqual([
      '2 values could not be read and are left out, their logs are not; the first: line 2 has "fast" as response_time_ms.',
    ]);
  });

  it('takes what data frames write for nothing as nothing', async () => {
    const { table, notices } = await read(
      'x.csv',
      `${HEADER}\n1704164645000,cart,INFO,x,NaN,0\n1704164645001,,INFO,x,-,200.0\n`
    );
    expect(rowsOf(table)).toMatchObject([
      { responseTime: NaN, statusCode: 0 },
      { responseTime: NaN, statusCode: 200, service: 'x' },
    ]);
    expect(notices).toEqual([]);
  });

  it('finds the level in the message where no column says it', async () => {
    const { table, notices } = await read('x.csv', 'time,message\n2024-01-02,[error] no disk\n2024-01-02,fine\n');
    expect(rowsOf(table).map(({ level }) => level)).toEqual(['ERROR', 'UNKNOWN']);
    expect(notices).toEqual([
      {
        severity: 'info',
        text:
          '1 of 2 rows name no level and have no status that stands for one: ' +
          'their level is unknown, and error rates are computed without them.',
      },
    ]);
  });

  it('keeps many different cells apart', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, i) => `${1704164645000 + i},s${i % 7},INFO,message ${i},${i / 8},200`
    );
    const { table } = await read('x.csv', [HEADER, ...rows].join('\n'));
    const read5000 = rowsOf(table);
    expect(read5000.map(({ line }) => line)).toEqual(rows);
    expect(read5000.every(({ message, responseTime }, i) => message === `message ${i}` && responseTime === i / 8)).toBe(
      true
    );
  });

  it('asks for a time column, and names those that there are', async () => {
    await expect(read('x.csv', 'a,b\n1,2\n')).rejects.toThrow(/no column with the time.*a, b.*--time-field/);
  });
});

describe('NDJSON', () => {
  it('leaves lines out that are no logs, and says how many and which was the first', async () => {
    const { table, notices } = await read(
      'x',
      `${JSON_LINES[0]}\n{"timestamp":"2024-01-02\n{"level":"info"}\n${JSON_LINES[1]}\n`
    );
    expect(table.length).toBe(2);
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: '2 of 4 lines could not be read and are left out; the first: line 2 begins as JSON and is none: "{\\"timestamp\\":\\"2024-01-02".',
      },
    ]);
  });

  it('puts logs in order of time, exact to the nanosecond', async () => {
    const { table } = await read(
      'x',
      '{"ts":"1704164645000000002","msg":"b"}\n{"ts":"1704164645000000001","msg":"a"}\n'
    );
    expect(rowsOf(table).map(({ message }) => message)).toEqual(['a', 'b']);
    expect([...table.timeNs]).toEqual([1, 2]);
    expect(table.line.at(0)).toContain('"a"');
  });

  it('names the service after the file where the logs name none', async () => {
    const { table } = await read('payment.log.1', '{"ts":1704164645000,"msg":"x"}\n');
    expect(rowsOf(table)[0].service).toBe('payment');
  });
});

describe('JSON', () => {
  it('may be objects over several lines, with braces in their strings', async () => {
    const content = OBJECTS.map((object) => JSON.stringify({ ...object, note: '}"{' }, null, 2)).join('\n');
    expect(rowsOf((await read('x.json', content)).table).map(({ message }) => message)).toEqual([
      FIRST.message,
      SECOND.message,
    ]);
  });

  it('says when it is cut off', async () => {
    const { table, notices } = await read('x.json', FILES.json.content.slice(0, -20));
    expect(table.length).toBe(1);
    expect(notices[0].text).toMatch(/1 of 2 objects .* line 2 begins an object that never ends/);
  });
});

describe('plain text', () => {
  it('keeps a stack trace with the log that it belongs to', async () => {
    const trace = '2024-01-02 03:04:05 ERROR failed\njava.lang.Error: x\n\tat a.b(C.java:1)\nCaused by: y';
    const { table, notices } = await read('x.log', `${trace}\n2024-01-02 03:04:06 INFO on\n`);
    expect(rowsOf(table)).toMatchObject([
      { level: 'ERROR', message: 'failed', line: trace },
      { level: 'INFO', message: 'on' },
    ]);
    expect(notices).toEqual([]);
  });

  it('says what comes before the first time', async () => {
    const { notices } = await read('x.log', 'Welcome\n2024-01-02 03:04:05 INFO on\n');
    expect(notices[0].text).toMatch(/^1 of 2 lines .* line 1 has no time that is recognised/);
  });

  it('says that a time without a date was completed', async () => {
    const { notices } = await read('x.log', '03:04:05.123 INFO on\n');
    expect(notices[0].text).toMatch(/^1 of 1 lines have a time without a full date/);
  });

  it('goes by the pattern of the mapping', async () => {
    const mapping = { pattern: '^(?P<service>\\w+)@(?P<time>\\d+) (?P<level>\\w) (?P<message>.*)$' };
    expect(rowsOf((await read('x.log', 'cart@1704164645000 E bad\n', mapping)).table)).toMatchObject([
      { time: FIRST.time, service: 'cart', level: 'ERROR', message: 'bad' },
    ]);
    await expect(read('x.log', 'x\n', { pattern: '(' })).rejects.toThrow(SettingsError);
  });

  it('asks for a time where no line has one', async () => {
    await expect(read('x.log', 'hello\nworld\n')).rejects.toThrow(
      /plain text.*no log that can be placed in time: line 1 .*"hello"\. .*--time-format/
    );
  });

  it.each([
    ['yyyy-MM-dd', ' 03:04:05,123'],
    ['yyyy-MM-dd HH:mm', ':05,123'],
  ])('says what the form %s leaves of its times', async (timeFormat, left) => {
    const line = '2024-01-02 03:04:05,123 INFO on';
    await expect(read('x.log', `${line}\n`, { timeFormat })).rejects.toThrow(
      `fields.timeFormat: "${timeFormat}" reads only a part of the time in "${line}" and leaves "${left}". Give the form of the whole time, such as "yyyy-MM-dd HH:mm:ss,SSS"`
    );
  });

  it.each(['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm:ss,SSS'])('may be finer than the form %s', async (timeFormat) => {
    const { table } = await read('x.log', '2024-01-02 03:04:05,123456 INFO 12:30 on\n', { timeFormat });
    expect(Math.floor(table.timeMs[0] / 1000)).toBe(Date.UTC(2024, 0, 2, 3, 4, 5) / 1000);
  });

  it('says what it could read, and how the time may be written', async () => {
    await expect(read('x.log', '2024|01|02 03h04 ERROR lost\n')).rejects.toThrow(
      /line 1 .*"2024\|01\|02 03h04 ERROR lost"\. .*level ERROR.*--time-format "yyyy\|MM\|dd HH'h'mm"/
    );
    const { table } = await read('x.log', '2024|01|02 03h04 ERROR lost\n', { timeFormat: "yyyy|MM|dd HH'h'mm" });
    expect(rowsOf(table)).toMatchObject([{ time: '2024-01-02T03:04:00.000Z', level: 'ERROR', message: 'lost' }]);
  });

  it('names the fields where none of them is a time', async () => {
    await expect(read('x.ndjson', '{"when":"soon","msg":"lost"}\n')).rejects.toThrow(
      /Its fields are when, msg\. .*--time-field NAME/
    );
  });

  it('says where no log has the field that is named as the time, and which fields there are', async () => {
    const mapping = { time: 'absent' };
    const line = '{"ts":"2024-01-02T03:04:05Z","msg":"lost"}\n';
    await expect(read('x.ndjson', line, mapping)).rejects.toThrow(
      /no log has a field "absent", which is named as the time\. Its fields are ts, msg\. .*--time-field/
    );
    await expect(read('x.csv', 'ts,msg\n2024-01-02T03:04:05Z,lost\n', mapping)).rejects.toThrow(
      /no column "absent", which is named as the time; its columns are: ts, msg\. /
    );
  });

  it('refuses objects that are told to be logfmt', async () => {
    const path = join(folder, 'objects.ndjson');
    await writeFile(path, '{"ts":"2024-01-02T03:04:05Z","msg":"lost"}\n');
    await expect(readFileLogs(path, { mapping: {}, format: 'logfmt' })).rejects.toThrow(
      /is not logfmt: it holds objects of JSON\. .*name ndjson/
    );
  });

  it('shows the first line that was left out', async () => {
    const { notices } = await read('x.ndjson', `${FILES.ndjson.content}{"msg":"lost"}\n`);
    expect(notices.map(({ text }) => text).join(' ')).toContain('line 2 has no time that is recognised: "{');
  });
});

describe('what is no file of logs', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /is empty/],
    ['a quote alone', '"', /holds no log/],
    ['binary', Uint8Array.of(1, 0, 2, 0), /is not text/],
    ['logs.bz2', Buffer.from('BZh91AY&SY'), /packed by bzip2.*bzip2 -dc .*logs\.bz2 \| seismolog \.\.\. --file -/],
    ['logs.xz', Buffer.from('fd377a585a000004', 'hex'), /xz -dc/],
    ['logs.zst', Buffer.from('28b52ffd0458', 'hex'), /zstd -dc/],
    ["it's.zip", Buffer.from('504b0304', 'hex'), /unzip -p '.*it'\\''s\.zip'/],
    ['logs.tar.gz', gzipSync(`${'x'.repeat(257)}ustar`), /packed by tar.*tar -xOf/],
    ['header.csv', 'time,level,message\n', /holds no log below its header/],
    ['utf16', Uint8Array.of(0xff, 0xfe, 65, 0), /UTF-16.*iconv/],
    ['cut.gz', gzipSync('x'.repeat(1000)).subarray(0, 15), /can't be unpacked.*gzip -t/],
  ])('is an error that says what to do: %s', async (name, content, message) => {
    const reading = read(name, content);
    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(message);
  });

  it('is a file that is missing, or a directory', async () => {
    await expect(readFileLogs(join(folder, 'missing'), { mapping: {} })).rejects.toThrow(/no such file/);
    await expect(readFileLogs(folder, { mapping: {} })).rejects.toThrow(/is a directory/);
  });
});

describe('fileSource', () => {
  const request = { fromMs: Date.parse(SECOND.time), toMs: Infinity, expr: '', lineLimit: 1 };

  it('reads the range that is asked for, and checks the file', async () => {
    const path = join(folder, 'range.csv');
    await writeFile(path, FILES.csv.content);
    const source = fileSource(path, { mapping: {} });
    const progress: number[] = [];
    const context = { signal: new AbortController().signal, onProgress: (lines: number) => progress.push(lines) };
    expect(rowsOf((await source.read(request, context)).table).map(({ message }) => message)).toEqual([SECOND.message]);
    expect(progress.at(-1)).toBe(2);
    expect((await source.check(context)).message).toMatch(/^Read 2 logs of 1 services from 2024-01-02T03:04:05/);
  });

  it('stops when the caller went away', async () => {
    const path = join(folder, 'range.csv');
    await writeFile(path, FILES.csv.content);
    const reading = fileSource(path, { mapping: {} }).read(request, { signal: AbortSignal.abort() });
    await expect(reading).rejects.toThrow(CancelledError);
  });
});
