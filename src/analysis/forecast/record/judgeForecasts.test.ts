import { ERROR } from '../../../logs/level';
import { tableOf } from '../../../logs/testing/tableOf';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../../query/options';
import { HOUR, MINUTE } from '../../../time/units';
import { normalAnalysis } from '../../../views/testing/analyses';
import { logsOf, START } from '../../incidents/testing/testLogs';
import { type Incident, type KeptForecast } from '../../model/analysis';
import { countWindows } from '../../windows/countLogs';
import { horizonOf, judgeForecasts } from './judgeForecasts';
import { recordForecasts } from './recordForecasts';

const at = (minute: number) => START + minute * MINUTE;
const { incidents: options } = DEFAULT_ANALYSIS_OPTIONS;
const [EXAMPLE] = normalAnalysis().incidents;

/** Said at minute 30, to come at 60: its time is over at 90. */
const FORECAST: KeptForecast = {
  id: 'f',
  type: 'Performance Degradation',
  service: 'api',
  sign: 'response times',
  madeMs: at(30),
  expectedMs: at(60),
  earliestMs: at(50),
  latestMs: at(80),
  confidence: 0.6,
};
const ERRORS = { ...FORECAST, type: 'High Error Rate', sign: 'error rate' } as const;

function incident(from: number, to: number, change: Partial<Incident> = {}): Incident {
  return {
    ...EXAMPLE,
    type: 'Performance Degradation',
    services: ['api'],
    startMs: at(from),
    endMs: at(to),
    ...change,
  };
}

/** What is seen at a minute, in a range that begins with the logs; api fails from `failing` on. */
function seenAt(minute: number, incidents: Incident[], failing = Infinity, fromMs = START) {
  const range = { fromMs, toMs: at(minute) };
  const logs = logsOf(['api', 'database'], (log, now, i) =>
    log.service === 'api' && now >= failing && i < 5 ? { ...log, level: ERROR } : log
  ).filter(({ timeMs = 0 }) => timeMs >= fromMs && timeMs < range.toMs);
  return { range, incidents, windows: countWindows(tableOf(logs), range) };
}

const judged = (forecast: KeptForecast, ...seen: Parameters<typeof seenAt>) =>
  judgeForecasts([forecast], seenAt(...seen), options)[0];

describe('horizonOf', () => {
  it('is twice the time to what is expected, or the end of the interval where that is later', () => {
    expect(horizonOf(FORECAST)).toBe(at(90));
    expect(horizonOf({ ...FORECAST, latestMs: at(120) })).toBe(at(120));
  });
});

describe('judgeForecasts', () => {
  it('calls it a hit as soon as such an incident began in its time', () => {
    expect(judged(FORECAST, 56, [incident(55, 56)])).toEqual({ ...FORECAST, outcome: 'hit', cameMs: at(55) });
    expect(judged(FORECAST, 120, [incident(90, 100)])).toMatchObject({ outcome: 'hit' });
  });

  it('calls it a miss where its time is over without one, and says nothing before', () => {
    expect(judged(FORECAST, 95, [])).toBeUndefined();
    expect(judged(FORECAST, 100, [])).toEqual({ ...FORECAST, outcome: 'miss' });
    expect(judged(FORECAST, 120, [incident(91, 100)])).toMatchObject({ outcome: 'miss' });
  });

  it.each([
    ['of another service', incident(55, 60, { services: ['database'] })],
    ['of another type', incident(55, 60, { type: 'Security Threat' })],
    ['that was over before', incident(20, 25)],
  ])('takes no incident for it %s', (_, other) => {
    expect(judged(FORECAST, 100, [other])).toMatchObject({ outcome: 'miss' });
  });

  it('takes one for it that has slow responses among its evidence', () => {
    expect(judged(FORECAST, 100, [incident(55, 60, { type: 'Cascading Failure' })])).toMatchObject({ outcome: 'hit' });
  });

  it('calls it a miss where it had come already', () => {
    expect(judged(FORECAST, 40, [incident(25, 40)])).toMatchObject({ outcome: 'miss' });
  });

  it('judges error rates by the threshold, and not by the incident that errors rise', () => {
    expect(judged(ERRORS, 100, [incident(20, 100, { type: 'High Error Rate' })])).toMatchObject({ outcome: 'miss' });
    const hit = judged(ERRORS, 100, [], 55);
    expect(hit).toMatchObject({ outcome: 'hit' });
    expect(hit.cameMs).toBeGreaterThanOrEqual(at(55));
    expect(hit.cameMs).toBeLessThanOrEqual(at(65));
  });

  it('leaves open what the range does not reach back to, and what logs nothing in it', () => {
    expect(judged(FORECAST, 120, [], Infinity, at(31))).toBeUndefined();
    expect(judged({ ...FORECAST, service: 'mail' }, 120, [])).toBeUndefined();
  });
});

describe('recordForecasts', () => {
  const { service, sign, madeMs: _, ...times } = FORECAST;
  const said = { ...times, service, sign, rule: '', indicator: '', recommendation: '' };
  const analysisAt = (minute: number, forecasts = [said], incidents: Incident[] = []) => ({
    ...normalAnalysis(),
    ...seenAt(minute, incidents),
    forecasts,
  });
  /** The record after each of these was analysed. */
  const recordOf = (...analyses: Array<ReturnType<typeof analysisAt>>) =>
    analyses.reduce<KeptForecast[]>((known, analysis) => recordForecasts(known, analysis, options).record, []);

  it('keeps a forecast as it was first said, until its time is over', () => {
    const later = { ...said, confidence: 0.9 };
    expect(recordOf(analysisAt(30), analysisAt(31, [later]), analysisAt(60, [later]))).toEqual([FORECAST]);
  });

  it('keeps it once more where it is said again after that', () => {
    const again = { ...said, expectedMs: at(130), earliestMs: at(120), latestMs: at(140) };
    const record = recordOf(analysisAt(30), analysisAt(101, [again]));
    expect(record).toEqual([
      { ...FORECAST, outcome: 'miss' },
      { ...FORECAST, madeMs: at(101), expectedMs: at(130), earliestMs: at(120), latestMs: at(140) },
    ]);
  });

  it('says what is to be remembered: what is new or newly judged', () => {
    const first = recordForecasts([], analysisAt(30), options);
    expect(first.changes).toEqual([FORECAST]);
    expect(recordForecasts(first.record, analysisAt(40), options).changes).toEqual([]);
    const hit = { ...FORECAST, outcome: 'hit', cameMs: at(55) };
    expect(recordForecasts(first.record, analysisAt(60, [], [incident(55, 60)]), options).changes).toEqual([hit]);
  });

  it('says a forecast with less confidence the more of its sign were wrong, and keeps what was computed', () => {
    const wrong = [3, 6].map((hours) => ({
      ...FORECAST,
      id: `${hours}`,
      madeMs: START - hours * HOUR,
      expectedMs: START - (hours - 0.5) * HOUR,
      latestMs: START - (hours - 1) * HOUR,
      outcome: 'miss' as const,
    }));
    const { forecasts, changes } = recordForecasts(wrong, analysisAt(30), options);
    expect(forecasts).toEqual([{ ...said, confidence: expect.closeTo((0.6 * 5) / 6.2), record: expect.anything() }]);
    expect(changes).toEqual([FORECAST]);
  });
});
