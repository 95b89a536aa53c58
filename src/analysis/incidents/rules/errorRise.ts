import { perService } from '../../../query/serviceOptions';
import { percent } from '../../../format/format';
import { cumulative } from '../../statistics/cumulative';
import { usualRate } from '../../series/baselines';
import { type BurstBaseline, burstZ, usualBurst } from '../../series/burstShares';
import { deviates, type Deviation, elevatedStretches } from '../../series/elevatedStretches';
import { rateDeviation } from '../../series/rateDeviation';
import { type RatioSeries, sumsOver } from '../../series/ratioSeries';
import { usualThen } from '../../series/usualThen';
import { excerpt } from '../../messages/excerpt';
import { countsOf } from '../../messages/groupWindows';
import { errorsText } from '../errorsText';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';

/**
 * Over the baseline: 5 standard deviations are about one chance finding in a service's month of minutes, less of a rise
 * or fewer errors nobody's incident.
 */
const LEAST = { minZ: 5, minRise: 0.04, minPart: 5 };

const WIDTHS = [1, 3, 10, 30];

/** A higher rate is not distinguished from all. */
const MAX_RATE = 0.95;

/** Some errors of a service, and what of them is no longer usual. */
interface Judged {
  readonly errors: RatioSeries;
  /** The usual share of them, and what deviates from that or a higher one. */
  readonly usual: number;
  deviationFrom(usual: number): Deviation;
  /** "usually 1.1%", for people. */
  against(usually: string): string;
}

/** A kind of error that several services have again and again: each one's, and how it usually comes. */
interface Habit {
  readonly example: string;
  readonly errors: ReadonlyMap<number, RatioSeries>;
  readonly burst: BurstBaseline;
}

/**
 * Beside the fixed threshold: a service fails significantly more than it usually does. A likelihood ratio test on
 * sliding windows against the service's own robust error rate, and against its rate at that time on other days or weeks
 * where that is higher; upwards only, with least deviations. A kind of error that several services have again and again
 * is judged by itself, against how it comes in all of them.
 */
export const errorRise: IncidentRule = (context) => {
  const habits = habitsOf(context);
  return context.windows.services.flatMap((_, index) =>
    judgedOf(context, habits, index).flatMap((judged) => findingsOf(context, index, judged))
  );
};

function habitsOf({ windows, series, lines }: RuleContext): Habit[] {
  return (lines.recurringErrors ?? []).flatMap(({ example, lines: byService }) => {
    const errors = new Map(
      [...byService].map(([index, own]): [number, RatioSeries] => [
        index,
        { part: cumulative(countsOf(own, windows.windowCount)), whole: series[index].errors.whole },
      ])
    );
    const burst = usualBurst([...errors.values()]);
    return burst ? [{ example, errors, burst }] : [];
  });
}

function judgedOf({ windows, series, options }: RuleContext, habits: readonly Habit[], index: number): Judged[] {
  const { errors, errorRate } = series[index];
  const { minLogs: minWhole } = perService(options)(windows.services[index]);
  const recurring = habits.flatMap(({ errors: all, ...habit }) => {
    const own = all.get(index);
    return own ? [{ ...habit, errors: own }] : [];
  });
  const rest = recurring.length > 0 ? without(errors, recurring) : errors;
  const usual = recurring.length > 0 ? usualRate(rest) : errorRate;
  if (!usual) {
    return [];
  }
  const own: Judged = {
    errors: rest,
    usual: usual.rate,
    deviationFrom: (rate) => rateDeviation({ ...usual, rate }, { ...LEAST, minWhole }),
    against: (usually) => usually,
  };
  return [
    own,
    ...recurring.map(({ example, errors: share, burst }): Judged => {
      return {
        errors: share,
        usual: Math.max(burst.share, usualRate(share)?.rate ?? 0),
        deviationFrom: (rate) => ({
          usual: rate,
          minPart: LEAST.minPart,
          minWhole,
          minShare: rate + LEAST.minRise,
          z: (part, whole) => burstZ(part, whole, { ...burst, share: rate }),
          leastZ: LEAST.minZ,
        }),
        against: (usually) =>
          `"${excerpt(example)}", which several services log again and again, ${usually} where it comes`,
      };
    }),
  ];
}

function without({ part, whole }: RatioSeries, taken: ReadonlyArray<{ readonly errors: RatioSeries }>): RatioSeries {
  const rest = part.slice();
  for (const { errors } of taken) {
    for (let to = 0; to < rest.length; to++) {
      rest[to] -= errors.part[to];
    }
  }
  return { part: rest, whole };
}

function findingsOf(context: RuleContext, index: number, judged: Judged): Finding[] {
  const { windows, series, options, gaps, sameTime } = context;
  const { errors: share, usual, deviationFrom, against } = judged;
  const service = windows.services[index];
  const { errorRateThreshold, minLogs, season } = perService(options)(service);
  return elevatedStretches(windows, share, WIDTHS, options.errorRateWindowMinutes, gaps, deviationFrom(usual)).flatMap(
    (stretch): Finding[] => {
      const { part: errors, whole: logs } = sumsOver(share, stretch);
      const then = season === 'none' ? undefined : usualThen(share, stretch, sameTime);
      const isHigherThen = then !== undefined && then.usual > usual;
      const rate = isHigherThen ? Math.min(MAX_RATE, then.usual) : usual;
      const deviation = deviationFrom(rate);
      if (isHigherThen && !deviates(errors, logs, deviation)) {
        return [];
      }
      return [
        {
          type: 'High Error Rate',
          severity: errors / logs > errorRateThreshold && logs >= minLogs ? 'HIGH' : 'MEDIUM',
          services: [index],
          ...stretch,
          strength: deviation.z(errors, logs),
          description: `Error rate of ${service} rose above what is usual for it`,
          recommendation: `Find out what changed at ${service} when it began: a release, its configuration, a dependency`,
          evidence: [
            {
              measure: 'errors',
              text: errorsText({ errors: share, logs: series[index].logs }, stretch),
              against: [against(`usually ${percent(rate)}${isHigherThen ? ` at this time of the ${then.by}` : ''}`)],
            },
          ],
        },
      ];
    }
  );
}
