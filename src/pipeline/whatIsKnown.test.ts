import { type StoreConnection } from '../query/connection';
import { inTurn, status } from '../sources/http/testing/answers';
import { connectionTo, loopbackServer, type LoopbackServer, sendJson } from '../sources/http/testing/loopbackServer';
import { DAY, HOUR } from '../time/units';
import { toldOf, whatIsKnown } from './whatIsKnown';

const TO = Date.UTC(2026, 0, 15);
const SPAN = { fromMs: TO - 7 * DAY, toMs: TO };
const never = new AbortController().signal;
const SETTINGS = { timeZone: 'UTC', calendar: [{ name: 'Holiday', from: '2026-01-14', to: '2026-01-14' }] };
const NOTHING = { calendars: [], timeZone: 'UTC' };
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
    expect(await toldOf({ ...NOTHING, marks: connection() }, SPAN, never)).toEqual({ events: [MARK], notices: [] });
    expect(await toldOf(NOTHING, SPAN, never)).toEqual({ events: [], notices: [] });
  });

  it('that cannot be read end nothing: a notice says why, and no secret', async () => {
    grafana = await loopbackServer(status(401, '{"message":"Invalid glsa_secret"}'));
    const { events, notices } = await toldOf({ ...NOTHING, marks: connection() }, SPAN, never);
    expect(events).toEqual([]);
    expect(notices).toEqual([
      { severity: 'warning', text: expect.stringMatching(/could not be read.*check the service/) },
    ]);
    expect(notices[0].text).not.toContain('glsa_secret');
  });

  it('beyond the most are said to be cut', async () => {
    const annotation = { time: MARK.fromMs, text: 'Broke', tags: ['seismolog:noise'] };
    grafana = await loopbackServer((_request, response) => sendJson(response, Array(1000).fill(annotation)));
    const { notices } = await toldOf({ ...NOTHING, marks: connection() }, SPAN, never);
    expect(notices).toEqual([{ severity: 'warning', text: expect.stringMatching(/more than 1,000 marks/) }]);
  });
});

describe('calendars', () => {
  const ICS = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260114\nSUMMARY:Holiday\nEND:VEVENT\nEND:VCALENDAR\n';
  const holiday = { name: 'Holiday', fromMs: TO - DAY, toMs: TO, services: ['shop'], isMuted: true };
  const calendarOf = (from: { url: string } | { text: string }) => ({
    name: 'Calendar 1',
    from,
    services: ['shop'],
    isMuted: true,
  });

  it('are read, of their services and muted where it is said', async () => {
    const told = await toldOf({ ...NOTHING, calendars: [calendarOf({ text: ICS })] }, SPAN, never);
    expect(told).toEqual({ events: [holiday], notices: [] });
  });

  it('that cannot be read end nothing: a notice says why', async () => {
    grafana = await loopbackServer(status(404));
    const calendars = [calendarOf({ url: `${grafana.url}/secret-path.ics` }), calendarOf({ text: ICS })];
    const { events, notices } = await toldOf({ ...NOTHING, calendars }, SPAN, never);
    await grafana.close();
    expect(events).toEqual([holiday]);
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: expect.stringMatching(/^Calendar 1 could not be read.*no calendar at this address/),
      },
    ]);
    expect(notices[0].text).not.toContain('secret-path');
  });

  it('say what of them is not understood', async () => {
    const text = ICS.replace('SUMMARY', 'RRULE:FREQ=HOURLY\nSUMMARY');
    const { events, notices } = await toldOf({ ...NOTHING, calendars: [calendarOf({ text })] }, SPAN, never);
    expect(events).toEqual([]);
    expect(notices).toEqual([
      { severity: 'warning', text: 'Calendar 1: "Holiday" is left out: its rule FREQ=HOURLY is not understood.' },
    ]);
  });

  it('that cannot be read anew are as they were, and a notice says so', async () => {
    grafana = await loopbackServer(inTurn((_, response) => response.end(ICS), status(500)));
    const calendars = [calendarOf({ url: `${grafana.url}/a.ics` })];
    const now = jest.spyOn(Date, 'now').mockReturnValue(TO);
    expect((await toldOf({ ...NOTHING, calendars }, SPAN, never)).notices).toEqual([]);
    now.mockReturnValue(TO + HOUR);
    const { events, notices } = await toldOf({ ...NOTHING, calendars }, SPAN, never);
    now.mockRestore();
    await grafana.close();
    expect(events).toEqual([holiday]);
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: expect.stringMatching(/not be read anew.* 500 .*taken as it was at 2026-01-15 00:00:00/),
      },
    ]);
  });
});

it('what is known is the calendar and the marks, as far as they lie in the span', () => {
  const earlier = { ...MARK, fromMs: TO - 9 * DAY, toMs: TO - 8 * DAY };
  const { events } = whatIsKnown(SETTINGS, SPAN, { events: [earlier, MARK], notices: [] });
  expect(events.map(({ name }) => name)).toEqual(['Broke', 'Holiday']);
});
