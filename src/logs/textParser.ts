import { type FieldMapping } from '../query/settings';
import { type AccessLine } from './access/accessLine';
import { type AccessReader } from './access/accessReader';
import { statusIn } from './access/requestIn';
import { isInAddress } from './addresses';
import { tableOf } from './characterCodes';
import { durationIn, mayHoldDuration } from './durations/durationIn';
import { type Field, recogniseField, type Role, ROLES } from './fieldNames';
import { type FieldTaker } from './fieldTaker';
import { type FieldTree } from './fieldTree';
import { findLevel, type TextLevel } from './levels/textLevel';
import { type LogRecord } from './logTable';
import { compilePattern } from './textPattern';
import { type StampForm } from './time/stamp';
import { TIME_WITHIN, type TextTime, type TimeFinder } from './time/timeFinder';
import { wordsSaid } from './wordsSaid';

/** How far into a text `key=value` is looked for. */
const PAIRS_WITHIN = 1024;

/** A time behind so many characters is still the head of a text: a bracket, or the priority of syslog. */
const MARKS_BEFORE_TIME = 5;

/** So many words before an object are a sentence: behind a level, and where no level shows that it begins. */
const WORDS_BEHIND_LEVEL = 2;
const WORDS_WITHOUT_LEVEL = 3;

/** Reads from plain text what its record still lacks. */
export class TextParser {
  private readonly match: ReturnType<typeof compilePattern> | undefined;
  private readonly groups: ReadonlyArray<readonly [Role, Field | undefined]>;
  /** The time that an access line says: any other goes before it. */
  private readonly timeField: Field | undefined;
  private readonly time: TextTime = { timeMs: 0, timeNs: 0, start: 0, end: 0, form: 'iso' };
  private readonly level: TextLevel = { level: -1, start: 0, end: 0 };
  /** Whether the text of `takeFirstTime` has a time. */
  private hasTime = false;
  /** Where the text begins that follows the time of the last one; -1: the last one says no level that was taken. */
  private levelAfter = -1;
  /** Where the words of the last text begin, behind its head; -1: it is an access line. */
  private bodyStart = -1;
  /** How the first text with a time had it, see `takeFirstTime`. */
  private head: { readonly form: StampForm; readonly before: string; readonly length: number } | undefined;
  /** What stands before the time of the last text, where that is not the same as before the first one's. */
  beforeTime = '';

  /** @throws SettingsError for a pattern that is none. */
  constructor(
    mapping: FieldMapping,
    private readonly tree: FieldTree,
    private readonly finder: TimeFinder,
    private readonly access: AccessReader
  ) {
    const { responseTimeUnit } = mapping;
    this.groups = ROLES.map((role) => [role, recogniseField([role], { [role]: role, responseTimeUnit })]);
    this.timeField = recogniseField(['time'], {});
    this.match = mapping.pattern ? compilePattern(mapping.pattern) : undefined;
  }

  /**
   * Takes the time at the head of the text that `parse` is given next, where most have it there.
   * @returns where it ends; 0 where there is none, or what follows it may say more together with it than by itself; -1
   *   where it was not looked for
   */
  takeFirstTime(text: string, into: LogRecord): number {
    const { finder, time } = this;
    if (!finder.isAtHead) {
      return -1;
    }
    this.hasTime = this.findTime(text, into);
    if (!this.hasTime || time.form === 'glog' || time.form === 'glog with year') {
      return 0;
    }
    const { start, end, form } = time;
    this.head ??= { form, before: text.slice(0, start), length: end - start };
    const { head } = this;
    const isSame = head.before.length === start && text.startsWith(head.before);
    this.beforeTime = isSame ? '' : text.slice(0, start);
    return head.form === form && head.length === end - start && (isSame || start > 0) ? end : 0;
  }

  /**
   * Completes a record by what the text says. @returns its message: the text without the time and the level at its
   * head.
   * @param isSought `takeFirstTime` looked for its time
   */
  parse(text: string, taker: FieldTaker, into: LogRecord, isSought = false): string {
    this.levelAfter = this.bodyStart = -1;
    this.takePattern(text, taker);
    const line = this.access.readLine(text, 0);
    if (line) {
      return this.takeAccess(line, text, this.timeField, taker, into);
    }
    const hasTime = isSought ? this.hasTime : this.takeTime(text, taker, into);
    const bodyStart = this.takeHead(text, hasTime, into);
    this.bodyStart = bodyStart;
    const hasDuration = mayHoldDuration(text);
    const message = this.access.readMessage(text, bodyStart, hasDuration);
    if (message) {
      return this.takeAccess(message, text, hasTime ? undefined : this.timeField, taker, into, bodyStart);
    }
    this.takeWords(text, hasDuration, taker, into);
    return behind(text, bodyStart);
  }

