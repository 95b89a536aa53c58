import { type StoreConnection } from '../query/connection';
import { status } from '../sources/http/testing/answers';
import { connectionTo, loopbackServer, type LoopbackServer, sendJson } from '../sources/http/testing/loopbackServer';
import { DAY, HOUR } from '../time/units';
import { marksIn, NO_MARKS, whatIsKnown } from './whatIsKnown';

const TO = Date.UTC(2026, 0, 15);
const SPAN = { fromMs: TO - 7 * DAY, toMs: TO };
const never = new AbortController().signal;
const SETTINGS = { timeZone: 'UTC', calendar: [{ name: 'Holiday', from: '2026-01-14', to: '2026-01-14' }] };
const MARK = {
  name: 'Broke',
  fromMs: TO - 3 * DAY,
  toMs: TO - 3 * DAY + HOUR,
  services: [],
  isMuted: false,
  mark: 'incident',
} as const;

let grafana: LoopbackServer;
const connection = (): StoreConnection => connectionTo(grafana.url, { bearerToken: 'glsa_secret' });

describe('marks', () => {
  afterEach(() => grafana.close());

  it('are read where there is a Grafana', async () => {
    const annotation = { time: MARK.fromMs, timeEnd: MARK.toMs, text: 'Broke', tags: ['seismolog:incident'] };
    grafana = await loopbackServer((_request, response) => sendJson(response, [annotation]));
    expect(await marksIn({ marks: connection() }, SPAN, never)).toEqual({ events: [MARK], notices: [] });
    expect(await marksIn({}, SPAN, never)).toBe(NO_MARKS);
  });

  it('that cannot be read end nothing: a notice says why, and no secret', async () => {
    grafana = await loopbackServer(status(401, '{"message":"Invalid glsa_secret"}'));
    const { events, notices } = await marksIn({ marks: connection() }, SPAN, never);
    expect(events).toEqual([]);
    expect(notices).toEqual([
      { severity: 'warning', text: expect.stringMatching(/could not be read.*check the service/) },
    ]);
    expect(notices[0].text).not.toContain('glsa_secret');
  });

  it('beyond the most are said to be cut', async () => {
    const annotation = { time: MARK.fromMs, text: 'Broke', tags: ['seismolog:noise'] };
    grafana = await loopbackServer((_request, response) => sendJson(response, Array(1000).fill(annotation)));
    const { notices } = await marksIn({ marks: connection() }, SPAN, never);
    expect(notices).toEqual([{ severity: 'warning', text: expect.stringMatching(/more than 1,000 marks/) }]);
  });
});

it('what is known is the calendar and the marks, as far as they lie in the span', () => {
  const earlier = { ...MARK, fromMs: TO - 9 * DAY, toMs: TO - 8 * DAY };
  const { events } = whatIsKnown(SETTINGS, SPAN, { events: [earlier, MARK], notices: [] });
  expect(events.map(({ name }) => name)).toEqual(['Broke', 'Holiday']);
});
