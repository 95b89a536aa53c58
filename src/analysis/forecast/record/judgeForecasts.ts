import { type IncidentOptions } from '../../../query/options';
import { MINUTE } from '../../../time/units';
import { includesType } from '../../incidents/merge/mergeFindings';
import { type Analysis, type KeptForecast } from '../../model/analysis';
import { failing } from '../../series/failing';
import { errorSeries } from '../../series/serviceSeries';
import { stretchesOf } from '../../windows/stretches';
import { windowCounts } from '../../windows/windowCounts';

/** Rules look at some minutes at once: what breaks one at the last moment shows so much later. */
const SETTLE_MS = 10 * MINUTE;

/** The logs and what was found in them, by which forecasts are judged. */
export type Seen = Pick<Analysis, 'range' | 'incidents' | 'windows'>;

/** When the time of a forecast is over: at twice the time to what it expects, or the end of its interval if later. */
export function horizonOf({
  madeMs,
  expectedMs,
  latestMs,
}: Pick<KeptForecast, 'madeMs' | 'expectedMs' | 'latestMs'>): number {
  return Math.max(latestMs, madeMs + 2 * (expectedMs - madeMs));
}

/**
 * Those forecasts of which it shows what came of them: a hit where the rule was broken after the forecast was made and
 * before its time was over; a miss where that time is over, or the rule was broken already. Judged is by a range that
 * reaches back to when the forecast was made, of a service that logs in it.
 *
 * @param open not judged yet
 */
export function judgeForecasts(open: readonly KeptForecast[], seen: Seen, options: IncidentOptions): KeptForecast[] {
  const { range, windows } = seen;
  const covered = open.filter(
    ({ madeMs, service }) => range.fromMs <= madeMs && madeMs < range.toMs && windows.services.includes(service)
  );
  const failures = covered.some(({ sign }) => sign === 'error rate') ? failuresOf(seen, options) : () => [];
  return covered.flatMap((forecast): KeptForecast[] => {
    const { madeMs, service, sign } = forecast;
    const breaches = sign === 'error rate' ? failures(service) : breachesOf(forecast, seen);
    const first = breaches.find(({ endMs }) => endMs > madeMs);
    const horizonMs = horizonOf(forecast);
    if (first && madeMs < first.startMs && first.startMs <= horizonMs) {
      return [{ ...forecast, outcome: 'hit', cameMs: first.startMs }];
    }
    const isOver = range.toMs >= horizonMs + SETTLE_MS || (first !== undefined && first.startMs <= madeMs);
    return isOver ? [{ ...forecast, outcome: 'miss' }] : [];
  });
}

interface Breach {
  readonly startMs: number;
  readonly endMs: number;
}

/** The oldest first. */
function breachesOf({ type, service }: KeptForecast, { incidents }: Seen): Breach[] {
  return incidents
    .filter((incident) => incident.services.includes(service) && includesType(incident.type, type))
    .sort((a, b) => a.startMs - b.startMs);
}

/**
 * When a service failed by the threshold of error rates: an incident begins earlier, as soon as it is certain that
 * errors rise.
 */
function failuresOf({ windows }: Seen, options: IncidentOptions): (service: string) => Breach[] {
  const { services, startMs, windowMs } = windows;
  const series = errorSeries(windows, windowCounts(windows));
  return (service) => {
    const { errors, errorRate } = series[services.indexOf(service)];
    return stretchesOf(failing(windows, options, errors, errorRate?.rate ?? 0), 0).map(({ from, to }) => ({
      startMs: startMs + from * windowMs,
      endMs: startMs + to * windowMs,
    }));
  };
}
