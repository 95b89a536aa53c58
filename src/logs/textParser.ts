import { type FieldMapping } from '../query/settings';
import { type AccessLog, readAccessLog } from './accessLog';
import { type Field, recogniseField, type Role, ROLES } from './fieldNames';
import { type FieldTaker } from './fieldTaker';
import { type FieldTree } from './fieldTree';
import { type LogRecord } from './logTable';
import { TIME_WITHIN, type TextTime, type TimeFinder } from './time/timeFinder';
import { findLevel, type TextLevel } from './textLevel';
import { compilePattern } from './textPattern';

/** How far into a text `key=value` is looked for. */
const PAIRS_WITHIN = 1024;

/** A time behind so many characters is still the head of a text: a bracket, or the priority of syslog. */
const MARKS_BEFORE_TIME = 5;

const MARKS = ' \t]):|-,>"';

/** What plain text says of itself, for what its record still lacks. */
export class TextParser {
  private readonly match: ReturnType<typeof compilePattern> | undefined;
  private readonly groups: ReadonlyArray<readonly [Role, Field | undefined]>;
  private readonly time: TextTime = { timeMs: 0, timeNs: 0, start: 0, end: 0 };
  private readonly level: TextLevel = { level: -1, start: 0, end: 0 };
  private readonly access: AccessLog = { statusCode: 0, responseTime: NaN };

  /** @throws SettingsError for a pattern that is none. */
  constructor(
    mapping: FieldMapping,
    private readonly tree: FieldTree,
    private readonly finder: TimeFinder
  ) {
    const { responseTimeUnit } = mapping;
    this.groups = ROLES.map((role) => [role, recogniseField([role], { [role]: role, responseTimeUnit })]);
    this.match = mapping.pattern ? compilePattern(mapping.pattern) : undefined;
  }

  /** Completes a record by what the text says. @returns the text without the time and the level at its head. */
  parse(text: string, taker: FieldTaker, into: LogRecord): string {
    this.takePattern(text, taker);
    const bodyStart = this.takeHead(text, taker, into);
    if (into.statusCode === 0 && Number.isNaN(into.responseTime)) {
      readAccessLog(text, this.access);
      into.statusCode = this.access.statusCode;
      into.responseTime = this.access.responseTime;
    }
    if (text.includes('=')) {
      this.takePairs(text, taker);
    }
    if (into.traceId === '') {
      into.traceId = traceIn(text);
    }
    return bodyStart > 0 && bodyStart < text.length ? text.slice(bodyStart) : text;
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

  /** Time and level at the head. @returns where the text begins that follows them. */
  private takeHead(text: string, taker: FieldTaker, into: LogRecord): number {
    const { time, level } = this;
    let bodyStart = 0;
    // A time that is known already is looked for too, so that the same text gives the same message from any source.
    const lacksTime = taker.lacks('time');
    const hasTime = lacksTime
      ? this.finder.find(text, TIME_WITHIN, time)
      : this.finder.findKnown(text, MARKS_BEFORE_TIME, time);
    if (hasTime && lacksTime) {
      into.timeMs = time.timeMs;
      into.timeNs = time.timeNs;
    }
    if (hasTime && time.start <= MARKS_BEFORE_TIME) {
      bodyStart = skipMarks(text, time.end);
    }
    if (into.level >= 0 && bodyStart === 0) {
      return 0;
    }
    findLevel(text, level);
    if (level.level >= 0) {
      into.level = into.level < 0 ? level.level : into.level;
      if (level.end > level.start && skipMarks(text, bodyStart) >= level.start && level.end > bodyStart) {
        bodyStart = skipMarks(text, level.end);
      }
    }
    return bodyStart;
  }

  /** `duration=12ms status=500` amid text. */
  private takePairs(text: string, taker: FieldTaker): void {
    for (let equals = text.indexOf('='); equals > 0 && equals < PAIRS_WITHIN; equals = text.indexOf('=', equals + 1)) {
      let start = equals;
      while (start > 0 && equals - start < 32 && isNameCode(text.charCodeAt(start - 1))) {
        start--;
      }
      const field = start < equals ? this.tree.child(text.slice(start, equals)).field : undefined;
      if (field && field.role !== 'time' && field.role !== 'message' && field.role !== 'service') {
        let from = equals + 1;
        from += text.charCodeAt(from) === 34 ? 1 : 0;
        let end = from;
        while (end < text.length && isValueCode(text.charCodeAt(end))) {
          end++;
        }
        taker.take(field, text.slice(from, end));
      }
    }
  }
}

/** Behind the space, brackets, colons and dashes that part a head from its text. */
function skipMarks(text: string, from: number): number {
  let at = from;
  while (at < text.length && MARKS.includes(text.charAt(at))) {
    at++;
  }
  return at;
}

/** The id behind `TraceID: ` or `trace_id=`: at least 16 hexadecimal digits. */
function traceIn(text: string): string {
  for (let at = text.indexOf('race'); at > 0 && at < PAIRS_WITHIN; at = text.indexOf('race', at + 4)) {
    const id = /^race[_.-]?[iI][dD]["']?[:=] ?["']?([0-9a-fA-F-]{16,64})/.exec(text.slice(at, at + 90));
    if (id) {
      return id[1];
    }
  }
  return '';
}

function isNameCode(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 46 || code === 45;
}

function isValueCode(code: number): boolean {
  return code > 32 && code !== 34 && code !== 44 && code !== 59 && code !== 41 && code !== 93 && code !== 125;
}
