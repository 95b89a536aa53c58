import { type Analysis } from '../../analysis/model/analysis';
import { type BandMetric } from '../../analysis/expected/serviceDetectors';
import { stepsAbove } from '../../analysis/expected/stepsAbove';
import { type WindowTable } from '../../logs/windowTable';
import { ERROR } from '../../logs/level';
import { count, dateTime, decimal, duration, milliseconds, percent } from './format';
import { row, type Section, TOP, topOf, under } from './section';
import { HOUR, DAY } from '../../time/units';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The epoch was a Thursday. */
const EPOCH_DAY = 3;

/** Fewer logs in a step give no rate, fewer responses no mean. */
const MIN_LOGS = 10;

/**
 * What a day and a week are like, UTC: averages of an hour, so that a range with two Mondays doesn't make them busy.
 */
export function timePatterns({ windows }: Analysis): Section {
  const counts = totalsOf(windows);
  const hours = courseOf(windows, counts, 24, (hour) => hour % 24);
  const days = courseOf(windows, counts, 7, (hour) => (Math.floor(hour / 24) + EPOCH_DAY) % 7);
  const byHour = ranked(hours).map(({ slot, ...rest }) => ({
    ...rest,
    name: `${String(slot).padStart(2, '0')}:00 UTC`,
  }));
  const byDay = ranked(days).map(({ slot, ...rest }) => ({ ...rest, name: DAYS[slot] }));
  return {
    title: 'TIME PATTERNS',
    lines: [
      ...(windows.windowMs <= HOUR ? extremes('Hour', byHour) : []),
      ...(windows.windowMs <= DAY ? extremes('Day', byDay) : []),
    ],
  };
}

interface Slot {
  readonly slot: number;
  /** An hour, on average. */
  readonly logs: number;
  readonly errors: number;
}

/** Logs and errors of all services, by window. */
function totalsOf({ windowCount, byLevel }: WindowTable) {
  const logs = new Uint32Array(windowCount);
  const errors = new Uint32Array(windowCount);
  byLevel.forEach((cells, level) => {
    for (let cell = 0, window = 0; cell < cells.length; cell++) {
      logs[window] += cells[cell];
      if (level >= ERROR) {
        errors[window] += cells[cell];
      }
      window = window + 1 === windowCount ? 0 : window + 1;
    }
  });
  return { logs, errors };
}

function courseOf(
  { windowCount, startMs, windowMs }: WindowTable,
  { logs, errors }: ReturnType<typeof totalsOf>,
  slots: number,
  slotOf: (hour: number) => number
): Slot[] {
  const sums = Array.from({ length: slots }, (_, slot) => ({ slot, windows: 0, logs: 0, errors: 0 }));
  for (let window = 0; window < windowCount; window++) {
    const sum = sums[slotOf(Math.floor((startMs + window * windowMs) / HOUR))];
    sum.windows++;
    sum.logs += logs[window];
    sum.errors += errors[window];
  }
  return sums
    .filter((sum) => sum.windows > 0)
    .map((sum) => {
      const hours = (sum.windows * windowMs) / HOUR;
      return { slot: sum.slot, logs: sum.logs / hours, errors: sum.errors / hours };
    });
}

const ranked = (slots: readonly Slot[]): Slot[] => slots.toSorted((a, b) => b.logs - a.logs);

function extremes(what: string, busiestFirst: ReadonlyArray<{ name: string; logs: number; errors: number }>): string[] {
  const worst = busiestFirst.toSorted((a, b) => b.errors - a.errors)[0];
  const quietest = busiestFirst[busiestFirst.length - 1];
  return busiestFirst.length < 2
    ? []
    : [
        row(`Busiest ${what}`, `${busiestFirst[0].name}, ${count(busiestFirst[0].logs)} logs an hour`),
        row(`Quietest ${what}`, `${quietest.name}, ${count(quietest.logs)} logs an hour`),
        ...(worst.errors > 0
          ? [row(`${what} with Most Errors`, `${worst.name}, ${decimal(worst.errors, 1)} errors an hour`)]
          : []),
      ];
}

/** Where error rates and response times were outside of what was expected from what came before. */
export function expectedBandsSection({ windows }: Analysis): Section {
  return {
    title: 'EXPECTED BANDS',
    lines: [
      ...outsideOf('Error rate', 'errorRate', windows, (value) => percent(value, 1)),
      '',
      ...outsideOf('Response time', 'responseTime', windows, (value) => milliseconds(value, 0)),
    ],
  };
}

function outsideOf(
  what: string,
  metric: BandMetric,
  windows: WindowTable,
  format: (value: number) => string
): string[] {
  const { services: outside, stepMs, isLearned } = stepsAbove({ metric, windows, minLogs: MIN_LOGS });
  const steps = `steps of ${duration(stepMs)}`;
  if (!isLearned) {
    return [`${what}: still learning what to expect, from ${steps} with ${MIN_LOGS} logs and more.`];
  }
  return [
    row(`${what}, Steps Above`, `${count(outside.reduce((sum, own) => sum + own.steps, 0))} (${steps})`),
    ...under(
      topOf(outside.length, 'Services, Furthest First'),
      outside
        .slice(0, TOP)
        .map(
          ({ service, steps: above, worst: { timeMs, value, upper } }, i) =>
            ` ${i + 1}. ${service}: ${count(above)} above; ${format(value)} at ${dateTime(timeMs)}, at most ${format(upper)} expected`
        )
    ),
  ];
}

/** How low the health was, and for how long. */
export function healthOverTime({ healthOverTime }: Analysis): Section | undefined {
  const { overall, services, startMs, stepMs } = healthOverTime;
  const known = Array.from(overall.keys()).filter((step) => !Number.isNaN(overall[step]));
  if (known.length === 0) {
    return undefined;
  }
  const lowest = known.reduce((low, step) => (overall[step] < overall[low] ? step : low));
  const critical = known.filter((step) => overall[step] < CRITICAL).length;
  const worst = services
    .map(({ service, scores }) => ({
      service,
      critical: scores.reduce((sum, score) => sum + Number(score < CRITICAL), 0),
    }))
    .filter(({ critical }) => critical > 0)
    .sort((a, b) => b.critical - a.critical);
  return {
    title: 'HEALTH OVER TIME',
    lines: [
      row(
        'Lowest',
        `${decimal(overall[lowest], 1)}/100 at ${dateTime(startMs + lowest * stepMs)} (steps of ${duration(stepMs)})`
      ),
      row('Time Under 50', critical > 0 ? duration(critical * stepMs) : 'none'),
      ...under(
        topOf(worst.length, 'Services Under 50, Longest First'),
        worst.slice(0, TOP).map(({ service, critical }, i) => ` ${i + 1}. ${service}: ${duration(critical * stepMs)}`)
      ),
    ],
  };
}

/** A score under this is CRITICAL. */
const CRITICAL = 50;
