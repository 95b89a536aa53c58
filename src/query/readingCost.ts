import { plural, whole } from '../format/format';
import { type Mode } from './settings';

/** What the analysis of a range reads: the range with the learning period before it. */
export interface ReadingCost {
  readonly days: number;
  readonly lineLimit: number;
  readonly mode: Mode;
  /** About how many lines there are; left out where the store doesn't say. */
  readonly lines?: number;
  /** About how many bytes these are; left out where that is not known. */
  readonly bytes?: number;
}

const SIZE = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2, useGrouping: true });
const MB = 1e6;

/** A sentence about it: how much there is, and what is read of it. */
export function costText({ days, lineLimit, mode, lines, bytes }: ReadingCost): string {
  const period = days === 1 ? 'day' : plural(days, 'day');
  const have = days === 1 ? 'has' : 'have';
  if (lines === undefined) {
    return `Of the last ${period} at most ${whole(lineLimit)} lines are read: the store does not say how many there are.`;
  }
  const size = bytes === undefined ? '' : ` (${sizeText(bytes)})`;
  const are = `The last ${period} ${have} about ${SIZE.format(lines)} ${lines === 1 ? 'line' : 'lines'}${size}`;
  if (mode === 'windows' || (mode === 'auto' && lines > lineLimit)) {
    return `${are}: the store counts them, and a sample is read.`;
  }
  return lines > lineLimit
    ? `${are}, of which the newest ${whole(lineLimit)} are read.`
    : `${are}, which are read one by one.`;
}

/** "1.2 GB", "340 MB", "under 1 MB". */
function sizeText(bytes: number): string {
  if (bytes < MB) {
    return 'under 1 MB';
  }
  return bytes < 1000 * MB ? `${SIZE.format(bytes / MB)} MB` : `${SIZE.format(bytes / (1000 * MB))} GB`;
}
