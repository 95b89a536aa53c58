import { MINUTE } from '../../time/units';
import { type TimeUnit } from '../../query/settings';
import { MS_PER_UNIT } from './units';
import { threeDigits } from '../../format/format';

/** The unit of the bare numbers of one field, and how it was found. */
export interface LearnedUnit {
  readonly unit: TimeUnit;
  /** For people: "half of the values are 950,000,000 or more, which is 950 ms". */
  readonly reason: string;
  /** Most responses would take that long that another unit is about as likely. */
  readonly isDoubtful?: true;
}

export interface UnitPrior {
  /** Units that can be, the likeliest first. */
  readonly units: readonly TimeUnit[];
  /** The longest that a response can take, ms: left out where there may be jobs of hours among them. */
  readonly longestMs?: number;
}

/**
 * The median response time of a service lies between these: shorter times nobody measures, for longer ones nobody
 * waits.
 */
const MIN_MS = 0.5;
const MAX_MS = MINUTE;

/** What a response usually takes: of several units the one nearest to it is the likeliest. */
const USUAL_MS = 50;

/**
 * A median beyond that is doubtful, for as microseconds it would be as usual; so is one with decimals below, for it may
 * be seconds.
 */
const DOUBTFUL_MS = 500;
const DOUBTFUL_DECIMALS_MS = 5;

/** For a field that may hold any kind of time. */
const ANY: UnitPrior = { units: ['ms', 's', 'us', 'ns'] };

/**
 * Finds the unit of a field's bare numbers from the numbers themselves: the likeliest one, unless half of the responses
 * would then take longer than a minute or less than half a millisecond. An average of 11 days is nanoseconds.
 *
 * @param values of one field, from all over the logs; those of 0 say nothing.
 * @returns undefined where no value says anything.
 */
export function learnUnit(
  values: readonly number[],
  { units, longestMs = Infinity }: UnitPrior = ANY
): LearnedUnit | undefined {
  const usable = values.filter((value) => value > 0 && value < Infinity).sort((a, b) => a - b);
  if (usable.length === 0) {
    return undefined;
  }
  const middle = usable[(usable.length - 1) >> 1];
  const longest = usable[usable.length - 1];
  const possible = units.filter((unit) => longest * MS_PER_UNIT[unit] <= longestMs);
  const [first, ...others] = possible.length > 0 ? possible : units;
  const ms = middle * MS_PER_UNIT[first];
  const isLikely = ms >= MIN_MS && ms <= MAX_MS;
  const unit = isLikely ? first : others.reduce((best, next) => (isNearer(middle, next, best) ? next : best), first);
  const isDoubtful = isLikely && (ms > DOUBTFUL_MS || (ms < DOUBTFUL_DECIMALS_MS && !Number.isInteger(middle)));
  return {
    unit,
    ...(isDoubtful && { isDoubtful }),
    reason: `half of the values are ${threeDigits(middle)} or more, which is ${asTime(middle, unit)}`,
  };
}

function isNearer(value: number, unit: TimeUnit, than: TimeUnit): boolean {
  const away = (of: TimeUnit) => Math.abs(Math.log((value * MS_PER_UNIT[of]) / USUAL_MS));
  return away(unit) < away(than);
}

function asTime(value: number, unit: TimeUnit): string {
  const ms = value * MS_PER_UNIT[unit];
  return ms < 1000 ? `${threeDigits(ms)} ms` : `${threeDigits(ms / 1000)} s`;
}
