import { type Analysis } from '../analysis/model/analysis';
import { WEEKDAYS, weekHours } from '../analysis/windows/weekHours';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { frame, noData, numberField } from './fields';
import { type Frame } from './frame';
import { wallClock } from '../time/wallClock';
import { wantedIndices } from './services';
import { type ViewRequest } from './view';
import { HOUR } from '../time/units';

const NAME = VIEWS.activityHeatmap.label;

const DAYS = WEEKDAYS.map((day) => day.slice(0, 3));
const DAY_NAMES = [{ type: 'value', options: Object.fromEntries(DAYS.map((text, index) => [index, { text, index }])) }];

/**
 * Logs by hour (0 to 23) and day of the week (0: Monday) on the wall clock of the request's time zone. All 168 cells,
 * or none without logs.
 */
export function activityHeatmap(analysis: Analysis, request: ViewRequest): Frame[] {
  const { windows } = analysis;
  const { logs } = weekHours(windows, {
    services: wantedIndices(windows, request),
    toWallClock: wallClock(request.timeZone),
  });
  // Hour by hour, the days of each together, as the heatmap panel wants it.
  const cells = logs.map((_, cell) => logs[(cell % DAYS.length) * 24 + Math.floor(cell / DAYS.length)]);
  if (cells.every((count) => count === 0)) {
    return noData(heatmapOf(new Float64Array(), []), 'No service logged anything in this range.', request);
  }
  return [heatmapOf(cells, notices(windows.windowMs))];
}

function heatmapOf(cells: Float64Array, notices: Notice[]): Frame {
  const result = frame(
    NAME,
    'heatmap-cells',
    [
      numberField(
        'xMin',
        cells.map((_, cell) => Math.floor(cell / DAYS.length)),
        { displayName: 'Hour' }
      ),
      numberField(
        'y',
        cells.map((_, cell) => cell % DAYS.length),
        // Numbers, for the heatmap panel takes the height of a cell from their difference; a table shows the names.
        { displayName: 'Day', mappings: DAY_NAMES }
      ),
      numberField('count', cells, { displayName: 'Logs', unit: 'short' }),
    ],
    notices
  );
  return { ...result, meta: { ...result.meta, custom: { yOrdinalDisplay: DAYS } } };
}

function notices(windowMs: number): Notice[] {
  return windowMs > HOUR
    ? [{ severity: 'warning', text: `Hours are as coarse as the windows of this range, ${windowMs / HOUR} hours.` }]
    : [];
}
