import { type Analysis } from '../analysis/model/analysis';
import { DAY_HOURS, partsBy, perHour, WEEKDAYS, weekHours } from '../analysis/windows/weekHours';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { LEVEL_COLOURS, fixed } from './colours';
import { frame, noData, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { wallClock } from '../time/wallClock';
import { metricOf } from './metric';
import { wantedIndices } from './services';
import { type ViewRequest } from './view';
import { HOUR, DAY } from '../time/units';

const { label: NAME, metrics: METRICS } = VIEWS.timePatterns;

const PER_HOUR: FieldConfig = { unit: 'locale', decimals: 1, min: 0 };

/**
 * What a day is like by its hours, or a week by its days, on the wall clock of the request's time zone: logs and errors
 * an hour on average, so that a range which has one more Monday than Tuesdays doesn't look busier on Mondays, and the
 * average response time (ms) where there are any. A row for each, no value where the range has none of it.
 */
export function timePatterns({ windows, knownFromMs }: Analysis, request: ViewRequest): Frame[] {
  const by = metricOf(request.metric, METRICS) ?? 'hour';
  const names = by === 'hour' ? DAY_HOURS : WEEKDAYS.map((day) => day.slice(0, 3));
  const week = weekHours(windows, {
    services: wantedIndices(windows, request),
    toWallClock: wallClock(request.timeZone),
    knownFromMs,
  });
  const course = partsBy(by, week);
  if (course.logs.every((count) => count === 0)) {
    return noData(frame(NAME, 'table', []), 'No service logged anything in this range.', request);
  }
  const fields: Frame['fields'] = [
    stringField(by, names, { displayName: METRICS[by] }),
    numberField('logs', perHour(course, course.logs), {
      displayName: 'Logs an hour',
      ...PER_HOUR,
      color: fixed(LEVEL_COLOURS.INFO),
    }),
  ];

  if (course.known.some((count) => count > 0)) {
    const config: FieldConfig = { displayName: 'Errors an hour', ...PER_HOUR, color: fixed(LEVEL_COLOURS.ERROR) };
    fields.push(numberField('errors', perHour(course, course.errors), config));
  }
  if (course.responses.some((count) => count > 0)) {
    const means = course.responseSum.map((sum, i) => (course.responses[i] > 0 ? sum / course.responses[i] : NaN));
    const config: FieldConfig = { displayName: 'Average response time', unit: 'ms', min: 0, color: fixed('blue') };
    fields.push(numberField('responseTime', means, config));
  }
  return [frame(NAME, 'table', fields, noticesOf(windows.windowMs, by))];
}

function noticesOf(windowMs: number, by: 'hour' | 'day'): Notice[] {
  const longest = by === 'hour' ? HOUR : DAY;
  return windowMs > longest
    ? [{ severity: 'warning', text: `This is as coarse as the windows of this range, ${windowMs / HOUR} hours.` }]
    : [];
}
