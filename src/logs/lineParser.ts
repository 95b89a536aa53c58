import { type FieldMapping } from '../query/settings';
import { AccessReader } from './access/accessReader';
import { type Field } from './fieldNames';
import { FieldTaker } from './fieldTaker';
import { FieldTree } from './fieldTree';
import { ANY_FORM, type LineForm } from './form/lineForm';
import { plainMessage } from './frames';
import { FrameTaker } from './frames/frameTaker';
import { jsonOf } from './json';
import { UNKNOWN } from './level';
import { forEachPair, isLogfmt } from './logfmt';
import { type LogRecord } from './logTable';
import { forEachLabel, isLtsv } from './ltsv';
import { ObjectTaker } from './objectTaker';
import { TextMemory } from './textMemory';
import { TextParser } from './textParser';
import { TimeFinder } from './time/timeFinder';
import { TimeReader } from './time/timeReader';
import { type ValueSample } from './values/valueSample';

/** What the store knows of a log beside its line: labels, structured metadata, fields. */
export type KnownFields = Readonly<Record<string, string>>;

/** What was parsed so far. */
interface ParseStats {
  lines: number;
  json: number;
  logfmt: number;
  text: number;
  /** Lines whose level is not known: they name none, and no status that stands for one. */
  withoutLevel: number;
}

export interface LineParser {
  readonly stats: Readonly<ParseStats>;
  /** Completes times without a date or a year; how many it did is in its count. */
  readonly times: TimeReader;
  /** The words of the last line, without colours and what was around them. */
  readonly text: string;
  /** The last line was in a frame that gives each line a time. */
  readonly isByLine: boolean;
  /** The last line goes on in the next one. */
  readonly isPart: boolean;
  /** The stream of the last line: what goes on with it is of the same. '' where no frame says it. */
  readonly stream: string;
  /**
   * Reads a line - a JSON object, logfmt or text, recognised for each line, with or without a frame around it - into a
   * record, all of whose cells are set. What the store knows goes before what the line says; a level or response time
   * that nothing names is looked for in the text.
   * @param known must not be changed afterwards: it is looked at once for all lines that come with it.
   * @param into a finite `timeMs` stays, with its `timeNs`; otherwise the line's time is taken, and stays NaN where it
   *   has none.
   */
  parse(line: string, known: KnownFields, into: LogRecord): void;
  /**
   * Reads a log that its store holds as an object of fields, nested or with dots in their names. Its line is its
   * message, or, where no field is one, the object as JSON.
   */
  parseFields(fields: Readonly<Record<string, unknown>>, into: LogRecord): void;
  /** What a field of a log's own, not nested, is. */
  fieldAt(name: string): Field | undefined;
}

export interface LineParserOptions {
  /**
   * A time shortly after the logs were written: completes times without a date or a year. Without it these are no
   * times.
   */
  nearMs?: number;
  /** What was learned of the lines; default: nothing. */
  form?: LineForm;
  /** Is given the bare numbers of the logs. */
  sample?: ValueSample;
}

