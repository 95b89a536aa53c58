import { QueryError } from '../../errors';
import { type ProcessLimits, SETTING } from '../limits';
import { DAY } from '../../time/units';

/**
 * The farthest from 1970 that JavaScript, and so a frame, knows a time, but for a year: what is learned from lies before
 * a range, and what is foreseen behind it.
 */
export const FARTHEST_MS = 8.64e15 - 366 * DAY;

export interface Range {
  fromMs: number;
  toMs: number;
}

/**
 * @throws QueryError for a range that ends before it begins, is longer than the process allows, or lies where there is
 * no time
 */
export function checkedRange({ fromMs, toMs }: Range, { rangeDays }: Pick<ProcessLimits, 'rangeDays'>): Range {
  if (![fromMs, toMs].every((ms) => Math.abs(ms) <= FARTHEST_MS)) {
    throw new QueryError('The time range lies outside the dates that can be shown. Choose another.');
  }
  if (fromMs >= toMs) {
    throw new QueryError('The time range is empty: its end has to be after its start. Choose another.');
  }
  if (toMs - fromMs > rangeDays * DAY) {
    throw new QueryError(
      `The time range is longer than ${rangeDays} days. Choose a shorter one; an administrator can raise ${SETTING.rangeDays}.`
    );
  }
  return { fromMs, toMs };
}

/** The range of a resource's `from` and `to`. @param name of the resource @throws QueryError as checkedRange, and without them */
export function rangeIn(params: URLSearchParams, name: string, limits: Pick<ProcessLimits, 'rangeDays'>): Range {
  const [fromMs, toMs] = ['from', 'to'].map((end) => Number(params.get(end) || NaN));
  if (!(fromMs < toMs)) {
    throw new QueryError(`${name} needs from and to, in milliseconds since the epoch, with to after from.`);
  }
  return checkedRange({ fromMs, toMs }, limits);
}
