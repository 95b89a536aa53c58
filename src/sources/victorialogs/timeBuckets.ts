import { type Span } from '../windows/span';
import { readTimeText } from '../../logs/time/isoBytes';
import { type Row } from './rows';
import { contradiction, withoutTime } from './storedLogs';

const time = { timeMs: 0, timeNs: 0 };

/**
 * The start (ms) of the bucket of a row.
 *
 * @throws StoreError for a bucket that is not one of a range; QueryError where the query takes the time away
 */
export function startOf(row: Row, { fromMs, toMs }: Span, stepMs: number): number {
  const text = row._time;
  if (text === undefined) {
    throw withoutTime();
  }
  const isBucket = readTimeText(text, time) && time.timeNs === 0 && time.timeMs % stepMs === 0;
  if (!isBucket || time.timeMs <= fromMs - stepMs || time.timeMs >= toMs) {
    throw contradiction(`counted logs of ${JSON.stringify(text.slice(0, 40))}, which was not asked for`, 'start');
  }
  return time.timeMs;
}
