import { parseJson } from '../../boundedJson';
import { parseDuration } from '../../logs/durations/parseDuration';
import { type Field, isTemplateRank, ROLES } from '../../logs/fieldNames';
import { plainService, plainTrace } from '../../logs/fields/plainNames';
import { producerOf, signOf } from '../../logs/fields/producers';
import { levelOfStatus, UNKNOWN } from '../../logs/level';
import { parseLevel } from '../../logs/levels/parseLevel';
import { type TimeParts } from '../../logs/time/calendar';
import { digits } from '../../logs/time/isoBytes';
import { type FieldMapping } from '../../query/settings';
import { ByteDictionary } from './byteDictionary';
import { asBuffer, decimal } from './cells';
import { ESCAPED_STRING, JsonPairs, LITERAL, NUMBER } from './jsonPairs';
import { type LineLogs } from './lineLogs';
import { HAS_LEVEL, HAS_RESPONSE_TIME, HAS_STATUS_CODE, HAS_TRACE_ID, TextFacts } from './textFacts';

const [TIME, LEVEL, SERVICE, MESSAGE, RESPONSE_TIME, STATUS_CODE, TRACE_ID] = ROLES.map((_, index) => index);
const NOT_USABLE = -2;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const LESS = 60;
const SPACE = 32;
const COLON = 58;

/**
 * The short way for NDJSON: flat objects are read from their bytes, with no object and no string for what was seen
 * before. It gives what the LineParser gives, and leaves to it any line that is not plain: nested, with a value that
 * isn't what its name says, and so on.
 */
export class JsonRows {
  withoutLevel = 0;
  withoutService = 0;
  private readonly pairs: JsonPairs;
  private readonly fields: Array<Field | undefined> = [];
  /** Of each name, see signOf. */
  private readonly signs: number[] = [];
  private readonly names: ByteDictionary;
  private readonly services: ByteDictionary;
  private readonly levels: ByteDictionary;
  private readonly messages: ByteDictionary;
  private readonly traceIds: ByteDictionary;
  private readonly facts: TextFacts;
  private readonly text: Buffer;
  private readonly best = new Int32Array(ROLES.length);
  private readonly ranks = new Float64Array(ROLES.length);
  private readonly time: TimeParts = { timeMs: 0, timeNs: 0 };

  constructor(
    private readonly logs: LineLogs,
    private readonly bytes: Uint8Array,
    mapping: FieldMapping
  ) {
    const { columns } = logs;
    this.pairs = new JsonPairs(bytes);
    this.text = asBuffer(bytes);
    this.facts = new TextFacts(columns, mapping, logs.values);
    this.names = new ByteDictionary(bytes, (start, end) => {
      const name = this.string(start, end, 0);
      this.signs.push(signOf([name]));
      return this.fields.push(logs.fieldAt(name)) - 1;
    });
    this.levels = new ByteDictionary(
      bytes,
      (start, end, kind) => parseLevel(this.string(start, end, kind)) ?? NOT_USABLE
    );
    this.services = new ByteDictionary(bytes, (start, end, kind) => {
      const service = this.string(start, end, kind);
      return service.startsWith('unknown_service') ? NOT_USABLE : columns.service.intern(plainService(service));
    });
    this.traceIds = new ByteDictionary(bytes, (start, end, kind) =>
      columns.traceId.intern(plainTrace(this.string(start, end, kind)))
    );
    this.messages = new ByteDictionary(bytes, (start, end, kind) => {
      return this.facts.add(this.string(start, end, kind & 1), kind >> 1);
    });
  }

  /** @returns whether the line is read; nothing is changed otherwise. */
  add(start: number, end: number): boolean {
    if (!this.pairs.read(start, end) || !this.choose()) {
      return false;
    }
    const { best, facts } = this;
    const { columns } = this.logs;
    const level = this.levelOf(best[LEVEL]);
    const service = this.serviceOf(best[SERVICE]);
    const responseTime = this.responseTimeOf(best[RESPONSE_TIME]);
    const statusCode = this.statusOf(best[STATUS_CODE]);
    if (!this.isMessage(best[MESSAGE]) || level === NOT_USABLE || service === NOT_USABLE) {
      return false;
    }
    if (responseTime === NOT_USABLE || statusCode === NOT_USABLE || !this.readTime(best[TIME])) {
      return false;
    }
    const settled =
      (level < 0 ? 0 : HAS_LEVEL) |
      (Number.isNaN(responseTime) ? 0 : HAS_RESPONSE_TIME) |
      (statusCode === 0 ? 0 : HAS_STATUS_CODE) |
      (best[TRACE_ID] < 0 ? 0 : HAS_TRACE_ID);
    const fact = this.codeOf(this.messages, best[MESSAGE], settled << 1);
    const row = this.logs.open(start, end);
    columns.timeMs[row] = this.time.timeMs;
    columns.timeNs[row] = this.time.timeNs;
    const levelFound = level < 0 ? facts.level[fact] : level;
    columns.responseTime[row] = settled & HAS_RESPONSE_TIME ? responseTime : facts.responseTime[fact];
    columns.statusCode[row] = settled & HAS_STATUS_CODE ? statusCode : facts.statusCode[fact];
    columns.level[row] = levelFound < 0 ? levelOfStatus(columns.statusCode[row]) : levelFound;
    this.withoutLevel += columns.level[row] === UNKNOWN ? 1 : 0;
    const named = facts.service[fact];
    this.withoutService += best[SERVICE] < 0 && named < 0 ? 1 : 0;
    columns.service.setCode(row, best[SERVICE] < 0 && named >= 0 ? named : service);
    columns.message.setCode(row, facts.message[fact]);
    columns.traceId.setCode(
      row,
      settled & HAS_TRACE_ID ? this.codeOf(this.traceIds, best[TRACE_ID], 0) : facts.traceId[fact]
    );
    return true;
  }

