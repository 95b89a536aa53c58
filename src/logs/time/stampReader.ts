import { MINUTE } from '../../time/units';
import { isDigit } from '../characterCodes';
import { COLON, isWordCode, numberAt, scanFraction, scanHalfDay, scanZone } from './clock';
import { readStamp } from './readStamp';
import { Stamp, type StampForm } from './stamp';
import { type Words } from './words';

/** `14:30:` before the seconds. */
const CLOCK_HEAD = 6;

/** Reads the times of lines one after the other: of one on the day of the last only the clock is read. */
export class StampReader {
  /** The last time that was read; undefined where there was none. */
  readonly stamp = new Stamp();
  /** The last time up to its clock, and what stands behind that. */
  private head = '';
  private tail = '';
  private isKept = false;
  private form: StampForm = 'iso';
  private year = NaN;
  private month = NaN;
  private day = NaN;
  private separator = 0;

  /** As `readStamp`. */
  read(text: string, at: number, words?: Words): boolean {
    if (this.isKept && text.startsWith(this.head, at) && this.readAgain(text, at)) {
      return true;
    }
    const isRead = readStamp(text, at, this.stamp, words);
    if (isRead) {
      this.keep(text, at);
    }
    return isRead;
  }

  private readAgain(text: string, at: number): boolean {
    const { stamp, head, tail } = this;
    const clockAt = at + head.length;
    const minuteMs = minuteOf(text, clockAt);
    const second = numberAt(text, clockAt + CLOCK_HEAD, 2);
    if (minuteMs < 0 || second < 0 || second > 60) {
      return false;
    }
    stamp.begin(at);
    stamp.form = this.form;
    stamp.year = this.year;
    stamp.month = this.month;
    stamp.day = this.day;
    stamp.separator = this.separator;
    stamp.clockMs = minuteMs + second * 1000;
    const fractionEnd = scanFraction(text, clockAt + CLOCK_HEAD + 2, stamp);
    const clockEnd = scanZone(text, scanHalfDay(text, fractionEnd, stamp), stamp);
    const end = clockEnd + tail.length;
    stamp.end = end;
    return text.startsWith(tail, clockEnd) && !isWordCode(text.charCodeAt(end)) && !this.mayHaveYear(text, end);
  }

  /** Whether the year that a date lacks may stand behind its clock. */
  private mayHaveYear(text: string, end: number): boolean {
    return this.form === 'named without year' && isDigit(text.charCodeAt(end + 1));
  }

  private keep(text: string, at: number): void {
    const { stamp } = this;
    const clockAt = stamp.secondAt - CLOCK_HEAD;
    this.isKept = clockAt >= at && !stamp.hasHalfDay && stamp.form !== 'clock' && minuteOf(text, clockAt) >= 0;
    if (!this.isKept) {
      return;
    }
    this.head = text.slice(at, clockAt);
    this.tail = text.slice(stamp.clockEnd, stamp.end);
    this.form = stamp.form;
    this.year = stamp.year;
    this.month = stamp.month;
    this.day = stamp.day;
    this.separator = stamp.separator;
  }
}

/** The milliseconds up to the minute of a clock with two digits each; -1 where there is none. */
function minuteOf(text: string, at: number): number {
  const hour = numberAt(text, at, 2);
  const minute = numberAt(text, at + 3, 2);
  const isClock = text.charCodeAt(at + 2) === COLON && text.charCodeAt(at + 5) === COLON;
  return isClock && hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59 ? (hour * 60 + minute) * MINUTE : -1;
}
