import { type Analysis } from '../../analysis/model/analysis';
import { type BandMetric } from '../../analysis/expected/serviceDetectors';
import { HEALTH_BANDS } from '../../analysis/model/health';
import { stepsAbove } from '../../analysis/expected/stepsAbove';
import { DAY_HOURS, partsBy, perHour, type WeekParts, WEEKDAYS, weekHours } from '../../analysis/windows/weekHours';
import { type WindowTable } from '../../logs/windowTable';
import { dateTime } from '../../format/dateTime';
import { decimal, milliseconds, percent, whole } from '../../format/format';
import { duration } from '../../format/durations';
import { row, type Section, TOP, topOf, under } from './section';
import { HOUR, DAY } from '../../time/units';

/** Fewer logs in a step give no rate, fewer responses no mean. */
const MIN_LOGS = 10;

/**
 * What a day and a week are like, UTC: averages of an hour, so that a range with two Mondays doesn't make them busy.
 */
export function timePatterns({ windows, knownFromMs }: Analysis): Section {
  const week = weekHours(windows, { knownFromMs });
  const hours = DAY_HOURS.map((hour) => `${hour} UTC`);
  return {
    title: 'TIME PATTERNS',
    lines: [
      ...(windows.windowMs <= HOUR ? extremes('Hour', busiestFirst(hours, partsBy('hour', week))) : []),
      ...(windows.windowMs <= DAY ? extremes('Day', busiestFirst(WEEKDAYS, partsBy('day', week))) : []),
    ],
  };
}

interface AverageHour {
  readonly name: string;
  readonly logs: number;
  readonly errors: number;
}

/** Of the parts that the range has. */
function busiestFirst(names: readonly string[], parts: WeekParts): AverageHour[] {
  const [logs, errors] = [perHour(parts, parts.logs), perHour(parts, parts.errors)];
  return names
    .map((name, part) => ({ name, logs: logs[part], errors: errors[part] }))
    .filter((_, part) => parts.lengthMs[part] > 0)
    .sort((a, b) => b.logs - a.logs);
}

function extremes(what: string, hours: readonly AverageHour[]): string[] {
  const worst = hours.toSorted((a, b) => b.errors - a.errors)[0];
  const quietest = hours[hours.length - 1];
  return hours.length < 2
    ? []
    : [
        row(`Busiest ${what}`, `${hours[0].name}, ${whole(hours[0].logs)} logs an hour`),
        row(`Quietest ${what}`, `${quietest.name}, ${whole(quietest.logs)} logs an hour`),
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
    row(`${what}, Steps Above`, `${whole(outside.reduce((sum, own) => sum + own.steps, 0))} (${steps})`),
    ...under(
      topOf(outside.length, 'Services, Furthest First'),
      outside
        .slice(0, TOP)
        .map(
          ({ service, steps: above, worst: { timeMs, value, upper } }, i) =>
            ` ${i + 1}. ${service}: ${whole(above)} above; ${format(value)} at ${dateTime(timeMs)}, at most ${format(upper)} expected`
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
  const critical = known.filter((step) => overall[step] < HEALTH_BANDS.WARNING).length;
  const worst = services
    .map(({ service, scores }) => ({
      service,
      critical: scores.reduce((sum, score) => sum + Number(score < HEALTH_BANDS.WARNING), 0),
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
      row(`Time Under ${HEALTH_BANDS.WARNING}`, critical > 0 ? duration(critical * stepMs) : 'none'),
      ...under(
        topOf(worst.length, `Services Under ${HEALTH_BANDS.WARNING}, Longest First`),
        worst.slice(0, TOP).map(({ service, critical }, i) => ` ${i + 1}. ${service}: ${duration(critical * stepMs)}`)
      ),
    ],
  };
}