/** How an object begins at the end of a text. */
const OBJECT = /\{\s{0,20}"/;
const NOTHING: KnownFields = {};
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** @throws SettingsError for a pattern that is no regular expression, and for a form of time or a zone that is none. */
export function createLineParser(mapping: FieldMapping, options: LineParserOptions = {}): LineParser {
  return new MappedLineParser(mapping, options.nearMs ?? NaN, options.form ?? ANY_FORM, options.sample);
}

/** How times are read by a mapping and what was learned of the lines. */
export function timeReaderOf(mapping: FieldMapping, nearMs: number, form: LineForm = ANY_FORM): TimeReader {
  const { timeFormat, timeZone } = mapping;
  const { order, firstDayMs } = form;
  return new TimeReader({ timeFormat, timeZone, order, anchor: { nearMs, nowMs: Date.now(), firstDayMs } });
}

/** A record with nothing in it, for a parser to fill again and again. */
export function emptyRecord(): LogRecord {
  return {
    timeMs: NaN,
    timeNs: 0,
    service: '',
    level: UNKNOWN,
    message: '',
    responseTime: NaN,
    statusCode: 0,
    traceId: '',
    line: '',
  };
}

class MappedLineParser implements LineParser {
  readonly stats: ParseStats = { lines: 0, json: 0, logfmt: 0, text: 0, withoutLevel: 0 };
  readonly times: TimeReader;
  text = '';
  private readonly tree: FieldTree;
  private readonly parser: TextParser;
  private readonly taker: FieldTaker;
  private readonly knownRecord = emptyRecord();
  private readonly knownTaker: FieldTaker;
  private known: KnownFields = NOTHING;
  private readonly frame: FrameTaker;
  private readonly objects: ObjectTaker;
  private knowsNothing = true;
  /** Left out where each log is looked at: to learn from it, or by a pattern. */
  private readonly memory: TextMemory | undefined;
  private readonly takePair = (key: string, value: string): void => {
    this.taker.takeAt(this.tree.child(key), value);
  };

  constructor(mapping: FieldMapping, nearMs: number, form: LineForm, sample: ValueSample | undefined) {
    this.tree = new FieldTree(mapping, form.values);
    this.memory = sample || mapping.pattern ? undefined : new TextMemory();
    this.times = timeReaderOf(mapping, nearMs, form);
    this.parser = new TextParser(
      mapping,
      this.tree,
      new TimeFinder(this.times, form.times),
      new AccessReader(form.values, sample, mapping.responseTimeUnit)
    );
    this.taker = new FieldTaker(emptyRecord(), this.times, sample, form.values?.isNamespaced);
    this.knownTaker = new FieldTaker(this.knownRecord, this.times);
    this.knownTaker.begin(this.knownRecord);
    this.frame = new FrameTaker(this.taker, this.times, form.frames);
    this.objects = new ObjectTaker(this.taker, this.tree);
  }

  get isByLine(): boolean {
    return this.frame.isByLine;
  }

  get isPart(): boolean {
    return this.frame.isPart;
  }

  get stream(): string {
    return this.frame.stream;
  }

  parse(line: string, known: KnownFields, into: LogRecord): void {
    const { stats, taker } = this;
    stats.lines++;
    this.resolve(known);
    taker.begin(into);
    if (!this.knowsNothing) {
      taker.assume(this.knownRecord, this.knownTaker);
    }
    into.line = line;
    const text = this.frame.unwrap(line);
    this.text = text;
    if (this.objects.takeText(text)) {
      stats.json++;
      this.complete(into, text);
    } else if (isLtsv(text)) {
      forEachLabel(text, this.takePair);
      stats.logfmt++;
      this.complete(into, text);
    } else if (isLogfmt(text)) {
      forEachPair(text, this.takePair);
      stats.logfmt++;
      const isAudit = AUDIT_STAMP.test(into.message);
      this.complete(into, text);
      into.message = isAudit ? text : into.message;
    } else {
      stats.text++;
      this.readText(into, text);
    }
    stats.withoutLevel += into.level === UNKNOWN ? 1 : 0;
  }

  parseFields(fields: Readonly<Record<string, unknown>>, into: LogRecord): void {
    const { stats, taker } = this;
    stats.lines++;
    stats.json++;
    this.frame.begin();
    taker.begin(into);
    this.objects.takeFields(fields);
    into.line = taker.lacks('message') ? jsonOf(fields) : into.message;
    this.text = into.line;
    if (isLogfmt(into.message)) {
      // Shippers hand on a line as it was, as the message.
      forEachPair(into.message, this.takePair);
    }
    this.complete(into, into.line);
    stats.withoutLevel += into.level === UNKNOWN ? 1 : 0;
  }

  /** A line of text: what it says beside its time may be known of a line before. */
  private readText(into: LogRecord, text: string): void {
    const { memory, taker, parser, frame } = this;
    const isTimed = !taker.lacks('time');
    const isAlone = memory !== undefined && this.knowsNothing;
    const from = isAlone && !isTimed ? parser.takeFirstTime(text, into) : -1;
    const isSought = from >= 0;
    if (!isAlone || !(isTimed || from > 0) || from === text.length) {
      this.complete(into, text, isSought);
      return;
    }
    const rest = isSought ? text.slice(from) : text;
    const key = isSought && parser.beforeTime !== '' ? `${parser.beforeTime}\n${rest}` : rest;
    if (memory.recall(key, text, frame, into)) {
      return;
    }
    const { timeMs, timeNs } = into;
    this.complete(into, text, isSought);
    // A text that is nothing but a time is its own message, and an object at its end may say another time.
    const isApart = into.message.length <= rest.length || into.message === text;
    const isPlain = isApart && text.charCodeAt(text.length - 1) !== CLOSE_BRACE;
    if (isPlain && into.timeMs === timeMs && into.timeNs === timeNs) {
      memory.keep(key, text, frame, into);
    }
  }

  fieldAt(name: string): Field | undefined {
    return this.tree.child(name).field;
  }

  /** @param isSought the parser looked for the first time of the text already */
  private complete(into: LogRecord, text: string, isSought = false): void {
    this.completeFromText(into, text, isSought);
    this.frame.finish();
  }

  /** Looks for what is missing in the message, which is the text where nothing else is. */
  private completeFromText(into: LogRecord, whole: string, isSought: boolean): void {
    const { taker } = this;
    const isWhole = taker.lacks('message');
    let text = isWhole ? whole : into.message;
    const request = isWhole ? taker.requestMessage() : undefined;
    if (isWhole && (request !== undefined || whole.charCodeAt(0) === OPEN_BRACE)) {
      into.message = request ?? whole;
      return;
    }
    if (!isWhole) {
      text = this.unwrapMessage(text, into);
    }
    const body = this.parser.parse(text, taker, into, isSought);
    into.message = taker.lacks('message') || into.message === text ? body : into.message;
    const json = text.charCodeAt(text.length - 1) === CLOSE_BRACE ? text.search(OBJECT) : -1;
    if (json > 0) {
      this.parser.settleBefore(json, text, taker);
      this.objects.takeJson(text.slice(json));
    }
  }

  /** A line within a line, as container runtimes and shippers wrap them. @returns the message within it */
  private unwrapMessage(message: string, into: LogRecord): string {
    const { taker } = this;
    const text = this.frame.unwrapMessage(plainMessage(message));
    into.message = text;
    if (text.charCodeAt(0) === OPEN_BRACE) {
      taker.reopenMessage();
      if (!this.objects.takeJson(text) || taker.lacks('message')) {
        into.message = text;
      }
    }
    return into.message;
  }

  private resolve(known: KnownFields): void {
    if (known === this.known) {
      return;
    }
    this.known = known;
    this.knownRecord.timeMs = NaN;
    this.knownTaker.begin(this.knownRecord);
    this.knowsNothing = true;
    for (const key in known) {
      this.knowsNothing = false;
      const { field } = this.tree.child(key);
      // A label is no message, unless the mapping says so.
      if (field && (field.role !== 'message' || field.rank < 0)) {
        this.knownTaker.take(field, known[key]);
      }
    }
  }
}

/** What the kernel's audit has as `msg`: when it was, and its number. The words are around it. */
const AUDIT_STAMP = /^audit\(\d{9,10}\.\d{3}:\d+\):$/;
