import { type Field, recogniseField } from '../fieldNames';
import { type FieldTaker } from '../fieldTaker';
import { levelOfSyslog } from '../levels/scales';
import { type Stamp } from '../time/stamp';
import { type TimeReader } from '../time/timeReader';
import { emptyFramed, type Frame, type Framed } from './frame';
import { SYSLOG_FRAMES, withoutColours } from './index';

const MAX_FRAMES = 3;
const OPEN_BRACE = 123;
const LESS = 60;

/**
 * Takes what is around the words of lines, one after the other: a time that nothing replaces, a service and a level that
 * the log's own words may.
 */
export class FrameTaker {
  /** Of the last line: it was in a frame that gives each line a time, goes on in the next one, is of that stream. */
  isByLine = false;
  isPart = false;
  stream = '';
  service = '';
  level = -1;
  private readonly framed = emptyFramed();
  private readonly timeField: Field | undefined = recogniseField(['frame'], { time: 'frame' });
  private readonly serviceField: Field | undefined = recogniseField(['syslog_identifier'], {});

  constructor(
    private readonly taker: FieldTaker,
    private readonly times: TimeReader,
    private readonly frames: readonly Frame[]
  ) {}

  /** Begins a log that has no frame so far. */
  begin(): void {
    this.level = -1;
    this.service = this.stream = '';
    this.isByLine = this.isPart = false;
  }

  /** Begins a line. @returns its words, without what is around them */
  unwrap(line: string): string {
    const { framed, frames } = this;
    this.begin();
    let text = withoutColours(line);
    if (text.charCodeAt(0) === OPEN_BRACE) {
      return text;
    }
    for (let depth = 0; depth < MAX_FRAMES; depth++) {
      const frame = frameOf(text, frames, framed);
      if (!frame) {
        break;
      }
      this.takeTime(text, framed.time);
      this.service = framed.service === '' ? this.service : framed.service;
      this.level = framed.severity < 0 ? this.level : levelOfSyslog(framed.severity);
      this.isByLine ||= frame.isByLine;
      this.isPart ||= framed.isPart;
      this.stream += framed.stream;
      text = text.slice(framed.start);
      text = frame.unescape?.(text) ?? text;
    }
    return text;
  }

  /** The words of a message that is a line of syslog, handed on by a shipper, whose time goes before the line's. */
  unwrapMessage(text: string): string {
    const { framed, taker } = this;
    if (!maySyslog(text) || !frameOf(text, SYSLOG_FRAMES, framed)) {
      return text;
    }
    if (taker.lacks('time')) {
      this.takeTime(text, framed.time);
    }
    this.service = this.service === '' ? framed.service : this.service;
    this.level = framed.severity < 0 ? this.level : levelOfSyslog(framed.severity);
    return text.slice(framed.start);
  }

  /** Completes the record by the service and the level around it. */
  finish(): void {
    if (this.serviceField && this.service !== '') {
      this.taker.take(this.serviceField, this.service);
    }
    this.taker.finish(this.level);
  }

  private takeTime(text: string, time: string | Stamp): void {
    const { timeField, taker, times } = this;
    if (!timeField || time === '') {
      return;
    }
    if (typeof time !== 'string' && !times.format) {
      taker.takeStamp(timeField, time);
    } else {
      taker.take(timeField, typeof time === 'string' ? time : text.slice(time.start, time.end));
    }
  }
}

/** A priority, or a month and a day, begin a line of syslog: quick, since hardly a message does. */
function maySyslog(text: string): boolean {
  return text.charCodeAt(0) === LESS || (text.charCodeAt(6) === 32 && /^[A-Z][a-z]{2} [ \d]\d \d\d:/.test(text));
}

/** The frame that a text is in; what it says is in `into`. */
function frameOf(text: string, frames: readonly Frame[], into: Framed): Frame | undefined {
  // A loop without a function made for each line.
  for (const frame of frames) {
    if (frame.read(text, into)) {
      return frame;
    }
  }
  return undefined;
}
