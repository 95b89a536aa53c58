import { type LearnedUnit } from '../durations/learnUnit';
import { type ScaleName } from '../levels/scales';

/** What the values of a sample show of bare numbers whose unit or scale no name gives. */
export interface LearnedValues {
  /** Of response times, by the name of their field. */
  readonly units: ReadonlyMap<string, LearnedUnit>;
  /** Of response times, by the name of the format of access lines. */
  readonly accessUnits: ReadonlyMap<string, LearnedUnit>;
  /** Of levels, by the name of their field. */
  readonly scales: ReadonlyMap<string, ScaleName>;
  /** The forms of access lines that were seen, those of most lines first. */
  readonly accessFormats: readonly string[];
}

export const NOTHING_LEARNED: LearnedValues = {
  units: new Map(),
  accessUnits: new Map(),
  scales: new Map(),
  accessFormats: [],
};

const UNIT_NAMES = { ns: 'nanoseconds', us: 'microseconds', ms: 'milliseconds', s: 'seconds' } as const;

/**
 * What was guessed, a sentence each, with the setting that changes it. Milliseconds are what bare numbers usually are.
 */
export function describeGuesses({ units, accessUnits }: LearnedValues): string[] {
  const change = 'If that is wrong, set the unit of response times (fields.responseTimeUnit).';
  return [
    ...[...units]
      .filter(([, { unit }]) => unit !== 'ms')
      .map(
        ([name, learned]) =>
          `The numbers of "${name}" are taken for ${UNIT_NAMES[learned.unit]}: ${learned.reason}. ${change}`
      ),
    ...[...accessUnits].map(
      ([format, learned]) =>
        `The last numbers of lines of the form "${format}" are taken for ${UNIT_NAMES[learned.unit]}: ${learned.reason}. ${change}`
    ),
  ];
}
