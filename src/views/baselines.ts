import { type Analysis, type Baseline, type LeftOut } from '../analysis/model/analysis';
import { WEEKDAYS, weekdayOf } from '../analysis/windows/weekHours';
import { dateTime } from '../format/dateTime';
import { VIEWS } from '../query/views';
import { DAY, WEEK } from '../time/units';
import { wallClock } from '../time/wallClock';
import { colouredWords } from './colours';
import { frame, noData, numberField, stringField, timeField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { metricOf } from './metric';
import { isWanted } from './services';
import { type ViewRequest } from './view';

const { label: NAME, metrics: METRICS } = VIEWS.baselines;

/** Stretches that are named in one cell. */
const NAMED = 3;

const PER_MINUTE: FieldConfig = { unit: 'none', decimals: 1, min: 0 };
const SHARE: FieldConfig = { unit: 'percentunit', decimals: 2, min: 0, max: 1 };
const MILLISECONDS: FieldConfig = { unit: 'ms', min: 0 };

const SEASON = { day: 'hour of the day', week: 'hour of the week' };

/**
 * What is usual for each service: a row each, whether it is known yet, and what was left out; or a row for each stretch
 * that was left out. Times within texts are of the request's time zone.
 */
export function baselines({ baselines: all, range }: Analysis, request: ViewRequest): Frame[] {
  const own = all.filter(({ service }) => isWanted(request, service));
  const clock = wallClock(request.timeZone);
  return metricOf(request.metric, METRICS) === 'leftOut'
    ? leftOutTable(own, request)
    : [usualTable(own, (ms) => momentOf(clock(ms), clock(range.toMs)))];
}

function usualTable(own: readonly Baseline[], at: (ms: number) => string): Frame {
  const text = (name: string, displayName: string, value: (one: Baseline) => string, config?: FieldConfig) =>
    stringField(name, own.map(value), { displayName, ...config });
  const number = (
    name: string,
    displayName: string,
    value: (one: Baseline) => number | undefined,
    config: FieldConfig
  ) =>
    numberField(
      name,
      own.map((one) => value(one) ?? NaN),
      { displayName, ...config }
    );
  return frame(NAME, 'table', [
    text('service', 'Service', ({ service }) => service),
    text('state', 'State', (one) => stateOf(one, at), { mappings: colouredWords({ known: 'green' }) }),
    timeField(
      'since',
      own.map(({ sinceMs }) => sinceMs),
      { displayName: 'Since' }
    ),
    number('logsPerMinute', 'Logs a minute', ({ logsPerMinute }) => logsPerMinute, PER_MINUTE),
    number('errorRate', 'Error rate', ({ errorRate }) => errorRate, SHARE),
    number('p50', 'P50 response time', ({ p50 }) => p50, MILLISECONDS),
    number('p95', 'P95 response time', ({ p95 }) => p95, MILLISECONDS),
    text('season', 'Learned by', ({ thisHour }) => (thisHour ? SEASON[thisHour.by] : 'any time')),
    number('logsThisHour', 'Logs a minute, this hour', ({ thisHour }) => thisHour?.logsPerMinute, PER_MINUTE),
    number('errorRateThisHour', 'Error rate, this hour', ({ thisHour }) => thisHour?.errorRate, SHARE),
    number('leftOutShare', 'Left out', ({ leftOutShare }) => leftOutShare, SHARE),
    text('leftOut', 'What was left out', ({ leftOut }) => listOf(leftOut, at)),
  ]);
}

function stateOf({ readyMs, logsPerMinute, errorRate, p50 }: Baseline, at: (ms: number) => string): string {
  if (logsPerMinute === undefined) {
    return 'unknown: all of its time was left out';
  }
  if (readyMs !== undefined) {
    return `learning until ${at(readyMs)}`;
  }
  return errorRate === undefined && p50 === undefined ? 'only how much it logs: no levels, no response times' : 'known';
}

function listOf(leftOut: readonly LeftOut[], at: (ms: number) => string): string {
  const named = leftOut.slice(0, NAMED).map(({ fromMs, toMs, why }) => `${at(fromMs)} to ${at(toMs)}, ${why}`);
  const more = leftOut.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** "Tuesday 14:00"; of what is a week away and more, with its date. Both are on the wall clock. */
function momentOf(localMs: number, nowMs: number): string {
  const [date, time] = dateTime(localMs).slice(0, -3).split(' ');
  const day = Math.abs(localMs - nowMs) < WEEK - DAY ? WEEKDAYS[weekdayOf(localMs)] : date;
  return `${day} ${time}`;
}

function leftOutTable(own: readonly Baseline[], request: ViewRequest): Frame[] {
  const rows = own
    .flatMap(({ service, leftOut }) => leftOut.map((one) => ({ service, ...one })))
    .sort((a, b) => b.fromMs - a.fromMs);
  const times = (name: string, displayName: string, value: (row: LeftOut) => number) =>
    timeField(name, rows.map(value), { displayName });
  const table = frame(NAME, 'table', [
    stringField(
      'service',
      rows.map(({ service }) => service),
      { displayName: 'Service' }
    ),
    times('from', 'From', ({ fromMs }) => fromMs),
    times('to', 'To', ({ toMs }) => toMs),
    numberField(
      'duration',
      rows.map(({ fromMs, toMs }) => toMs - fromMs),
      { displayName: 'Duration', unit: 'ms' }
    ),
    stringField(
      'why',
      rows.map(({ why }) => why),
      { displayName: 'Why' }
    ),
  ]);
  return rows.length > 0 || own.length === 0
    ? [table]
    : noData(table, 'Nothing was left out of what was learned.', request);
}
