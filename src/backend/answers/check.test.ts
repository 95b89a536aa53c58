import { QueryError } from '../../errors';
import { type DetectedField } from '../../query/detectedField';
import { type LogSource } from '../../sources/source';
import { inTurn, status } from '../../sources/http/testing/answers';
import { connectionTo, loopbackServer, sendJson } from '../../sources/http/testing/loopbackServer';
import { DAY } from '../../time/units';
import { createTools } from '../testing/tools';
import { checkHealth, checkSource } from './check';

const NOW = 10_000_000;
const context = { signal: new AbortController().signal };

function sourceWith(detect: () => Promise<DetectedField[]>, counts?: Counts): LogSource & { asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    read: () => Promise.reject(new Error('There is nothing to read.')),
    check: () =>
      Promise.resolve({
        message: 'Connected.',
        details: { services: 2, ...(counts && { linesLastHour: counts.all }) },
      }),
    detectFields(request) {
      asked.push(request);
      return detect();
    },
    ...(counts && { count: ({ expr }) => Promise.resolve(expr === '{a="b"}' ? counts.matched : counts.all) }),
  };
}

/** Lines of the last hour: of the store, and of the default query. */
interface Counts {
  all: number;
  matched: number;
}

const SETTINGS = {
  fields: {},
  defaultExpr: '',
  learningDays: 7,
  lineLimit: 1000,
  mode: 'auto',
  calendars: [],
  timeZone: 'Europe/Berlin',
} as const;

const noFields = () => Promise.resolve([]);

const check = (source: LogSource, fields: Record<string, string>) =>
  checkSource(source, { ...SETTINGS, fields, defaultExpr: '{a="b"}' }, NOW, context);

