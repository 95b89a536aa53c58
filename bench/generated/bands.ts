import { expectedBands, HISTORY_MS } from '../../src/analysis/expected/expectedBands';
import { type BandMetric } from '../../src/analysis/expected/serviceDetectors';
import { countWindows } from '../../src/analysis/windows/countLogs';
import { sliceByTime } from '../../src/logs/select';
import { DEFAULT_GENERATED_OPTIONS } from '../../src/query/settings';
import { generate } from '../../src/sources/generated/generate';
import { firstDayOf } from './weeks';
import { MINUTE, HOUR, DAY } from '../../src/time/units';

/** Fewer logs in a step give no rate: as the view has it. */
const MIN_LOGS = 10;

/** Ranges that are judged in steps of an hour, of 15 minutes and of 5. */
const RANGES = [7 * DAY, DAY, 12 * HOUR];

/** Steps of all services, by whether an episode was under way in the service and where the value lay. */
export interface BandVerdict {
  readonly metric: BandMetric;
  readonly range: string;
  quiet: number;
  quietAbove: number;
  quietBelow: number;
  quietAboveSigma: number;
  incident: number;
  incidentAbove: number;
  incidentAboveSigma: number;
  /** The upper edges of quiet steps, for their median. */
  readonly edges: number[];
}

/**
 * Bands of the ends of a seed's week, learned from the week before each, with the generator's usual volume times
 * `volume`.
 */
export function judgeBands(seed: number, volume = 1): BandVerdict[] {
  const toMs = firstDayOf(seed) + 7 * DAY;
  const options = { ...DEFAULT_GENERATED_OPTIONS, seed };
  const { table, truth } = generate(
    { ...options, logsPerDay: options.logsPerDay * volume },
    { fromMs: toMs - 2 * HISTORY_MS, toMs }
  );
  const count = (fromMs: number, toMs: number) => countWindows(sliceByTime(table, fromMs, toMs), { fromMs, toMs });
  return RANGES.flatMap((lengthMs) => {
    const fromMs = toMs - lengthMs;
    const input = { windows: count(fromMs, toMs), history: count(fromMs - HISTORY_MS, fromMs), minLogs: MIN_LOGS };
    return (['errorRate', 'responseTime'] as const).map((metric) => {
      const { services, timeMs, stepMs } = expectedBands({ metric, ...input });
      const verdict: BandVerdict = {
        metric,
        range: `${lengthMs / HOUR} h by ${stepMs / MINUTE} min`,
        quiet: 0,
        quietAbove: 0,
        quietBelow: 0,
        quietAboveSigma: 0,
        incident: 0,
        incidentAbove: 0,
        incidentAboveSigma: 0,
        edges: [],
      };
      for (const { service, band } of services) {
        const own = truth.episodes.filter((episode) => episode.services.includes(service));
        band.values.forEach((value, step) => {
          if (Number.isNaN(value) || Number.isNaN(band.upper[step])) {
            return;
          }
          const isIncident = own.some(({ startMs, endMs }) => startMs < timeMs[step] + stepMs && endMs > timeMs[step]);
          const above = Number(value > band.upper[step]);
          const aboveSigma = Number(value > band.sigmaUpper[step]);
          if (isIncident) {
            verdict.incident++;
            verdict.incidentAbove += above;
            verdict.incidentAboveSigma += aboveSigma;
          } else {
            verdict.quiet++;
            verdict.quietAbove += above;
            verdict.quietBelow += Number(value < band.lower[step]);
            verdict.quietAboveSigma += aboveSigma;
            verdict.edges.push(band.upper[step]);
          }
        });
      }
      return verdict;
    });
  });
}

/** Of the same metric and range. */
export function addedBands(a: BandVerdict, b: BandVerdict): BandVerdict {
  return {
    ...a,
    quiet: a.quiet + b.quiet,
    quietAbove: a.quietAbove + b.quietAbove,
    quietBelow: a.quietBelow + b.quietBelow,
    quietAboveSigma: a.quietAboveSigma + b.quietAboveSigma,
    incident: a.incident + b.incident,
    incidentAbove: a.incidentAbove + b.incidentAbove,
    incidentAboveSigma: a.incidentAboveSigma + b.incidentAboveSigma,
    edges: [...a.edges, ...b.edges],
  };
}
