import { isDigit } from '../characterCodes';
import { isWordCode, numberAt, scanFraction, scanHalfDay, scanZone } from './clock';
import { readStamp } from './readStamp';
import { Stamp, type StampForm } from './stamp';
import { type Words } from './words';

/** Reads the times of lines one after the other: of one in the minute of the last only the seconds are read. */
export class StampReader {
  /** The last time that was read; undefined where there was none. */
  readonly stamp = new Stamp();
  /** The last time up to its seconds, and what stands behind its clock. */
  private head = '';
  private tail = '';
  private minuteMs = 0;
  private form: StampForm = 'iso';
  private year = NaN;
  private month = NaN;
  private day = NaN;
  private separator = 0;

  /** As `readStamp`. */
  read(text: string, at: number, words?: Words): boolean {
    if (this.head !== '' && text.startsWith(this.head, at) && this.readAgain(text, at)) {
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
    const secondAt = at + head.length;
    const second = numberAt(text, secondAt, 2);
    if (second < 0 || second > 60) {
      return false;
    }
    stamp.begin(at);
    stamp.form = this.form;
    stamp.year = this.year;
    stamp.month = this.month;
    stamp.day = this.day;
    stamp.separator = this.separator;
    stamp.clockMs = this.minuteMs + second * 1000;
    const clockEnd = scanZone(text, scanHalfDay(text, scanFraction(text, secondAt + 2, stamp), stamp), stamp);
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
    const second = stamp.secondAt < 0 || stamp.hasHalfDay || stamp.form === 'clock' ? -1 : stamp.secondAt;
    this.head = second < 0 ? '' : text.slice(at, second);
    if (second < 0) {
      return;
    }
    this.tail = text.slice(stamp.clockEnd, stamp.end);
    this.minuteMs = Math.floor(stamp.clockMs / 1000) * 1000 - numberAt(text, second, 2) * 1000;
    this.form = stamp.form;
    this.year = stamp.year;
    this.month = stamp.month;
    this.day = stamp.day;
    this.separator = stamp.separator;
  }
}
