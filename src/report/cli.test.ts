import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { EXIT, runCommandLine } from './cli';
// What commands load when they run: here once, before any test's time counts.
import './generateCommand';
import './html/renderHtml';
import './parseCommand';
import './reportCommand';

let folder: string;
let stdout: string;
let stderr: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'seismolog-'));
  stdout = '';
  stderr = '';
  const capture = (add: (text: string) => void) => (chunk: unknown, encoding?: unknown, done?: unknown) => {
    add(String(chunk));
    const callback = [encoding, done].find((argument) => typeof argument === 'function');
    (callback as ((error?: Error) => void) | undefined)?.();
    return true;
  };
  jest.spyOn(process.stdout, 'write').mockImplementation(capture((text) => (stdout += text)));
  jest.spyOn(process.stderr, 'write').mockImplementation(capture((text) => (stderr += text)));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const file = (name: string) => path.join(folder, name);
const RANGE = ['--to', '2026-01-12T00:00:00Z', '--days', '1'];

/** An outage: for half an hour every log is an error. */
function outageCsv(): string {
  const rows = ['timestamp,service,level,message,response_time_ms,status_code'];
  for (let second = 0; second < 7200; second += 10) {
    const down = second >= 3600 && second < 5400;
    rows.push(
      [
        1_700_000_000_000 + second * 1000,
        'database',
        ...(down ? ['ERROR', 'Connection lost', 9000, 500] : ['INFO', 'Query done', 20 + (second % 7), 200]),
      ].join(',')
    );
  }
  return rows.join('\n');
}