describe('checkSource', () => {
  it('says what the source says, and looks at no fields where the settings name none', async () => {
    const source = sourceWith(() => Promise.resolve([]));
    expect(await check(source, {})).toEqual({ message: 'Connected.', details: { services: 2 } });
    expect(source.asked).toEqual([]);
  });

  it('says how many marks there are, or why they cannot be read', async () => {
    const annotation = { time: NOW - DAY, text: 'Broke', tags: ['seismolog:incident'] };
    const grafana = await loopbackServer(
      inTurn((_request, response) => sendJson(response, [annotation]), status(403, '{"message":"no"}'))
    );
    const marks = connectionTo(grafana.url, { bearerToken: 'glsa_1' });
    const say = async () => (await checkSource(sourceWith(noFields), { ...SETTINGS, marks }, NOW, context)).message;
    expect(await say()).toBe('Connected. Marks in Grafana in the learning period: 1.');
    expect(await say()).toMatch(/^Connected\. The marks in Grafana could not be read: .*annotations:read/);
    await grafana.close();
  });

  it('says how many events each calendar has and which is next, or why it cannot be read', async () => {
    const event = 'BEGIN:VEVENT\nDTSTART:19700102\nRRULE:FREQ=YEARLY\nSUMMARY:New Year\nEND:VEVENT';
    const calendarOf = (name: string, text: string) => ({ name, from: { text }, services: [], isMuted: false });
    const calendars = [
      calendarOf('Calendar 1', `BEGIN:VCALENDAR\n${event}\nEND:VCALENDAR`),
      calendarOf('Calendar 2', '<html>Log in</html>'),
    ];
    const { message } = await checkSource(sourceWith(noFields), { ...SETTINGS, calendars }, NOW, context);
    expect(message).toBe(
      'Connected. Calendar 1: 1 event; the next is New Year, 1970-01-01 23:00:00 UTC. ' +
        'Calendar 2 could not be read: That is no iCalendar, which begins with BEGIN:VCALENDAR and ends with END:VCALENDAR. It is an HTML page.'
    );
  });

  it('says how many lines the default query matches', async () => {
    expect(await check(sourceWith(noFields, { all: 5000, matched: 1250 }), {})).toEqual({
      message: 'Connected. The default query matches 1.3K lines.',
      details: { services: 2, linesLastHour: 5000, linesMatched: 1250 },
    });
  });

  it('fails where the default query matches no line, unless there is none at all', async () => {
    await expect(check(sourceWith(noFields, { all: 5000, matched: 0 }), {})).rejects.toThrow(
      'Connected. But the default query, {a="b"}, matches no line of the last hour.'
    );
    const { message } = await check(sourceWith(noFields, { all: 0, matched: 0 }), {});
    expect(message).toBe('Connected. The default query matches 0 lines.');
  });

  it('adds what of the mapping does not fit the last hour of the default query', async () => {
    const source = sourceWith(() => Promise.resolve([{ name: 'app', values: ['x'] }]));
    const text = 'None of the sampled lines has the field "svc" that is set for service.';
    expect(await check(source, { service: 'svc' })).toEqual({
      message: `Connected. ${text}`,
      details: { services: 2, fieldWarnings: [text] },
    });
    expect(source.asked).toEqual([{ fromMs: 6_400_000, toMs: 10_000_000, expr: '{a="b"}' }]);
  });

  it('says what an analysis reads, of the learning period and by the default query', async () => {
    const asked: unknown[] = [];
    const estimate: LogSource['estimate'] = (request) => {
      asked.push(request);
      return Promise.resolve({ lines: 5000, bytes: 34e6 });
    };
    const { message, details } = await check({ ...sourceWith(noFields), estimate }, {});
    expect(message).toBe(
      'Connected. The last 7 days: about 5,000 lines (34 MB); the store counts them, and a sample is read.'
    );
    expect(details).toMatchObject({ cost: { lines: 5000, bytes: 34e6 } });
    expect(asked).toEqual([{ fromMs: NOW - 7 * DAY, toMs: NOW, expr: '{a="b"}' }]);
  });

  it('says about how many requests reading the lines takes, as far as the limit goes', async () => {
    const message = async (lines: number): Promise<string> => {
      const estimate = () => Promise.resolve({ lines, linesARequest: 200 });
      const settings = { ...SETTINGS, mode: 'entries', defaultExpr: '' } as const;
      return (await checkSource({ ...sourceWith(noFields), estimate }, settings, NOW, context)).message;
    };
    expect(await message(900)).toContain('about 900 lines, which are read one by one. That takes about 5 requests.');
    expect(await message(0)).toContain('about 0 lines, which are read one by one. That takes about 1 request.');
    expect(await message(5000)).toContain('the newest 1,000 are read. That takes about 5 requests.');
  });

  it('still succeeds where that could not be asked, and says so', async () => {
    const estimate = () => Promise.reject(new QueryError('No index.'));
    const { message } = await check({ ...sourceWith(noFields), estimate }, {});
    expect(message).toBe('Connected. What an analysis reads could not be asked: No index.');
  });

  it('still succeeds where the fields could not be looked at, and says so', async () => {
    const { message } = await check(
      sourceWith(() => Promise.reject(new QueryError('No query.'))),
      { service: 'svc' }
    );
    expect(message).toBe('Connected. Whether the logs have the fields of the settings could not be checked: No query.');
  });
});

describe('Save & test', () => {
  it.each([
    [
      { fields: { pattern: '(' }, analysis: { patterns: [{ name: 'oom', pattern: '*' }] } },
      /there are 2 problems\. 1\. Pattern for plain text \(fields\.pattern\) must be a regular .* 2\. Named patterns 1: Pattern/,
    ],
    [
      { analysis: { incidents: { errorRateThreshold: 0 } } },
      /High error rate: share of errors over \(.*\) must be a number more than 0/,
    ],
  ])('says what is wrong with the settings %j', async (jsonData, message) => {
    const dataSourceInstanceSettings = {
      uid: 'x',
      name: 'x',
      url: '',
      basicAuthEnabled: false,
      basicAuthUser: '',
      jsonData: Buffer.from(JSON.stringify(jsonData)),
      decryptedSecureJsonData: {},
      lastUpdatedMS: 0,
    };
    const request = { pluginContext: { orgId: 1, dataSourceInstanceSettings } };
    const answer = await checkHealth(request, createTools(), context.signal);
    expect(answer).toMatchObject({ status: 'ERROR', message: expect.stringMatching(message) });
  });
});
