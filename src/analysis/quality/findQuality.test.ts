import { type KnownEvent } from '../../query/calendar';
import { HOUR, MINUTE } from '../../time/units';
import { findQuality, type QualityInput } from './findQuality';

const START = Date.UTC(2026, 0, 5);
const at = (hour: number) => START + hour * HOUR;

const event = (fromHour: number, rest: Partial<KnownEvent> = {}): KnownEvent => ({
  name: 'x',
  fromMs: at(fromHour),
  toMs: at(fromHour + 1),
  services: [],
  isMuted: false,
  mark: 'incident',
  ...rest,
});

const incident = (
  startMs: number,
  rest: Partial<QualityInput['incidents'][number]> = {}
): QualityInput['incidents'][number] => ({
  type: 'High Error Rate',
  services: ['shop'],
  startMs,
  endMs: startMs + HOUR / 2,
  ...rest,
});

/** Two services, a window an hour. */
const WINDOWS = { services: ['api', 'shop'], startMs: START, windowMs: HOUR, windowCount: 24 };

function qualityOf(
  rest: Partial<QualityInput>,
  anomalies: ReadonlyArray<[service: number, hour: number, count: number]> = []
) {
  const perWindow = new Uint32Array(2 * WINDOWS.windowCount);
  anomalies.forEach(([service, hour, count]) => (perWindow[service * WINDOWS.windowCount + hour] = count));
  return findQuality({
    events: [],
    incidents: [],
    mutedIncidents: [],
    anomalies: { status: 'scored', perWindow },
    windows: WINDOWS,
    ...rest,
  });
}

const row = (rows: ReturnType<typeof findQuality>, service?: string, rule?: string, what = 'incidents') =>
  rows.find((one) => one.what === what && one.service === service && one.rule === rule);

it('is not known where nothing was marked', () => {
  expect(qualityOf({ incidents: [incident(at(3))] }, [[0, 3, 5]])).toEqual([]);
  expect(qualityOf({ events: [event(3, { mark: 'expected' }), event(4, { mark: undefined })] })).toEqual([]);
});

it('tells what lies in a marked incident, in noise, in what is expected or muted, and elsewhere', () => {
  const rows = qualityOf({
    events: [
      event(3),
      event(6, { mark: 'noise' }),
      event(9, { mark: 'expected' }),
      event(12, { mark: undefined, isMuted: true }),
      event(15, { mark: undefined }),
    ],
    incidents: [3, 6, 9, 12, 15].map((hour) => incident(at(hour))),
  });
  expect(row(rows)).toMatchObject({ marked: 1, met: 1, right: 1, noise: 1, unmarked: 1 });
});

it('counts a marked incident that nothing met', () => {
  expect(row(qualityOf({ events: [event(3), event(8)], incidents: [incident(at(3))] }))).toMatchObject({
    marked: 2,
    met: 1,
  });
});

it('gives the median of the delays, by the first that met each, and until it was seen where that is known', () => {
  const rows = qualityOf({
    events: [event(3), event(8)],
    incidents: [
      incident(at(3) + 20 * MINUTE),
      incident(at(3) + 10 * MINUTE, { first: { seenMs: at(3) + 15 * MINUTE } }),
      incident(at(8) - 4 * MINUTE),
    ],
  });
  expect(row(rows)).toMatchObject({ delayMs: 3 * MINUTE, seenDelayMs: 15 * MINUTE });
  expect(row(qualityOf({ events: [event(3)] }))).toMatchObject({ delayMs: NaN, seenDelayMs: NaN });
});

it('takes it for the same within ten minutes, of one of the services', () => {
  const met = (startMs: number, services: string[]) =>
    row(qualityOf({ events: [event(3, { services: ['shop'] })], incidents: [incident(startMs, { services })] }))?.met;
  expect(met(at(4) + 9 * MINUTE, ['api', 'shop'])).toBe(1);
  expect(met(at(4) + 11 * MINUTE, ['shop'])).toBe(0);
  expect(met(at(3), ['api'])).toBe(0);
});

it('has a row for each service, of the marks that name it, and for each rule', () => {
  const rows = qualityOf({
    events: [event(3), event(8, { services: ['api'] })],
    incidents: [incident(at(3)), incident(at(8), { services: ['api'], type: 'Security Threat' }), incident(at(15))],
  });
  expect(row(rows, 'api')).toMatchObject({ marked: 1, met: 1, right: 1, unmarked: 0 });
  expect(row(rows, 'shop')).toMatchObject({ marked: 0, met: 0, right: 1, unmarked: 1 });
  expect(row(rows, undefined, 'Security Threat')).toMatchObject({ marked: 2, met: 1, right: 1 });
  expect(row(rows, undefined, 'High Error Rate')).toMatchObject({ marked: 2, met: 1, right: 1, unmarked: 1 });
  expect(row(rows, undefined, 'Cascading Failure')).toBeUndefined();
});

it('counts what a mark muted as found, and what the calendar muted as nothing', () => {
  const noise = event(6, { mark: 'noise', isMuted: true });
  const upgrade = event(9, { mark: undefined, isMuted: true });
  const rows = qualityOf({
    events: [noise, upgrade],
    mutedIncidents: [
      { incident: incident(at(6)), event: noise },
      { incident: incident(at(9)), event: upgrade },
    ],
  });
  expect(row(rows)).toMatchObject({ right: 0, noise: 1, unmarked: 0 });
});

it('counts anomalous logs by window, and of each service its own', () => {
  const rows = qualityOf({ events: [event(3, { services: ['shop'] }), event(6, { mark: 'noise' })] }, [
    [1, 3, 40],
    [1, 6, 5],
    [0, 3, 7],
  ]);
  expect(row(rows, undefined, undefined, 'anomalies')).toMatchObject({ met: 1, right: 40, noise: 5, unmarked: 7 });
  expect(row(rows, 'api', undefined, 'anomalies')).toMatchObject({ marked: 0, right: 0, noise: 0, unmarked: 7 });
});

it('says nothing of anomalies where what is unusual is not known yet', () => {
  const anomalies = { status: 'learning' as const, perWindow: new Uint32Array(2 * WINDOWS.windowCount) };
  expect(qualityOf({ events: [event(3)], anomalies }).map(({ what }) => what)).toEqual(['incidents']);
});
