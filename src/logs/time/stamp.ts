import { type Zone } from './zones';

/** The forms that a time may have, with an example of each. */
export const STAMP_FORMS = {
  iso: '2024-11-03 14:30:00',
  compact: '20241103 143000',
  'short compact': '241103 143000',
  numeric: '03/11/2024 14:30:00',
  'short numeric': '03/11/24 14:30:00',
  named: '03 Nov 2024 14:30:00',
  'named without year': 'Nov  3 14:30:00',
  'month and day': '11-03 14:30:00',
  glog: '1103 14:30:00',
  'glog with year': '20241103 14:30:00',
  epoch: '1730640600',
  tai64n: '@40000000672777580ee6b280',
  clock: '14:30:00',
} as const;

export type StampForm = keyof typeof STAMP_FORMS;

/** A time as it is written, before what it leaves out is known. */
export class Stamp {
  form: StampForm = 'iso';
  /** Where it begins and ends in the text. */
  start = 0;
  end = 0;
  /** NaN: not said. Of a numeric date the three are its numbers in the order in which they stand. */
  year = NaN;
  month = NaN;
  day = NaN;
  /** The sign between the numbers of a date. */
  separator = 0;
  /** Milliseconds since midnight; NaN: not said. Of an epoch all of it. */
  clockMs = NaN;
  /** Nanoseconds within that millisecond. */
  timeNs = 0;
  hasHalfDay = false;
  /** Where two digits of seconds begin behind a colon, and where the clock ends with its zone; -1: none. */
  secondAt = -1;
  clockEnd = -1;
  /** Minutes east of UTC, where they are said. */
  offsetMinutes = 0;
  hasOffset = false;
  zone: Zone | undefined;

  begin(at: number): void {
    this.start = at;
    this.year = this.month = this.day = this.clockMs = NaN;
    this.offsetMinutes = 0;
    this.hasOffset = false;
    this.separator = this.timeNs = 0;
    this.hasHalfDay = false;
    this.secondAt = this.clockEnd = -1;
    this.zone = undefined;
  }

  setOffset(minutes: number): void {
    this.offsetMinutes = minutes;
    this.hasOffset = true;
  }
}
