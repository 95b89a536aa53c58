import { SettingsError } from '../../errors';
import { TIME_WITHIN } from '../../logs/time/timeFinder';
import { compileTimeFormat } from '../../logs/time/timeFormat';
import { type FieldMapping } from '../../query/settings';
import { suggestTimeFormat } from './suggestTimeFormat';

/** Characters of a line that are shown. */
const SHOWN = 80;

/**
 * Checks that the form of times that is set is one of whole times, by lines of text.
 * @throws SettingsError where most lines go on with their time behind it: all would be at midnight, or at the minute
 */
export function checkTimeFormat(lines: readonly string[], { timeFormat, timeZone }: FieldMapping): void {
  if (timeFormat === undefined || timeFormat === '') {
    return;
  }
  const format = compileTimeFormat(timeFormat, timeZone);
  const longer = lines.filter((line) => format.leftOf(line, TIME_WITHIN) !== '');
  if (longer.length <= lines.filter((line) => format.find(line, TIME_WITHIN) !== undefined).length) {
    return;
  }
  const [line] = longer;
  const whole = suggestTimeFormat(line);
  const advice = `Give the form of the whole time${whole === undefined ? '' : `, such as ${JSON.stringify(whole)}`}`;
  throw new SettingsError(
    `fields.timeFormat: ${JSON.stringify(timeFormat)} reads only a part of the time in ${JSON.stringify(line.slice(0, SHOWN))} and leaves ${JSON.stringify(format.leftOf(line, TIME_WITHIN))}. ${advice}, or none where it is a usual one.`
  );
}
