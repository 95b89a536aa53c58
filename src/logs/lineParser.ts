import { type FieldMapping } from '../query/settings';
import { FieldTaker } from './fieldTaker';
import { FieldTree } from './fieldTree';
import { isObject, parseObject } from './json';
import { INFO } from './level';
import { forEachPair, isLogfmt } from './logfmt';
import { type LogRecord } from './logTable';
import { TextParser } from './textParser';

/** What the store knows of a log beside its line: labels, structured metadata, fields. */
export type KnownFields = Readonly<Record<string, string>>;

/** What was parsed so far. */
export interface ParseStats {
  lines: number;
  json: number;
  logfmt: number;
  text: number;
  /** Lines in which no level was recognised: they count as INFO. */
  withoutLevel: number;
  /** Lines whose time lacked the date or the year. */
  partialTimes: number;
}

export interface LineParser {
  readonly stats: Readonly<ParseStats>;
  /**
   * Reads a line - a JSON object, logfmt or text, told for each line - into a record, all of whose cells are set. What the store knows
   * goes before what the line says; a level or response time that nothing names is looked for in the text.
   * @param known must not be changed afterwards: it is looked at once for all lines that come with it.
   * @param into a finite `timeMs` stays, with its `timeNs`; otherwise the line's time is taken, and stays NaN where it has none.
   */
  parse(line: string, known: KnownFields, into: LogRecord): void;
  /**
   * Reads a log that its store holds as an object of fields, nested or with dots in their names. Its line is its message, or, where no
   * field is one, the object as JSON.
   */
  parseFields(fields: Readonly<Record<string, unknown>>, into: LogRecord): void;
}

export interface LineParserOptions {
  /** A time shortly after the logs were written: completes times without a date or a year. Without it these are no times. */
  nearMs?: number;
}

const MAX_DEPTH = 5;
const NOTHING: KnownFields = {};
const OPEN_BRACE = 123;

/** @throws SettingsError for a pattern that is no regular expression. */
export function createLineParser(mapping: FieldMapping, options: LineParserOptions = {}): LineParser {
  return new MappedLineParser(mapping, options.nearMs ?? NaN);
}

/** A record with nothing in it, for a parser to fill again and again. */
export function emptyRecord(): LogRecord {
  return {
    timeMs: NaN,
    timeNs: 0,
    service: '',
    level: INFO,
    message: '',
    responseTime: NaN,
    statusCode: 0,
    traceId: '',
    line: '',
  };
}

class MappedLineParser implements LineParser {
  readonly stats: ParseStats = { lines: 0, json: 0, logfmt: 0, text: 0, withoutLevel: 0, partialTimes: 0 };
  private readonly tree: FieldTree;
  private readonly text: TextParser;
  private readonly taker = new FieldTaker(emptyRecord());
  private readonly knownRecord = emptyRecord();
  private readonly knownTaker = new FieldTaker(this.knownRecord);
  private known: KnownFields = NOTHING;
  private readonly takePair = (key: string, value: string): void => {
    const { field } = this.tree.child(key);
    if (field) {
      this.taker.take(field, value);
    }
  };

  constructor(mapping: FieldMapping, nearMs: number) {
    this.tree = new FieldTree(mapping);
    this.text = new TextParser(mapping, this.tree, nearMs);
    this.knownTaker.begin(this.knownRecord);
  }

  parse(line: string, known: KnownFields, into: LogRecord): void {
    const { stats, taker } = this;
    stats.lines++;
    this.resolve(known);
    taker.begin(into);
    taker.assume(this.knownRecord, this.knownTaker);
    into.line = line;
    if (line.charCodeAt(0) === OPEN_BRACE && this.takeObject(line)) {
      stats.json++;
    } else if (isLogfmt(line)) {
      forEachPair(line, this.takePair);
      stats.logfmt++;
    } else {
      stats.text++;
    }
    this.complete(into);
  }

  parseFields(fields: Readonly<Record<string, unknown>>, into: LogRecord): void {
    const { stats, taker } = this;
    stats.lines++;
    stats.json++;
    taker.begin(into);
    this.visit(fields, this.tree);
    into.line = taker.lacks('message') ? JSON.stringify(fields) : into.message;
    if (isLogfmt(into.message)) {
      // Shippers hand on a line as it was, as the message.
      forEachPair(into.message, this.takePair);
    }
    this.complete(into);
  }

  private complete(into: LogRecord): void {
    this.completeFromText(into);
    if (into.level < 0) {
      into.level = INFO;
      this.stats.withoutLevel++;
    }
  }

  /** Looks for what is missing in the message, which is the line where nothing else is. */
  private completeFromText(into: LogRecord): void {
    const { taker } = this;
    const { line } = into;
    const isWhole = taker.lacks('message');
    const text = isWhole ? line : into.message;
    if (!isWhole && text.charCodeAt(0) === OPEN_BRACE) {
      // A line within a line, as container runtimes wrap them.
      this.takeObject(text);
    }
    if (isWhole && line.charCodeAt(0) === OPEN_BRACE) {
      into.message = line;
      return;
    }
    const message = into.message;
    const body = this.text.parse(text, taker, into);
    this.stats.partialTimes += this.text.isPartialTime ? 1 : 0;
    into.message = into.message === message ? body : into.message;
    const json = text.charCodeAt(text.length - 1) === 125 ? text.indexOf('{"') : -1;
    if (json > 0) {
      this.takeObject(text.slice(json));
    }
  }

  private takeObject(text: string): boolean {
    const value = parseObject(text);
    if (!value) {
      return false;
    }
    this.visit(value, this.tree);
    if (this.taker.inexactTime > 0) {
      this.taker.restoreTime(text);
    }
    return true;
  }

  private visit(object: Readonly<Record<string, unknown>>, node: FieldTree): void {
    for (const key in object) {
      const value = object[key];
      const child = node.child(key);
      if (typeof value === 'object') {
        if (isObject(value) && child.depth < MAX_DEPTH) {
          this.visit(value, child);
        }
      } else if (child.field) {
        this.taker.take(child.field, value);
      }
    }
  }

  private resolve(known: KnownFields): void {
    if (known === this.known) {
      return;
    }
    this.known = known;
    this.knownRecord.timeMs = NaN;
    this.knownTaker.begin(this.knownRecord);
    for (const key in known) {
      const { field } = this.tree.child(key);
      // A label is no message, unless the mapping says so.
      if (field && (field.role !== 'message' || field.rank < 0)) {
        this.knownTaker.take(field, known[key]);
      }
    }
  }
}
