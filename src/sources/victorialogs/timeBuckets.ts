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
  return within(isBucket ? time.timeMs : NaN, text, { fromMs, toMs }, stepMs);
}

/** Likewise of a window that is given by its number since the epoch. */
export function windowStartOf(text: string, span: Span, stepMs: number): number {
  if (text === 'NaN') {
    throw withoutTime();
  }
  return within(/^\d+$/.test(text) ? Number(text) * stepMs : NaN, text, span, stepMs);
}

function within(startMs: number, text: string, { fromMs, toMs }: Span, stepMs: number): number {
  if (startMs > fromMs - stepMs && startMs < toMs) {
    return startMs;
  }
  throw contradiction(`counted logs of ${JSON.stringify(text.slice(0, 40))}, which was not asked for`, 'start');
}
