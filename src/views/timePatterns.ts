import { type Analysis } from '../analysis/model/analysis';
import { type WindowTable } from '../logs/windowTable';
import { ERROR, UNKNOWN } from '../logs/level';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { LEVEL_COLOURS, fixed } from './colours';
import { frame, noData, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { wallClock } from './localTime';
import { metricOf } from './metric';
import { wantedIndices } from './services';
import { type ViewRequest } from './view';
import { HOUR, DAY } from '../time/units';

const { label: NAME, metrics: METRICS } = VIEWS.timePatterns;

const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** The epoch was a Thursday. */
const EPOCH_DAY = 3;

const PER_HOUR: FieldConfig = { unit: 'locale', decimals: 1, min: 0 };

/** What was counted in each hour of the day or day of the week. */
interface Course {
  /** How many windows of the range each has. */
  readonly windows: Float64Array;
  readonly logs: Float64Array;
  /** Logs whose level is known. */
  readonly known: Float64Array;
  readonly errors: Float64Array;
  readonly responses: Float64Array;
  readonly responseSum: Float64Array;
}

/**
 * What a day is like by its hours, or a week by its days, on the wall clock of the request's time zone: logs and errors
 * an hour on average, so that a range which has one more Monday than Tuesdays doesn't look busier on Mondays, and the
 * average response time (ms) where there are any. A row for each, no value where the range has none of it.
 */
export function timePatterns({ windows }: Analysis, request: ViewRequest): Frame[] {
  const by = metricOf(request.metric, METRICS) ?? 'hour';
  const names = by === 'hour' ? HOURS : DAYS;
  const course = courseOf(windows, request, by, names.length);
  if (course.logs.every((count) => count === 0)) {
    return noData(frame(NAME, 'table', []), 'No service logged anything in this range.', request);
  }
  const perHour = (counts: Float64Array) =>
    counts.map((count, i) => ratio(count * HOUR, course.windows[i] * windows.windowMs));
  const fields: Frame['fields'] = [
    stringField(by, names, { displayName: METRICS[by] }),
    numberField('logs', perHour(course.logs), {
      displayName: 'Logs an hour',
      ...PER_HOUR,
      color: fixed(LEVEL_COLOURS.INFO),
    }),
  ];

  if (course.known.some((count) => count > 0)) {
    const config: FieldConfig = { displayName: 'Errors an hour', ...PER_HOUR, color: fixed(LEVEL_COLOURS.ERROR) };
    fields.push(numberField('errors', perHour(course.errors), config));
  }
  if (course.responses.some((count) => count > 0)) {
    const means = course.responseSum.map((sum, i) => ratio(sum, course.responses[i]));
    const config: FieldConfig = { displayName: 'Average response time', unit: 'ms', min: 0, color: fixed('blue') };
    fields.push(numberField('responseTime', means, config));
  }
  return [frame(NAME, 'table', fields, noticesOf(windows.windowMs, by))];
}

function courseOf(windows: WindowTable, request: ViewRequest, by: 'hour' | 'day', length: number): Course {
  const toWallClock = wallClock(request.timeZone);
  const services = wantedIndices(windows, request);
  const column = () => new Float64Array(length);
  const course = {
    windows: column(),
    logs: column(),
    known: column(),
    errors: column(),
    responses: column(),
    responseSum: column(),
  };
  for (let w = 0; w < windows.windowCount; w++) {
    const hours = Math.floor(toWallClock(windows.startMs + w * windows.windowMs) / HOUR);
    const i = by === 'hour' ? hours % 24 : (Math.floor(hours / 24) + EPOCH_DAY) % 7;
    course.windows[i]++;
    for (const service of services) {
      const cell = service * windows.windowCount + w;
      windows.byLevel.forEach((counts, level) => {
        course.logs[i] += counts[cell];
        course.known[i] += level > UNKNOWN ? counts[cell] : 0;
        course.errors[i] += level >= ERROR ? counts[cell] : 0;
      });
      course.responses[i] += windows.responses[cell];
      course.responseSum[i] += windows.responseSum[cell];
    }
  }
  return course;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : NaN;
}

function noticesOf(windowMs: number, by: 'hour' | 'day'): Notice[] {
  const longest = by === 'hour' ? HOUR : DAY;
  return windowMs > longest
    ? [{ severity: 'warning', text: `This is as coarse as the windows of this range, ${windowMs / HOUR} hours.` }]
    : [];
}