  /**
   * Settles what the text that was parsed last says before an object at its end. A few names are but a frame around
   * the object: they go before its error, but not before a message in it.
   */
  settleBefore(object: number, text: string, taker: FieldTaker): void {
    const { bodyStart, level } = this;
    const levelAt = this.headLevelAt(text);
    const hasLevel = levelAt >= 0 && levelAt < object;
    const saidAt = levelAt < 0 ? bodyStart : Math.max(bodyStart, level.end);
    const words = bodyStart < 0 ? 0 : wordsSaid(text, saidAt, object);
    if (words < (hasLevel ? WORDS_BEHIND_LEVEL : WORDS_WITHOUT_LEVEL)) {
      if (words > 0) {
        taker.settleBeforeError();
      }
      return;
    }
    taker.settle('message');
    if (hasLevel) {
      taker.settle('level');
    }
  }

  private takePattern(text: string, taker: FieldTaker): void {
    const found = this.match?.(text);
    if (!found) {
      return;
    }
    for (const [role, field] of this.groups) {
      if (field && found[role] !== undefined) {
        taker.take(field, found[role]);
      }
    }
  }

  /**
   * What an access line says, and nothing that its address, its referrer or its agent does.
   * @param timeField is given the line's time; undefined: there is a better one before it
   * @returns its message
   */
  private takeAccess(
    line: AccessLine,
    text: string,
    timeField: Field | undefined,
    taker: FieldTaker,
    into: LogRecord,
    bodyStart = 0
  ): string {
    if (line.time !== '' && timeField) {
      taker.take(timeField, line.time);
    }
    into.statusCode = into.statusCode === 0 ? line.statusCode : into.statusCode;
    into.responseTime = Number.isNaN(into.responseTime) ? line.responseTime : into.responseTime;
    into.traceId = into.traceId === '' ? line.traceId : into.traceId;
    into.level = into.level < 0 ? (line.level ?? -1) : into.level;
    taker.takeWeakService(line.service);
    if (line.pairsAt >= 0) {
      this.takePairs(text, line.pairsAt, taker, true);
    }
    return line.format?.isMessage ? behind(text, bodyStart) : line.message;
  }

  /** The time at the head. @returns whether there is one */
  private takeTime(text: string, taker: FieldTaker, into: LogRecord): boolean {
    // A time that is known already is looked for too, so that the same text gives the same message from any source.
    return taker.lacks('time') ? this.findTime(text, into) : this.finder.findKnown(text, MARKS_BEFORE_TIME, this.time);
  }

  private findTime(text: string, into: LogRecord): boolean {
    const { time } = this;
    const hasTime = this.finder.find(text, TIME_WITHIN, time);
    if (hasTime) {
      into.timeMs = time.timeMs;
      into.timeNs = time.timeNs;
    }
    return hasTime;
  }

  /** The level at the head. @returns where the text begins that follows time and level. */
  private takeHead(text: string, hasTime: boolean, into: LogRecord): number {
    const { time, level } = this;
    const timeEnd = hasTime && time.start <= MARKS_BEFORE_TIME ? time.end : 0;
    let bodyStart = timeEnd > 0 ? skipMarks(text, timeEnd) : 0;
    if (into.level >= 0 && bodyStart === 0) {
      return 0;
    }
    findLevel(text, level, timeEnd);
    if (level.level >= 0) {
      if (into.level < 0) {
        into.level = level.level;
        this.levelAfter = bodyStart;
      }
      const isNext = skipMarks(text, bodyStart) >= level.start || isBehindChannel(text, bodyStart, level.start);
      if (level.end > level.start && isNext && level.end > bodyStart) {
        bodyStart = skipMarks(text, level.end);
      }
    }
    return bodyStart;
  }

  /** What the words of a text say beside its head. */
  private takeWords(text: string, hasDuration: boolean, taker: FieldTaker, into: LogRecord): void {
    if (into.statusCode === 0) {
      into.statusCode = statusIn(text);
    }
    if (text.includes('=')) {
      this.takePairs(text, 0, taker);
    }
    if (hasDuration && Number.isNaN(into.responseTime)) {
      into.responseTime = durationIn(text);
    }
    if (into.traceId === '') {
      into.traceId = traceIn(text);
    }
  }