describe('report', () => {
  it('writes the text of a generated day to standard output', async () => {
    const code = await runCommandLine(['report', '--logs', '2000', ...RANGE]);

    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(/Total Logs Analyzed: +[12],\d{3}/);
    expect(stdout).toContain('Time Period:                    1 day\n');
  });

  it('gives the same report for the same seed and range', async () => {
    await runCommandLine(['report', '--seed', '7', '--logs', '1000', ...RANGE]);
    const first = stdout;
    stdout = '';
    await runCommandLine(['report', '--seed', '7', '--logs', '1000', ...RANGE]);

    expect(stdout).toBe(first);
  });

  it('writes the same Markdown for the same file', async () => {
    writeFileSync(file('logs.csv'), outageCsv());
    const markdown = async () => {
      stdout = '';
      expect(await runCommandLine(['report', '--file', file('logs.csv'), '--format', 'markdown'])).toBe(EXIT.ok);
      return stdout;
    };

    const first = await markdown();
    expect(first).toMatch(/^# Seismolog: 2023-11-14 22:13:20 to /);
    expect(first).toContain('`Connection lost`');
    expect(await markdown()).toBe(first);
  });

  it('reads every row of a gzipped CSV, and gives the seconds of each step as JSON', async () => {
    writeFileSync(file('logs.csv.gz'), gzipSync(outageCsv()));

    const code = await runCommandLine([
      ...['report', '--source', 'file', '--file', file('logs.csv.gz')],
      ...['--format', 'json', '--output', file('report.json')],
    ]);

    const report = JSON.parse(readFileSync(file('report.json'), 'utf8'));
    expect(code).toBe(EXIT.ok);
    expect(report.totals.logs).toBe(720);
    expect(report.totals.errors).toBe(180);
    expect(report.services.map(({ service }: { service: string }) => service)).toEqual(['database']);
    expect(report.seconds).toMatchObject({
      read: expect.any(Number),
      anomalies: expect.any(Number),
      total: expect.any(Number),
    });
  });

  it('reads the range and the newest lines of several files', async () => {
    const [header, ...rows] = outageCsv().split('\n');
    writeFileSync(file('a.csv'), [header, ...rows.slice(0, 300)].join('\n'));
    writeFileSync(file('b.csv'), [header, ...rows.slice(300)].join('\n'));
    const totalsOf = async (...options: string[]) => {
      stdout = '';
      await runCommandLine(['report', '--file', file('a.csv'), file('b.csv'), '--format', 'json', ...options]);
      const { totals, range, notices } = JSON.parse(stdout);
      return { logs: totals.logs, errors: totals.errors, from: range.from, notices };
    };

    expect(await totalsOf()).toMatchObject({ logs: 720, errors: 180 });
    expect(await totalsOf('--from', '1700003600000', '--to', '1700005400000')).toMatchObject({
      logs: 180,
      errors: 180,
    });
    expect(await totalsOf('--days', String(1 / 24))).toMatchObject({ logs: 360, errors: 180 });
    expect(await totalsOf('--limit', '100')).toMatchObject({
      logs: 100,
      notices: [{ severity: 'warning', text: expect.stringMatching(/^100 of 720 lines were read: the newest/) }],
    });
  });

  it('ends with 1 where a range has no logs of a file, and says which there are', async () => {
    writeFileSync(file('logs.csv'), outageCsv());

    expect(
      await runCommandLine(['report', '--file', file('logs.csv'), '--from', '2020-01-01', '--to', '2020-01-02'])
    ).toBe(1);
    expect(stderr).toMatch(/There are no logs from 2020-01-01.* the logs read are from 2023-11-14T22:13:20/);
  });

  it('says of a --from behind the last log which logs there are', async () => {
    writeFileSync(file('logs.csv'), outageCsv());

    expect(await runCommandLine(['report', '--file', file('logs.csv'), '--from', '2030-01-01'])).toBe(EXIT.error);
    expect(stderr).toMatch(/There are no logs from 2030-01-01 on: the logs read are from 2023-11-14T22:13:20/);
  });

  it('says which settings have no effect on files', async () => {
    writeFileSync(file('logs.csv'), outageCsv());
    writeFileSync(file('settings.json'), JSON.stringify({ lineLimit: 1, source: 'loki', fields: {} }));

    await runCommandLine(['parse', '--file', file('logs.csv'), '--limit', '1', '--settings', file('settings.json')]);
    expect(stderr).toMatch(
      /^--settings .*: lineLimit, source have no effect on files; these have: fields, analysis, timeZone/m
    );
  });

  it('reads calendars by their files, and says what is wrong with one', async () => {
    writeFileSync(file('logs.csv'), outageCsv());
    const event = 'BEGIN:VEVENT\nDTSTART:20231115T001320\nDURATION:PT30M\nSUMMARY:Upgrade\nEND:VEVENT';
    const muted = event.replace('SUMMARY', 'CATEGORIES:seismolog:muted\nSUMMARY');
    writeFileSync(file('ops.ics'), `BEGIN:VCALENDAR\n${muted}\nEND:VCALENDAR`);
    writeFileSync(file('bad.ics'), 'nothing');
    const args = ['report', '--file', file('logs.csv'), '--format', 'json'];
    const calendars = ['--calendar-zone', 'Europe/Berlin', '--calendar', file('ops.ics'), file('bad.ics')];

    await runCommandLine(args);
    expect(JSON.parse(stdout)).toMatchObject({ incidents: [{ type: 'High Error Rate' }] });
    stdout = '';
    await runCommandLine([...args, ...calendars]);
    const { incidents, notices } = JSON.parse(stdout);
    expect(incidents).toEqual([]);
    expect(notices).toContainEqual({
      severity: 'warning',
      text: expect.stringMatching(/^Calendar 2 could not be read/),
    });

    expect(await runCommandLine([...args, '--calendar', file('none.ics')])).toBe(EXIT.error);
    expect(stderr).toMatch(/--calendar .*none\.ics: .*ENOENT/);
  });

  it('takes the source of the settings where no option names one', async () => {
    writeFileSync(file('settings.json'), JSON.stringify({ source: 'loki' }));

    expect(await runCommandLine(['report', '--settings', file('settings.json')])).toBe(EXIT.error);
    expect(stderr).toMatch(/address of the log store is missing/);
  });

  it('writes HTML', async () => {
    await runCommandLine(['report', '--logs', '1000', ...RANGE, '--format', 'html', '--output', file('report.html')]);

    expect(readFileSync(file('report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  });

  it.each(['critical', 'high', 'health<95'])(
    'ends with 2 for --fail-on %s after an outage, the report still written',
    async (condition) => {
      writeFileSync(file('logs.csv'), outageCsv());

      const code = await runCommandLine([
        'report',
        '--source',
        'file',
        '--file',
        file('logs.csv'),
        '--fail-on',
        condition,
      ]);

      expect(code).toBe(EXIT.failOn);
      expect(stdout).toContain('EXECUTIVE SUMMARY');
      expect(stderr).toMatch(/^--fail-on /);
    }
  );

  it('ends with 1 for --fail-on health<N where nothing is known of the logs, the report still written', async () => {
    const lines = Array.from({ length: 600 }, (_, i) => `2024-01-02 10:${String(i % 60).padStart(2, '0')}:00 row ${i}`);
    writeFileSync(file('app.log'), lines.sort().join('\n'));
    const args = ['report', '--source', 'file', '--file', file('app.log')];

    expect(await runCommandLine([...args, '--fail-on', 'health<60'])).toBe(EXIT.error);
    expect(stdout).toContain('Status:                         UNKNOWN');
    expect(stderr).toMatch(/^--fail-on health<60: the health is unknown\. .*fields\.level/m);

    stdout = '';
    expect(await runCommandLine([...args, '--format', 'json'])).toBe(EXIT.ok);
    const { health, totals, trend } = JSON.parse(stdout);
    expect(health).toMatchObject({ score: null, status: 'UNKNOWN', lost: [] });
    expect(totals).toEqual({
      logs: 600,
      known: { levels: 0, responseTimes: 0 },
      byLevel: [600, 0, 0, 0, 0, 0],
      errors: 0,
    });
    expect(trend).toBeUndefined();
  });

  it('ends with 1 and no report where the health formula cannot be computed', async () => {
    writeFileSync(file('settings.json'), JSON.stringify({ analysis: { health: { formula: '100 / (logs - logs)' } } }));

    const code = await runCommandLine(['report', '--logs', '500', ...RANGE, '--settings', file('settings.json')]);

    expect(code).toBe(EXIT.error);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /The health formula "100 \/ \(logs - logs\)" cannot be computed: it comes to Infinity with logs = \d+\./
    );
  });

  it.each([
    [['report', '--source', 'file'], /--source file needs --file PATH/],
    [['report', '--source', 'file', '--file', 'nowhere.csv'], /nowhere\.csv/],
    [['report', '--source', 'loki', '--file', 'x'], /--file has no effect on --source loki: leave out --source/],
    [['report', '--tenant', 'x'], /--tenant has no effect on generated logs: leave it out, or add --source loki/],
    [['report', '--file', 'x', '--url', 'y'], /--url has no effect on files: leave it out, or read from --source loki/],
    [['report', '--file', 'x', '--mode', 'windows'], /--mode has no effect on files/],
    [['report', '--source', 'loki', '--seed', '1'], /--seed has no effect .* add --source generated/],
    [['report', '--from', 'now-1d', '--days', '1'], /--days has no effect beside --from/],
    [['report', '--limit', '0'], /--limit has to be 1 or more/],
    [['parse', '--file-format', 'csv'], /--file-format has no effect on generated logs: .*--file PATH/],
    [['generate', '--tenant', 'x'], /--tenant has no effect without --push/],
    [['generate', '--push', 'http://localhost:1', '--output', 'x'], /--output has no effect with --push/],
    [['generate', '--push', 'http://localhost:1', '--index', 'x'], /--index has no effect with --store loki/],
    [
      ['generate', '--push', 'http://localhost:1', '--format', 'logfmt', '--store', 'elasticsearch'],
      /--format has no effect with --store elasticsearch/,
    ],
    [
      ['generate', '--push', 'http://localhost:1', '--format', 'csv'],
      /--format csv is not for logs that are pushed into a store: choose one of fields, ndjson, logfmt/,
    ],
    [
      ['generate', '--format', 'fields'],
      /--format fields is not for logs in a file: choose one of ndjson, csv, logfmt/,
    ],
    [
      ['report', '--source', 'kafka'],
      /Allowed choices are generated, loki, elasticsearch, victorialogs, grafana, file/,
    ],
    [['report', '--source', 'loki'], /address of the log store is missing/],
    [['report', '--from', 'now', '--to', 'now-1d'], /--from has to be before --to/],
    [['report', '--days', 'x'], /It has to be a number over 0/],
    [['report', '--fail-on', 'sometimes'], /use critical, high, or health<N/],
    [['report', '--settings', 'nowhere.json'], /--settings nowhere\.json/],
    [['report', '--contamination', '5', '--logs', '1000'], /--contamination.* share over 0 and at most 0\.5, or auto/],
    [['report', '--from', '2999-01-01'], /--from has to be before --to, which is now by default/],
    [['report', '--fail-on', 'health<101'], /--fail-on health<101: a health score is from 0 to 100/],
    [['generate', '--follow'], /--follow has no effect without --push/],
    [['generate', '--seed', '1.5'], /It has to be a whole number/],
    [['tremble'], /unknown command 'tremble'/],
  ])('ends with 1 for %j and says why', async (argv, reason) => {
    const code = await runCommandLine(argv);

    expect(code).toBe(EXIT.error);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain('This is a bug');
  });
});

describe('generate', () => {
  it.each(['ndjson', 'csv', 'logfmt'])('writes %s that report reads whole', async (format) => {
    await runCommandLine(['generate', '--logs', '1000', ...RANGE, '--format', format, '--output', file('logs')]);
    await runCommandLine(['report', '--source', 'file', '--file', file('logs'), '--format', 'json']);

    const lines = readFileSync(file('logs'), 'utf8').trimEnd().split('\n').length - (format === 'csv' ? 1 : 0);
    const { totals, services } = JSON.parse(stdout);
    expect(totals.logs).toBe(lines);
    expect(totals.responseTime.count).toBeGreaterThan(0.9 * lines);
    expect(services).toHaveLength(7);
  });

  it('writes the truth beside the logs', async () => {
    await runCommandLine([
      'generate',
      '--logs',
      '1000',
      ...RANGE,
      '--output',
      file('logs'),
      '--truth',
      file('truth.json'),
    ]);

    const truth = JSON.parse(readFileSync(file('truth.json'), 'utf8'));
    expect(truth).toMatchObject({ seed: 42, fromMs: Date.UTC(2026, 0, 11), episodes: expect.any(Array) });
  });
});

describe('on a pipe', () => {
  it('reads standard input as "-"', async () => {
    jest.restoreAllMocks();
    const bun = path.resolve('scripts/bun.mjs');

    const text = await new Promise<string>((resolve, reject) => {
      const child = execFile(
        process.execPath,
        [bun, 'src/backend/main.ts', 'report', '--source', 'file', '--file', '-'],
        (error, out) => (error ? reject(error) : resolve(out))
      );
      child.stdin?.end(outageCsv());
    });

    expect(text).toMatch(/Total Logs Analyzed: +720\n/);
  });
});

describe('parse', () => {
  const LINES = [
    '2024-01-02T03:04:05.123456789Z ERROR no stock status=503 duration=12ms',
    '2024-01-02T03:04:06Z INFO on \x07\x9b2J',
  ];

  it('writes each log as it was read, in order of time, and leaves out what it does not say', async () => {
    writeFileSync(file('cart.log'), LINES.toReversed().join('\n'));
    expect(await runCommandLine(['parse', '--file', file('cart.log')])).toBe(EXIT.ok);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    ).toEqual([
      {
        time: '2024-01-02T03:04:05.123456789Z',
        level: 'ERROR',
        service: 'cart',
        responseTimeMs: 12,
        statusCode: 503,
        message: 'no stock status=503 duration=12ms',
      },
      { time: '2024-01-02T03:04:06.000Z', level: 'INFO', service: 'cart', message: 'on \x07\x9b2J' },
    ]);
    expect(stderr).toMatch(/^2 logs$/m);
    expect(stderr).toMatch(/^status: in 1 of 2 logs$/m);
    expect(stderr).toMatch(/^service: in 0 of 2 logs$/m);
  });

  it.each([
    [
      'cart.ndjson',
      '{"time":"2024-01-02T03:04:05Z","service":"pay","msg":"a"}\n{"time":"2024-01-02T03:04:06Z","msg":"b"}',
    ],
    ['cart.csv', 'time,service,message\n2024-01-02T03:04:05Z,pay,a\n2024-01-02T03:04:06Z,,b'],
    ['cart.log', 'Jan  2 03:04:05 web1 pay[1]: a\n2024-01-02 03:04:06 b'],
  ])('counts the logs that name a service: %s', async (name, text) => {
    writeFileSync(file(name), text);
    await runCommandLine(['parse', '--file', file(name)]);
    expect(stderr).toMatch(/^service: in 1 of 2 logs$/m);
  });

  it('shows the level that a line of syslog without a priority is meant to have, and says so', async () => {
    writeFileSync(file('cart.log'), 'Jan  2 03:04:05 web1 pay[1]: a');
    await runCommandLine(['parse', '--file', file('cart.log')]);
    expect(JSON.parse(stdout)).toMatchObject({ level: 'INFO' });
    expect(stderr).toMatch(/^level: in 0 of 1 logs\nlevel: assumed INFO in 1 line of syslog without a priority$/m);
  });

  it.each([
    ['cart.ndjson', `{"time":"2024-01-02T03:04:05Z","duration_ms":${'9'.repeat(400)}}`],
    ['pay.ndjson', `{"time":"2024-01-02T03:04:05Z","duration":"${'9'.repeat(400)}ms"}`],
    ['cart.csv', `time,message,duration_ms\n2024-01-02T03:04:05Z,a,${'9'.repeat(400)}`],
    ['cart.log', '2024-01-02T03:04:05Z a took 99999999999999 s'],
  ])('says which response times cannot be any: %s', async (name, text) => {
    writeFileSync(file(name), text);
    await runCommandLine(['parse', '--file', file(name)]);
    expect(JSON.parse(stdout)).not.toHaveProperty('responseTimeMs');
    expect(stderr).toMatch(/^warning: 1 response time left out: not finite, negative or longer than 100 years\./m);
  });

  it('writes so many as are asked for', async () => {
    writeFileSync(file('cart.log'), LINES.join('\n'));
    await runCommandLine(['parse', '--file', file('cart.log'), '--limit', '1']);
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('reads no more of a large file than --limit asks for, and says of how many logs the counts are', async () => {
    const [total, time] = [500_002, '2024-01-02T03:04:05Z INFO '];
    writeFileSync(file('cart.log'), `${time}one\n${time}two\n${`${time}${'more '.repeat(12)}\n`.repeat(total - 2)}`);
    expect(await runCommandLine(['parse', '--file', file('cart.log'), '--limit', '2'])).toBe(EXIT.ok);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).message)
    ).toEqual(['one', 'two']);
    const [, first] = /--limit was reached: counts are of its first ([\d,]+) logs/.exec(stderr) ?? [];
    expect(Number(first.replaceAll(',', ''))).toBeLessThan(total);
    expect(stderr).toContain(`level: in ${first} of ${first} logs`);
    expect(stderr).toMatch(/in order of time within each/);
  }, 60_000);

  it('takes the field that --time-field names', async () => {
    writeFileSync(file('cart.ndjson'), '{"when":"2024-01-02T03:04:05Z","ts":"2020-01-01T00:00:00Z","msg":"sold"}');
    await runCommandLine(['parse', '--file', file('cart.ndjson'), '--time-field', 'when']);
    expect(JSON.parse(stdout)).toMatchObject({ time: '2024-01-02T03:04:05.000Z', message: 'sold' });
  });

  it('reads a store as a report does', async () => {
    expect(await runCommandLine(['parse', '--source', 'generated', '--limit', '5', ...RANGE])).toBe(EXIT.ok);
    expect(stdout.trim().split('\n')).toHaveLength(5);
    expect(stderr).toMatch(/^form: logs of Generated logs, /);
    expect(stderr).toMatch(/^level: field level, by its name$/m);
  });

  it('sends no control character of a line to a terminal', async () => {
    writeFileSync(file('bad.log'), '\x1b[31mno time\n2024-01-02T03:04:05Z on \x07\x9b2J\n');
    await runCommandLine(['parse', '--file', file('bad.log')]);
    expect(stdout + stderr).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  });
});
