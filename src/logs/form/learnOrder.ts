import { DAY } from '../../time/units';
import { DATE_ORDERS, dateByOrder, type DateOrder } from '../time/resolve';
import { type Stamp } from '../time/stamp';

type NumericDate = Pick<Stamp, 'form' | 'year' | 'month' | 'day'>;

/** The share of values that may contradict an order: a line may hold anything. */
const MAX_WRONG = 0.02;
/** An order is right if it puts all logs within a time so many times shorter. */
const MUCH_CLOSER = 5;

/**
 * In which order the numbers of dates stand: by values over 12 and 31; where these leave a choice, by the one under
 * which the logs lie close together; then by the one whose last is near the time at which they were written.
 * @param nearMs a time shortly after the logs were written; NaN: not known
 * @returns undefined where nothing shows it
 */
export function learnOrder(dates: readonly NumericDate[], nearMs: number): DateOrder | undefined {
  const numeric = dates.filter(({ form }) => form === 'numeric' || form === 'short numeric');
  if (numeric.length === 0) {
    return undefined;
  }
  const possible = DATE_ORDERS.map((order) => rangeBy(numeric, order)).filter(
    ({ wrong }) => wrong <= numeric.length * MAX_WRONG
  );
  if (possible.length <= 1) {
    return possible[0]?.order;
  }
  possible.sort((a, b) => a.span - b.span);
  const [best, second] = possible;
  if (second.span > DAY && best.span * MUCH_CLOSER < second.span) {
    return best.order;
  }
  if (Number.isNaN(nearMs)) {
    return undefined;
  }
  const away = ({ last }: Range): number => (last > nearMs + DAY ? 1e15 : 0) + Math.abs(nearMs - last);
  return possible.reduce((nearest, range) => (away(range) < away(nearest) ? range : nearest)).order;
}

interface Range {
  order: DateOrder;
  wrong: number;
  last: number;
  span: number;
}

function rangeBy(dates: readonly NumericDate[], order: DateOrder): Range {
  const times = dates.map((date) => dateByOrder(date, order));
  const right = times.filter((time) => !Number.isNaN(time));
  const last = right.reduce((most, time) => Math.max(most, time), -Infinity);
  const first = right.reduce((least, time) => Math.min(least, time), Infinity);
  return { order, wrong: times.length - right.length, last, span: right.length > 0 ? last - first : Infinity };
}

/** Whether of a month and a day without a year the day stands first: undefined where nothing shows it. */
export function learnMonthOrder(dates: readonly NumericDate[]): DateOrder | undefined {
  const pairs = dates.filter(({ form }) => form === 'month and day');
  const dayFirst = pairs.filter(({ month }) => month > 12).length;
  const monthFirst = pairs.filter(({ day }) => day > 12).length;
  return dayFirst === monthFirst ? undefined : dayFirst > monthFirst ? 'dmy' : 'mdy';
}