  /** `duration=12ms status=500` amid text. @param isAccess behind an access line */
  private takePairs(text: string, start: number, taker: FieldTaker, isAccess = false): void {
    const end = start + PAIRS_WITHIN;
    for (let equals = text.indexOf('=', start); equals > 0 && equals < end; equals = text.indexOf('=', equals + 1)) {
      const name = Math.max(start, nameStart(text, equals));
      const node = name < equals ? this.tree.child(text.slice(name, equals)) : undefined;
      const field = node?.field;
      if (node) {
        taker.note(node);
      }
      if (field && this.isTakenAmidText(text, field.role, name) && !isInAddress(text, name)) {
        let from = equals + 1;
        from += text.charCodeAt(from) === 34 ? 1 : 0;
        const value = text.slice(from, endOfValue(text, from));
        // nginx writes seconds so, in names of one's own choice.
        const isSeconds = isAccess && !field.hasUnit && /^\d+\.\d{3}$/.test(value);
        taker.take(isSeconds ? { ...field, unitMs: 1000, hasUnit: true } : field, value);
      }
    }
  }

  /** Whether a pair that begins at `at` can say that of a text: its time, message and a level at its head go before. */
  private isTakenAmidText(text: string, role: Role, at: number): boolean {
    if (role !== 'level') {
      return role !== 'time' && role !== 'message' && role !== 'service';
    }
    const levelAt = this.headLevelAt(text);
    return levelAt < 0 || levelAt > at;
  }

  /** Where the level at the head of the text begins that was parsed last, a word before all that is said; -1: none. */
  private headLevelAt(text: string): number {
    const { level, levelAfter } = this;
    return levelAfter >= 0 && isAtHead(text, levelAfter, level) ? level.start : -1;
  }
}

/** `production.ERROR`, as Monolog writes channel and level. */
function isBehindChannel(text: string, from: number, levelAt: number): boolean {
  return text.charCodeAt(levelAt - 1) === 46 && wordsIn(text, from, levelAt) === 1;
}

/** A level is at the head of a text where so many words at most, such as a thread and a name, stand before it. */
const WORDS_BEFORE_LEVEL = 2;

function isAtHead(text: string, bodyStart: number, { start, end }: TextLevel): boolean {
  // What the angle brackets of syslog say is the sender's, not the text's own.
  return end > start && text.charCodeAt(start) !== 60 && wordsIn(text, bodyStart, start) <= WORDS_BEFORE_LEVEL;
}

/** What stands between spaces, and what brackets hold, is a word; marks alone are none. */
function wordsIn(text: string, from: number, to: number): number {
  let words = 0;
  let isWithin = false;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const close: number = code === 91 /* [ */ && !isWithin ? text.indexOf(']', at) : -1;
    if (close >= 0 || (!isWithin && !isMark(code))) {
      words++;
      isWithin = close < 0;
      at = Math.max(at, close);
    } else if (code === 32) {
      isWithin = false;
    }
  }
  return words;
}

/** Where a value ends: of a number with a unit behind a space, as in `latency=12 ms`, behind that. */
function endOfValue(text: string, from: number): number {
  let end = from;
  while (end < text.length && isValueCode(text.charCodeAt(end))) {
    end++;
  }
  const unit = text.charCodeAt(end) === 32 ? UNIT_BEHIND.exec(text.slice(from, end + 6)) : null;
  return unit ? from + unit[0].length : end;
}

const UNIT_BEHIND = /^\d{1,12}(?:\.\d{1,12})? (?:ns|us|µs|μs|ms|s)(?![\w])/;

function behind(text: string, start: number): string {
  return start > 0 && start < text.length ? text.slice(start) : text;
}

/** Behind the space, brackets, colons and dashes that part a head from its text. */
function skipMarks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isMark(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

const MARKS = tableOf(' \t]):|-,>"');

function isMark(code: number): boolean {
  return code < 128 && MARKS[code] === 1;
}

/** The id behind `TraceID: ` or `trace_id=`: at least 16 hexadecimal digits. */
function traceIn(text: string): string {
  for (let at = text.indexOf('race'); at > 0 && at < PAIRS_WITHIN; at = text.indexOf('race', at + 4)) {
    const id = /^race[_.-]?[iI][dD]["']?[:=] ?["']?([0-9a-fA-F-]{16,64})/.exec(text.slice(at, at + 90));
    if (id && !isInAddress(text, nameStart(text, at))) {
      return id[1];
    }
  }
  return '';
}

/** Where the name begins that ends before `end`. */
function nameStart(text: string, end: number): number {
  let at = end;
  while (at > 0 && end - at < 32 && isNameCode(text.charCodeAt(at - 1))) {
    at--;
  }
  return at;
}

function isNameCode(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 46 || code === 45;
}

function isValueCode(code: number): boolean {
  return code > 32 && code !== 34 && code !== 44 && code !== 59 && code !== 41 && code !== 93 && code !== 125;
}
