import { ERROR, INFO } from '../../../logs/level';
import { tableOf } from '../../../logs/testing/tableOf';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../../query/options';
import { DAY, HOUR, MINUTE } from '../../../time/units';
import { wallClock } from '../../../time/wallClock';
import { NO_LINES } from '../../evidence/lineEvidence';
import { countWindows } from '../../windows/countLogs';
import { sameTimeOf } from '../../windows/sameTime';
import { windowCounts } from '../../windows/windowCounts';
import { ruleContext } from '../findIncidents';
import { type Finding } from '../rule';
import { errorRise } from './errorRise';
import { slowdown } from './slowdown';

/** In Berlin it is 1 o'clock; the clock goes from 2 to 3 on the 29th. */
const START = Date.UTC(2026, 2, 24);
const DAYS = 7;

interface Night {
  /** Of ten logs that many are errors. */
  readonly errors: number;
  readonly responseTime: number;
}

const WELL: Night = { errors: 0, responseTime: 100 };

/** Ten logs each five minutes of a service that is as each night says from 02:30 to 03:30 in Berlin, else well. */
function contextOf(nights: (day: number) => Night, timeZone: string) {
  const clock = wallClock('Europe/Berlin');
  const table = tableOf(
    Array.from({ length: (DAYS * DAY) / (5 * MINUTE) }, (_, step) => START + step * 5 * MINUTE).flatMap((timeMs) => {
      const local = clock(timeMs);
      const hours = (local % DAY) / HOUR;
      const isNight = hours >= 3.5 && hours < 4.5;
      const { errors, responseTime } = isNight ? nights(Math.floor((local - START) / DAY)) : WELL;
      return Array.from({ length: 10 }, (_, i) => ({
        timeMs: timeMs + i * 1000,
        service: 'batch',
        level: i < errors ? ERROR : INFO,
        responseTime: responseTime * (1 + ((step(timeMs) * 7 + i * 13) % 40) / 100),
      }));
    })
  );
  const windows = countWindows(table, { fromMs: START, toMs: START + DAYS * DAY });
  return ruleContext({
    windows,
    counts: windowCounts(windows),
    baselineP95: Float64Array.of(NaN),
    lines: NO_LINES,
    options: DEFAULT_ANALYSIS_OPTIONS.incidents,
    sameTime: sameTimeOf(windows, wallClock(timeZone)),
  });
}

const step = (timeMs: number) => timeMs / (5 * MINUTE);
const daysOf = (findings: readonly Finding[]) => findings.map(({ from }) => Math.floor((from * MINUTE) / DAY));
const [NIGHT, OTHER] = [2, 4];

describe('errors at a time of the day', () => {
  const ill = { ...WELL, errors: 2 };

  it('are an incident of one night alone', () => {
    expect(daysOf(errorRise(contextOf((day) => (day === NIGHT ? ill : WELL), 'Europe/Berlin')))).toEqual([NIGHT]);
  });

  it('are usual where they come every night, by the clock of the zone, whatever its changes', () => {
    expect(errorRise(contextOf(() => ill, 'Europe/Berlin'))).toEqual([]);
    // By another clock they come at one time before the change, and at another after it.
    expect(errorRise(contextOf(() => ill, 'UTC')).length).toBeGreaterThan(0);
  });

  it('are an incident of a night with far more of them, which says what is usual then', () => {
    const found = errorRise(contextOf((day) => (day === OTHER ? { ...WELL, errors: 8 } : ill), 'Europe/Berlin'));
    expect(daysOf(found)).toEqual([OTHER]);
    expect(found[0].evidence[0].against).toEqual(['usually 20% at this time of the day']);
  });

  it('are an incident of each of two nights: two of seven are no habit', () => {
    const nights = (day: number) => (day === NIGHT || day === OTHER ? ill : WELL);
    expect(daysOf(errorRise(contextOf(nights, 'Europe/Berlin')))).toEqual([NIGHT, OTHER]);
  });
});

describe('slow responses at a time of the day', () => {
  const slow = { ...WELL, responseTime: 400 };

  it('are an incident of one night alone, and usual where they come every night', () => {
    expect(daysOf(slowdown(contextOf((day) => (day === NIGHT ? slow : WELL), 'Europe/Berlin')))).toEqual([NIGHT]);
    expect(slowdown(contextOf(() => slow, 'Europe/Berlin'))).toEqual([]);
  });
});