  /** Chooses a pair for each role, -1 where there is none. */
  private choose(): boolean {
    const { pairs, best, ranks } = this;
    let signs = 0;
    best.fill(-1);
    ranks.fill(Infinity);
    for (let pair = 0; pair < pairs.count; pair++) {
      const name = this.names.codeOf(pairs.keyStarts[pair], pairs.keyEnds[pair], 0);
      const field = this.fields[name];
      signs |= this.signs[name];
      if (!field || pairs.kinds[pair] === LITERAL || pairs.starts[pair] === pairs.ends[pair]) {
        continue;
      }
      if (field.rank < ranks[field.index]) {
        ranks[field.index] = field.rank;
        best[field.index] = pair;
      }
    }
    return (
      best[TIME] >= 0 &&
      best[MESSAGE] >= 0 &&
      !isTemplateRank(ranks[MESSAGE]) &&
      pairs.kinds[best[TRACE_ID]] !== NUMBER &&
      !this.needsMore(best[LEVEL]) &&
      (signs === 0 || producerOf(signs) === undefined)
    );
  }

  /** Whether a level is more than a name or a number. */
  private needsMore(pair: number): boolean {
    const { keyStarts, keyEnds } = this.pairs;
    const field = pair < 0 ? undefined : this.fields[this.names.codeOf(keyStarts[pair], keyEnds[pair], 0)];
    return field !== undefined && (field.scale !== undefined || field.levelIf !== undefined);
  }

  private readTime(pair: number): boolean {
    return this.logs.times.readPlainBytes(this.bytes, this.pairs.starts[pair], this.pairs.ends[pair], this.time);
  }

  private levelOf(pair: number): number {
    return pair < 0 ? -1 : this.codeOf(this.levels, pair, 0);
  }

  private serviceOf(pair: number): number {
    if (pair < 0) {
      return this.logs.defaultService;
    }
    return this.pairs.kinds[pair] === NUMBER ? NOT_USABLE : this.codeOf(this.services, pair, 0);
  }

  /** A message that holds JSON itself, or may be a line of syslog, is for the parser. */
  private isMessage(pair: number): boolean {
    const { pairs, bytes } = this;
    const start = pairs.starts[pair];
    const isText = pairs.kinds[pair] !== NUMBER && bytes[start] !== OPEN_BRACE && bytes[start] !== LESS;
    // `Nov  3 14:30:00 web1 ...`
    const isSyslog = bytes[start + 3] === SPACE && bytes[start + 6] === SPACE && bytes[start + 9] === COLON;
    return isText && !isSyslog && bytes[pairs.ends[pair] - 1] !== CLOSE_BRACE;
  }

  private responseTimeOf(pair: number): number {
    if (pair < 0) {
      return NaN;
    }
    const { starts, ends, keyStarts, keyEnds, kinds } = this.pairs;
    const unitMs = this.fields[this.names.codeOf(keyStarts[pair], keyEnds[pair], 0)]?.unitMs ?? 1;
    const number = decimal(this.bytes, starts[pair], ends[pair]);
    const value =
      number >= 0 ? number * unitMs : parseDuration(this.string(starts[pair], ends[pair], kinds[pair]), unitMs);
    return Number.isNaN(value) ? NOT_USABLE : value;
  }

  private statusOf(pair: number): number {
    if (pair < 0) {
      return 0;
    }
    const start = this.pairs.starts[pair];
    const status = this.pairs.ends[pair] === start + 3 ? digits(this.bytes, start, start + 3, 3) : NOT_USABLE;
    return status >= 100 && status <= 599 ? status : NOT_USABLE;
  }

  private codeOf(dictionary: ByteDictionary, pair: number, kind: number): number {
    const isEscaped = this.pairs.kinds[pair] === ESCAPED_STRING ? 1 : 0;
    return dictionary.codeOf(this.pairs.starts[pair], this.pairs.ends[pair], kind | isEscaped);
  }

  private string(start: number, end: number, isEscaped: number): string {
    const text = this.text.toString('utf8', start, end);
    return isEscaped === ESCAPED_STRING ? String(parseJson(`"${text}"`)) : text;
  }
}
