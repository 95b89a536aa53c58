import { type Analysis } from '../analysis/model/analysis';
import { DEBUG, LEVELS, UNKNOWN } from '../logs/level';
import { fixed, LEVEL_COLOURS } from './colours';
import { noData, seriesFrame } from './fields';
import { type Frame } from './frame';
import { wantedIndices } from './services';
import { stepsOf, sumBySteps } from './steps';
import { type ViewRequest } from './view';

/**
 * Logs of each level over time: a series a level, from least to most severe, 0 where there are none. DEBUG is left out
 * where nothing logs it, UNKNOWN where the level of each log is known; the others are always there.
 */
export function levelsOverTime(analysis: Analysis, request: ViewRequest): Frame[] {
  const { windows } = analysis;
  if (windows.windowCount === 0) {
    const empty = seriesFrame(new Float64Array(), new Float64Array(), { unit: 'short' }, { level: 'INFO' });
    return noData(empty, 'The time range is empty.', request);
  }
  const services = wantedIndices(windows, request);
  const steps = stepsOf(windows, request.maxDataPoints);
  return LEVELS.flatMap((level, code) => {
    const logs = sumBySteps(windows.byLevel[code], windows, services, steps);
    if ((code === DEBUG || code === UNKNOWN) && logs.every((count) => count === 0)) {
      return [];
    }
    const config = { unit: 'short', color: fixed(LEVEL_COLOURS[level]) };
    return [seriesFrame(steps.timeMs, logs, config, { level })];
  });
}
