import { type LineForm } from '../../logs/form/lineForm';
import { type FieldMapping } from '../../query/settings';
import { type FileInput } from './fileInput';
import { type ObjectOutcome } from './lineLogs';
import { type Problems } from './problems';

/** A file, how its logs are read, and who hears of it. */
export interface FileReading {
  readonly file: FileInput;
  readonly mapping: FieldMapping;
  readonly form: LineForm;
  readonly problems: Problems;
  readonly onProgress: (logs: number) => void;
}

/** Of an object that is no log, what it does. */
const WHY_LEFT_OUT: Readonly<Record<Exclude<ObjectOutcome, 'added'>, string>> = {
  'not JSON': 'begins as JSON and is none',
  'without time': 'has no time that is recognised',
};

/** Logs between two words on how far reading is, less one: a power of 2, so that a mask finds them. */
const PROGRESS_MASK = 0xffff;

/** Counts what is no log as left out. @param offset where it begins */
export function noteOutcome({ problems }: FileReading, outcome: ObjectOutcome, offset: number): void {
  if (outcome !== 'added') {
    problems.leftOut(offset, WHY_LEFT_OUT[outcome]);
  }
}

/** Says now and then how many logs there are; called after each. */
export function noteProgress({ onProgress }: FileReading, logs: number): void {
  if ((logs & PROGRESS_MASK) === 0) {
    onProgress(logs);
  }
}
