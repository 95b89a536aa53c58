import { type Forecast } from '../../src/analysis/model/analysis';
import { type Gauge, findGauges } from '../../src/analysis/messages/gauges';
import { forecastIncidents } from '../../src/analysis/forecast/forecastIncidents';
import { findIncidents } from '../../src/analysis/incidents/findIncidents';
import { mineTemplates } from '../../src/analysis/messages/templates/mineTemplates';
import { sliceByTime } from '../../src/logs/select';
import { type Episode } from '../../src/sources/generated/truth';
import { type Break, breaksOf, failuresOf, ruleInputOf } from './incidents';
import { type Week } from './weeks';
import { MINUTE, HOUR, DAY } from '../../src/time/units';

/**
 * right: the breach came before twice the expected time, or the interval, was over. late: it had come already. chance:
 * what came began suddenly and could not be foreseen. wrong: nothing came. open: the logs end first.
 */
type Outcome = 'right' | 'late' | 'chance' | 'wrong' | 'open';

export interface ForecastVerdict {
  readonly forecast: Forecast;
  /** When it was made. */
  readonly madeMs: number;
  readonly outcome: Outcome;
  /** When the rule was broken, if it was. */
  readonly breachMs?: number;
}

/**
 * Forecasts made every so many minutes through the week, each from the days before it alone, against what then
 * happened.
 */
export function judgeForecasts(week: Week, everyMinutes: number): ForecastVerdict[] {
  const { all, range } = week;
  const beforeMs = week.daysBefore * DAY;
  const { templateOf } = mineTemplates(all.message.values, () => undefined);
  const gauges = findGauges(all, ruleInputOf(all, { ...range, fromMs: range.fromMs - beforeMs }).windows);
  const whole = ruleInputOf(week.logs, range);
  const breaks = { ofRules: breaksOf(whole), failures: failuresOf(whole), ofQueues: queueBreaks(week, templateOf) };
  const verdicts: ForecastVerdict[] = [];
  for (let now = range.fromMs; now < range.toMs; now += everyMinutes * MINUTE) {
    const past = { fromMs: now - beforeMs, toMs: now };
    const input = ruleInputOf(sliceByTime(all, past.fromMs, past.toMs), past, templateOf);
    const forecasts = forecastIncidents(
      { ...input, incidents: findIncidents(input, past), gauges: gauges.flatMap((gauge) => during(gauge, past)) },
      past
    );
    verdicts.push(...forecasts.map((forecast) => judge(forecast, now, week, breaks)));
  }
  return verdicts;
}

/** What a gauge's lines said in a range. A service keeps its index, for all services log in every 24 hours. */
function during(gauge: Gauge, { fromMs, toMs }: { fromMs: number; toMs: number }): Gauge[] {
  const from = gauge.timeMs.findIndex((time) => time >= fromMs);
  const after = gauge.timeMs.findIndex((time) => time >= toMs);
  const to = after < 0 ? gauge.timeMs.length : after;
  return from < 0 || from >= to
    ? []
    : [{ ...gauge, timeMs: gauge.timeMs.subarray(from, to), percent: gauge.percent.subarray(from, to) }];
}

function judge(forecast: Forecast, madeMs: number, week: Week, breaks: Breaks): ForecastVerdict {
  const { expectedMs, latestMs } = forecast;
  const horizonMs = Math.max(latestMs, madeMs + 2 * (expectedMs - madeMs));
  const breach = breachesOf(forecast, week, breaks).find(({ endMs }) => endMs > madeMs);
  const came = breach !== undefined && breach.startMs <= horizonMs;
  const outcome: Outcome = !came
    ? horizonMs > week.range.toMs
      ? 'open'
      : 'wrong'
    : breach.startMs <= madeMs
      ? 'late'
      : breach.sudden
        ? 'chance'
        : 'right';
  return { forecast, madeMs, outcome, ...(came && { breachMs: breach.startMs }) };
}

interface Breach {
  readonly startMs: number;
  readonly endMs: number;
  readonly sudden: boolean;
}

/** The rules broken in the week; by queues, in the days before too, in which they learn. */
interface Breaks {
  readonly ofRules: readonly Break[];
  readonly ofQueues: readonly Break[];
  /** Of the threshold of error rates. */
  readonly failures: readonly Break[];
}

const STEP = 2 * HOUR;

/** When queues were far beyond their usual range, as it is derived from the days before alone. */
function queueBreaks({ all, range, daysBefore }: Week, templateOf: Int32Array): Break[] {
  const breaks: Break[] = [];
  for (let toMs = range.fromMs + STEP; toMs <= range.toMs; toMs += STEP) {
    const past = { fromMs: toMs - daysBefore * DAY - STEP, toMs };
    const input = ruleInputOf(
      sliceByTime(all, Math.max(past.fromMs, range.fromMs - daysBefore * DAY), toMs),
      past,
      templateOf
    );
    const found = breaksOf(input).filter(({ type, kind }) => type === 'Resource Exhaustion' && kind === 'queues');
    breaks.push(...found.filter(({ startMs }) => startMs >= toMs - STEP));
  }
  return breaks;
}

/**
 * When what is forecast was reached: where something ran out by the truth, otherwise as the rules found it. What
 * retries predict is that errors rise; that they do is an incident long before they reach the threshold, which is what
 * errors predict.
 */
function breachesOf(forecast: Forecast, { episodes }: Week, breaks: Breaks): Breach[] {
  const { type, service, sign } = forecast;
  const own = episodes.filter(({ services }) => services.includes(service));
  const broken = (rules: readonly Break[]) =>
    rules
      .filter((rule) => rule.type === type && rule.services.includes(service))
      .map(({ startMs, endMs }) => ({ startMs, endMs, sudden: isSudden(startMs, own) }));
  const truth = own.flatMap(({ breachMs, endMs }) =>
    breachMs === undefined ? [] : [{ startMs: breachMs, endMs, sudden: false }]
  );
  const breaches =
    sign === 'queues'
      ? [...truth, ...broken(breaks.ofQueues)]
      : type === 'Resource Exhaustion'
        ? truth
        : broken(type === 'High Error Rate' && sign !== 'retries' ? breaks.failures : breaks.ofRules);
  return breaches.sort((a, b) => a.startMs - b.startMs);
}

function isSudden(startMs: number, episodes: readonly Episode[]): boolean {
  const tolerance = 10 * MINUTE;
  return !episodes.some(
    (episode) =>
      (episode.gradual || episode.type.startsWith('passing')) &&
      episode.startMs <= startMs &&
      startMs < episode.endMs + tolerance
  );
}
