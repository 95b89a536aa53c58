import { isDigit } from '../characterCodes';
import { type TimeUnit } from '../../query/settings';
import { type LearnedValues, NOTHING_LEARNED } from '../values/learnedValues';
import { type ValueSample } from '../values/valueSample';
import { AccessLine } from './accessLine';
import {
  BASES,
  type Compiled,
  type FormsByStart,
  hasMark,
  MESSAGES_PLAIN,
  MESSAGES_QUOTED,
  TAILS,
  TIMED_PLAIN,
  TIMED_QUOTED,
  UNTIMED_PLAIN,
  UNTIMED_QUOTED,
} from './compiled';
import { type AccessFormat } from './format';
import { type Template } from './template';

/** Reads access lines by the table of formats, the one that fitted last first. */
export class AccessReader {
  private readonly line = new AccessLine();
  private lastTail: Compiled | undefined;
  private last: Compiled | undefined;

  /**
   * @param values the units of bare numbers that were learned
   * @param sample is given the bare numbers
   * @param unit of bare numbers, where the settings say it
   */
  constructor(
    private readonly values: LearnedValues = NOTHING_LEARNED,
    private readonly sample?: ValueSample,
    private readonly unit?: TimeUnit
  ) {}

  /**
   * A whole line, with its time, that begins at `from`.
   * @returns undefined where it is no access line; what is returned is used again for the next one.
   */
  readLine(text: string, from: number): AccessLine | undefined {
    const { last } = this;
    if (last && this.matches(last, text, from)) {
      return this.line;
    }
    const webDate = hasWebDate(text, from);
    if (text.includes('"')) {
      if (webDate && !isDated(text, from) && text.includes('] "') && this.readClf(text, from)) {
        return this.line;
      }
      const quoted = this.readFirst(TIMED_QUOTED, text, from, webDate);
      if (quoted) {
        return quoted;
      }
    }
    return this.readFirst(TIMED_PLAIN, text, from, webDate);
  }

  /**
   * A line whose time stands before it, or what a message says of a request.
   * @param hasDuration whether the text can hold a duration: nearly all of these do
   */
  readMessage(text: string, from: number, hasDuration: boolean): AccessLine | undefined {
    // The mark before a request counts to the head of its text.
    const start = text.charCodeAt(from - 1) === QUOTE ? from - 1 : from;
    const quoted = text.includes('"')
      ? (this.readFirst(UNTIMED_QUOTED, text, start) ?? this.readWithin(MESSAGES_QUOTED, text, from))
      : undefined;
    if (quoted || !hasDuration) {
      return quoted ?? this.readBehind(text, from);
    }
    return (
      this.readFirst(UNTIMED_PLAIN, text, from) ??
      this.readWithin(MESSAGES_PLAIN, text, from) ??
      this.readBehind(text, from)
    );
  }

  /** A line of the Common Log Format behind the head of a log, as Python's servers write it. */
  private readBehind(text: string, from: number): AccessLine | undefined {
    return from > 0 && text.includes('] "', from) && hasWebDate(text, from) && this.readClf(text, from)
      ? this.line
      : undefined;
  }

  private readFirst(forms: FormsByStart, text: string, from: number, webDate = true): AccessLine | undefined {
    for (const form of forms.at(text, from)) {
      if (
        hasMark(form, text, from) &&
        (webDate || !form.hasWebDate) &&
        isMarked(form, text) &&
        this.matches(form, text, from)
      ) {
        this.last = form.parts.includes('time') ? form : this.last;
        return this.line;
      }
    }
    return undefined;
  }

  private readWithin(forms: readonly Compiled[], text: string, from: number): AccessLine | undefined {
    for (const form of forms) {
      for (const mark of form.format.marks ?? []) {
        const at = text.indexOf(mark, from);
        if (at >= 0 && this.matches(form, text, at)) {
          return this.line;
        }
      }
    }
    return undefined;
  }

  private readClf(text: string, from: number): boolean {
    for (const base of BASES) {
      const match = execAt(base.expression, text, from);
      if (match) {
        const end = base.expression.lastIndex;
        const { lastTail } = this;
        if (lastTail && !lastTail.isOpen && this.readTail(lastTail, text, end, base, match)) {
          return true;
        }
        for (const tail of TAILS) {
          if (this.readTail(tail, text, end, base, match)) {
            this.lastTail = tail;
            return true;
          }
        }
      }
    }
    return false;
  }

  private readTail(tail: Compiled, text: string, end: number, base: Template, head: RegExpExecArray): boolean {
    const match = execAt(tail.expression, text, end);
    if (!match) {
      return false;
    }
    this.line.begin();
    this.takeParts(base, head, tail.format);
    this.takeParts(tail, match, tail.format);
    this.is(tail.format);
    return true;
  }

  private matches(form: Compiled, text: string, from: number): boolean {
    const match = execAt(form.expression, text, from);
    if (!match) {
      return false;
    }
    this.line.begin();
    this.takeParts(form, match, form.format);
    this.is(form.format);
    return true;
  }

  private is(format: AccessFormat): void {
    this.line.format = format;
    this.sample?.addFormat(format);
  }

  private takeParts({ expression, parts }: Template, match: RegExpExecArray, format: AccessFormat): void {
    const { line } = this;
    const end = expression.lastIndex;
    const unit = this.unit ?? this.values.accessUnits.get(format.name)?.unit ?? format.prior?.units[0] ?? 'ms';
    for (let i = 0; i < parts.length; i++) {
      const found = match[i + 1] as string | undefined;
      if (found === undefined) {
        continue;
      }
      if (parts[i] === 'pairs') {
        line.pairsAt = end;
      } else {
        line.take(parts[i], found, unit);
      }
      if (parts[i] === 'number') {
        this.sample?.addAccessTime(format, Number(found));
      }
    }
  }
}

/** Whether a text begins with a date: a line that does has a head of its own before what a web server writes. */
function isDated(text: string, from: number): boolean {
  const sign = text.charCodeAt(from + 4);
  return (sign === DASH || sign === SLASH) && text.charCodeAt(from + 7) === sign && isDigit(text.charCodeAt(from));
}

/** `[12/Mar/2025`: a day as web servers write it, in the first brackets. */
function hasWebDate(text: string, from: number): boolean {
  let open = text.indexOf('[', from);
  for (let brackets = 0; open >= 0 && brackets < 3; brackets++) {
    if (text.charCodeAt(open + 3) === SLASH && text.charCodeAt(open + 7) === SLASH) {
      return true;
    }
    open = text.indexOf('[', open + 1);
  }
  return false;
}

const DASH = 45;
const SLASH = 47;
const QUOTE = 34;

function isMarked({ format }: Compiled, text: string): boolean {
  const { marks } = format;
  if (!marks) {
    return true;
  }
  for (const mark of marks) {
    if (text.includes(mark)) {
      return true;
    }
  }
  return false;
}

function execAt(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}
