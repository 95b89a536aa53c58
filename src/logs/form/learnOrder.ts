import { DAY } from '../../time/units';
import { DATE_ORDERS, dateByOrder, type DateOrder } from '../time/resolve';
import { type Stamp } from '../time/stamp';

type NumericDate = Pick<Stamp, 'form' | 'year' | 'month' | 'day'>;

/** The share of values that may contradict an order: a line may hold anything. */
const MAX_WRONG = 0.02;
/** An order is right if it puts all logs within a time so many times shorter. */
const MUCH_CLOSER = 5;

/** In which order the numbers of dates stand. */
export interface LearnedOrder {
  readonly order: DateOrder;
  /** Nothing in the dates shows it: only when they were written does. */
  readonly isGuess: boolean;
}

/**
 * In which order the numbers of dates stand: by values over 12 and 31; where these leave a choice, by the one under
 * which the logs lie close together; then by the one whose last is near the time at which they were written.
 * @param nearMs a time shortly after the logs were written; NaN: not known
 * @returns undefined where nothing shows it
 */
export function learnOrder(dates: readonly NumericDate[], nearMs: number): LearnedOrder | undefined {
  const numeric = dates.filter(({ form }) => form === 'numeric' || form === 'short numeric');
  if (numeric.length === 0) {
    return undefined;
  }
  const possible = DATE_ORDERS.map((order) => rangeBy(numeric, order)).filter(
    ({ wrong }) => wrong <= numeric.length * MAX_WRONG
  );
  if (possible.length <= 1) {
    return possible.length === 0 ? undefined : { order: possible[0].order, isGuess: false };
  }
  possible.sort((a, b) => a.span - b.span);
  const [best, second] = possible;
  if (second.span > DAY && best.span * MUCH_CLOSER < second.span) {
    return { order: best.order, isGuess: false };
  }
  if (Number.isNaN(nearMs)) {
    return undefined;
  }
  const away = ({ last }: Range): number => (last > nearMs + DAY ? 1e15 : 0) + Math.abs(nearMs - last);
  const nearest = possible.reduce((near, range) => (away(range) < away(near) ? range : near));
  // Of 11/11 both are the same, and no log is of a day to come.
  const isGuess = possible.some(({ last }) => last !== nearest.last && last <= nearMs + DAY);
  return { order: nearest.order, isGuess };
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
