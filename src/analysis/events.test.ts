import { ERROR, INFO } from '../logs/level';
import { tableOf } from '../logs/testing/tableOf';
import { type KnownEvent } from '../query/calendar';
import { DEFAULT_ANALYSIS_OPTIONS } from '../query/options';
import { HOUR, MINUTE } from '../time/units';
import { judgeLogs } from './judgeLogs';
import { lookAt } from './lookAt/lookAt';
import { type Analysis } from './model/analysis';

const START = Date.UTC(2026, 0, 5);
const HOURS = 10;
const TROUBLE_MS = START + 8 * HOUR;

interface Hour {
  /** Of ten logs a minute that many are errors. */
  readonly errors: number;
  readonly responseTime?: number;
}

function analysisOf(hourAt: (hour: number, minute: number) => Hour, events: readonly KnownEvent[]): Analysis {
  const table = tableOf(
    Array.from({ length: HOURS * 60 }, (_, minute) => minute).flatMap((minute) => {
      const { errors, responseTime = 100 } = hourAt(Math.floor(minute / 60), minute % 60);
      return Array.from({ length: 10 }, (_, i) => ({
        timeMs: START + minute * MINUTE + i * 1000,
        service: 'api',
        level: i < errors ? ERROR : INFO,
        responseTime: responseTime * (1 + ((minute * 7 + i * 13) % 40) / 100),
      }));
    })
  );
  const span = { fromMs: START, toMs: START + HOURS * HOUR };
  return lookAt(judgeLogs({ table, span, notices: [] }, DEFAULT_ANALYSIS_OPTIONS, { events }), span);
}

const event = (rest: Partial<KnownEvent>): KnownEvent => ({
  name: 'Load test',
  fromMs: START,
  toMs: START + 6 * HOUR,
  services: [],
  isMuted: false,
  ...rest,
});

/** For most of the time, up to 6 o'clock, a load test; at 8 for a quarter of an hour what is as bad. */
const asInTest = (ill: Hour) => (hour: number, minute: number) =>
  hour < 6 || (hour === 8 && minute < 15) ? ill : { errors: 0 };
const starts = ({ incidents }: Analysis) => incidents.map(({ startMs }) => startMs);

describe('what people know is not usual', () => {
  it.each([
    ['errors', { errors: 2 }],
    ['slow responses', { errors: 0, responseTime: 800 }],
  ])('does not make %s usual', (_, ill) => {
    expect(starts(analysisOf(asInTest(ill), []))).not.toContain(TROUBLE_MS);
    expect(starts(analysisOf(asInTest(ill), [event({})]))).toContain(TROUBLE_MS);
  });

  it('is learned from for services that it is not of', () => {
    expect(starts(analysisOf(asInTest({ errors: 2 }), [event({ services: ['shop'] })]))).not.toContain(TROUBLE_MS);
  });

  it('is listed as left out', () => {
    const { baselines, events } = analysisOf(asInTest({ errors: 2 }), [event({})]);
    expect(baselines[0].leftOut).toContainEqual({ fromMs: START, toMs: START + 6 * HOUR, why: 'calendar: Load test' });
    expect(baselines[0].errorRate).toBe(0);
    expect(events).toEqual([event({})]);
  });
});

describe('an event during which nobody is to be alerted', () => {
  const outage = (hour: number, minute: number) => ({ errors: hour === 8 && minute < 30 ? 9 : 0 });
  const upgrade = event({ name: 'Upgrade', fromMs: TROUBLE_MS, toMs: TROUBLE_MS + 30 * MINUTE, isMuted: true });

  it('mutes incidents within it: they count for nothing, and a notice says so', () => {
    const loud = analysisOf(outage, []);
    const { incidents, mutedIncidents, notices, health } = analysisOf(outage, [upgrade]);
    expect(loud.incidents).toHaveLength(1);
    expect(incidents).toEqual([]);
    expect(mutedIncidents).toMatchObject([{ incident: { services: ['api'] }, event: { name: 'Upgrade' } }]);
    expect(notices.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Muted by what people know \(Upgrade\): 1 incident,/)
    );
    expect(health.score).toBeGreaterThan(loud.health.score ?? 100);
  });

  it('takes no points of health for what was logged in it, and one that mutes nothing does', () => {
    const few = (hour: number, minute: number) => ({ errors: hour === 8 && minute < 30 ? 2 : 0 });
    const [loud, muted] = [false, true].map((isMuted) => analysisOf(few, [{ ...upgrade, isMuted }]));
    expect(muted.health.score).toBe(100);
    expect(loud.health.score).toBeLessThan(100);
    const at = ({ healthOverTime: { startMs, stepMs, overall } }: Analysis) =>
      overall[Math.floor((TROUBLE_MS + 15 * MINUTE - startMs) / stepMs)];
    expect(at(loud)).toBeLessThan(100);
    expect(at(muted)).toBeNaN();
  });

  it.each([
    ['goes on after it', { toMs: TROUBLE_MS + 10 * MINUTE }],
    ['began long before it', { fromMs: TROUBLE_MS + 15 * MINUTE }],
    ['is of another service', { services: ['shop'] }],
    ['is in one that mutes nothing', { isMuted: false }],
  ])('does not mute what %s', (_, rest) => {
    const { incidents, mutedIncidents } = analysisOf(outage, [{ ...upgrade, ...rest }]);
    expect(incidents).toHaveLength(1);
    expect(mutedIncidents).toEqual([]);
  });
});
