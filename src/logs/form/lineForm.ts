import { type Frame, SURE_FRAMES } from '../frames';
import { type DateOrder } from '../time/resolve';
import { type TimePlaces } from '../time/timeFinder';
import { type LearnedValues } from '../values/learnedValues';

/** What was learned of the lines of a source from a sample of them: all are read by it. */
export interface LineForm {
  /** What is around the lines' own words. */
  readonly frames: readonly Frame[];
  /** Where lines of text have their time; undefined: anywhere near their head. */
  readonly times?: TimePlaces;
  /** In which order numeric dates are; undefined: each is judged by itself. */
  readonly order?: DateOrder;
  /** A date for which that order is a guess: nothing in the dates shows it. */
  readonly guessedDate?: string;
  /** The first day of times that lack one, where a header or the name of the file says it. */
  readonly firstDayMs?: number;
  /** A log may begin behind spaces. */
  readonly isIndented: boolean;
  /** What rows of a table begin with, see `openingOf`; undefined: the logs are no rows. */
  readonly opening?: number;
  /** In which unit, and on which scale, bare numbers are; undefined: as their names say. */
  readonly values?: LearnedValues;
}

/** Of what is known of lines before any was seen. */
export const ANY_FORM: LineForm = { frames: SURE_FRAMES, isIndented: false };
