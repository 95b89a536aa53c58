import { type JsonObject } from '../../logs/json';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { failure, status } from '../http/testing/answers';
import { connectionTo, loopbackServer, type LoopbackServer, sendJson } from '../http/testing/loopbackServer';
import { readMarks } from './readMarks';

const TO = Date.UTC(2026, 0, 15);
const SPAN = { fromMs: TO - 7 * DAY, toMs: TO };
const never = new AbortController().signal;

let grafana: LoopbackServer;
afterEach(() => grafana.close());

async function marksOf(...annotations: JsonObject[]) {
  grafana = await loopbackServer((_request, response) => sendJson(response, annotations));
  return readMarks(connectionTo(grafana.url, { bearerToken: 'glsa_1' }), SPAN, never);
}

const annotation = (rest: JsonObject): JsonObject => ({
  id: 1,
  time: TO - HOUR,
  timeEnd: TO - HOUR / 2,
  text: 'Checkout broke',
  tags: ['seismolog:incident'],
  ...rest,
});

it('asks for annotations with one of the tags, with the token', async () => {
  await marksOf();
  const [{ url = '', headers }] = grafana.requests;
  const { pathname, searchParams } = new URL(url, 'http://grafana');
  expect(pathname).toBe('/api/annotations');
  expect(searchParams.getAll('tags')).toEqual(['seismolog:incident', 'seismolog:noise', 'seismolog:expected']);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    from: String(SPAN.fromMs),
    to: String(SPAN.toMs),
    matchAny: 'true',
    limit: '1000',
  });
  expect(headers.authorization).toBe('Bearer glsa_1');
});

it('reads what people wrote, when, and of which services', async () => {
  expect(await marksOf(annotation({ tags: ['seismolog:incident', 'service:shop', 'service: api', 'prod'] }))).toEqual([
    {
      name: 'Checkout broke',
      fromMs: TO - HOUR,
      toMs: TO - HOUR / 2,
      services: ['shop', 'api'],
      isMuted: false,
      mark: 'incident',
    },
  ]);
});

it.each([
  [['seismolog:expected'], 'expected', false],
  [['seismolog:expected', 'seismolog:muted'], 'expected', true],
  [['seismolog:noise'], 'noise', true],
  [['seismolog:noise', 'seismolog:incident'], 'incident', false],
])('takes %j for %s', async (tags, mark, isMuted) => {
  expect(await marksOf(annotation({ tags }))).toMatchObject([{ mark, isMuted }]);
});

it('takes a moment for a minute, and text for its words', async () => {
  const [mark] = await marksOf(annotation({ timeEnd: TO - HOUR, text: '<b>Disk</b>\nfull <script>' }));
  expect([mark.toMs - mark.fromMs, mark.name]).toEqual([MINUTE, 'Disk full']);
});

it('calls a mark without words by its kind', async () => {
  expect(await marksOf(annotation({ text: '' }))).toMatchObject([{ name: 'Marked as an incident' }]);
});

it('gives them in order of time, and leaves out what is no mark or lies elsewhere', async () => {
  const marks = await marksOf(
    annotation({ text: 'b' }),
    annotation({ time: TO - DAY, text: 'a' }),
    annotation({ time: SPAN.fromMs - HOUR, timeEnd: SPAN.fromMs - MINUTE }),
    annotation({ time: 'soon' }),
    annotation({ tags: ['deploy'] })
  );
  expect(marks.map(({ name }) => name)).toEqual(['a', 'b']);
});

it.each([
  [401, /check the service account token for marks/],
  [403, /needs the permission annotations:read/],
  [404, /Is this the address of a Grafana\?/],
])('says what to do about status %d', async (code, message) => {
  grafana = await loopbackServer(status(code, '{"message":"no"}'));
  const error = await failure(readMarks(connectionTo(grafana.url, { bearerToken: 'glsa_1' }), SPAN, never));
  expect(error.message).toMatch(message);
});
