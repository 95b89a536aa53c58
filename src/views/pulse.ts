import { type Analysis } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { SECOND } from '../time/units';
import { HEALTH_CONFIG } from './colours';
import { frame, noData, numberField, timeField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { lowestBy, scoresOf } from './health';
import { isWanted, wantedIndices, wantedServices } from './services';
import { stepsOf, sumBySteps } from './steps';
import { type ViewRequest } from './view';

const NAME = VIEWS.pulse.label;

const ANOMALIES: FieldConfig = {
  displayName: 'Anomalies a second',
  unit: 'short',
  min: 0,
  custom: { axisPlacement: 'right', drawStyle: 'bars', fillOpacity: 50 },
};

interface Beat {
  readonly timeMs: number;
  /** NaN where it is unknown. */
  readonly health: number;
  /** NaN while what is unusual is not known yet. */
  readonly anomaliesPerSecond: number;
}

/**
 * Health of all services, or the lowest of those asked for, and anomalies a second, over time.
 * @throws QueryError where the health formula cannot be computed
 */
export function pulse(analysis: Analysis, request: ViewRequest): Frame[] {
  const result = pulseFrame(beatsOf(analysis, request));
  const hasLogs = wantedIndices(analysis.windows, request).length > 0;
  return hasLogs ? [result] : noData(result, 'No service logged anything in this range.', request);
}

/** What it shows from an instant on. @throws QueryError where the health formula cannot be computed */
export function pulseSince(analysis: Analysis, request: ViewRequest, fromMs: number): Frame {
  return pulseFrame(beatsOf(analysis, request).filter(({ timeMs }) => timeMs >= fromMs));
}

/**
 * What is added to it at the end of the range: one row.
 * @param fresh the anomalies that came in the last `beatMs`
 * @throws QueryError where the health formula cannot be computed
 */
export function pulseNow(
  analysis: Analysis,
  request: ViewRequest,
  fresh: ReadonlyArray<{ readonly service: string }>,
  beatMs: number
): Frame {
  const healthy = request.services.length === 0 ? [analysis] : wantedServices(analysis, request);
  const known = scoresOf(healthy.map(({ healthNow }) => healthNow)).filter((score) => !Number.isNaN(score));
  const count = fresh.filter(({ service }) => isWanted(request, service)).length;
  return pulseFrame([
    {
      timeMs: analysis.range.toMs,
      health: known.length > 0 ? Math.min(...known) : NaN,
      anomaliesPerSecond: rateOf(analysis, count, beatMs),
    },
  ]);
}

function beatsOf(analysis: Analysis, request: ViewRequest): Beat[] {
  const { windows, anomalies, healthOverTime } = analysis;
  const { services, overall } = healthOverTime;
  const steps = stepsOf(windows, request.maxDataPoints);
  const counts = sumBySteps(anomalies.perWindow, windows, wantedIndices(windows, request), steps);
  const wanted = services.filter(({ service }) => isWanted(request, service)).map(({ scores }) => scores);
  const scores = lowestBy(steps.stepMs, healthOverTime, request.services.length === 0 ? [overall] : wanted);
  return Array.from(steps.timeMs, (timeMs, step) => ({
    timeMs,
    health: scores.get(timeMs) ?? NaN,
    anomaliesPerSecond: rateOf(analysis, counts[step], steps.stepMs),
  }));
}

function rateOf({ anomalies }: Analysis, count: number, ms: number): number {
  return anomalies.status === 'learning' ? NaN : (count / ms) * SECOND;
}

function pulseFrame(beats: readonly Beat[]): Frame {
  const column = (part: keyof Beat) => beats.map((beat) => beat[part]);
  return frame(NAME, 'timeseries-wide', [
    timeField('time', column('timeMs'), { displayName: 'Time' }),
    numberField('health', column('health'), { displayName: 'Health', ...HEALTH_CONFIG }),
    numberField('anomaliesPerSecond', column('anomaliesPerSecond'), ANOMALIES),
  ]);
}
