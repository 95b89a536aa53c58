import { parseStatus } from './access/status';
import { asResponseTime, parseDuration } from './durations/parseDuration';
import { type Field, type Role, BEFORE_ERRORS_RANK, isTemplateRank, ROLES, WEAK_SERVICE_RANK } from './fieldNames';
import { type FieldTree } from './fieldTree';
import { BareNumbers } from './fields/bareNumbers';
import { plainService, plainTrace } from './fields/plainNames';
import { RequestTaker } from './fields/requestTaker';
import { levelOfStatus, WARNING } from './level';
import { parseLevel, parseLevelLetter, parseSeverityWord } from './levels/parseLevel';
import { levelOfNumber } from './levels/scales';
import { type LogRecord } from './logTable';
import { readTimeText } from './time/isoBytes';
import { type Stamp } from './time/stamp';
import { type TimeKind, type TimeReader } from './time/timeReader';
import { type ValueSample } from './values/valueSample';

const MISSING = Infinity;
/** The rank of what nothing in the line can replace. */
const SETTLED = -2;
/** The rank of what the text around an object says: only what a mapping names in it replaces that. */
const SAID = -0.5;
/** Ranks of times made of a day and a time of day, and of either alone: any whole time goes before them. */
const JOINED_TIME = 100;
const LONE_DATE = 200;
const LONE_CLOCK = 300;
/** A bare number of these is when something was, in ms, not how long it took: 2001 to 2065. */
const EPOCH_MS = 1e12;
const MAX_EPOCH_MS = 3e12;
/** The rank of a response time that stands where a service's name might. */
const SERVICE_TIME_RANK = 500;
/** The rank of a level from a field with many uses. */
const WEAK_LEVEL_RANK = 500;

const indexOf = (role: Role): number => ROLES.indexOf(role);
const TIME = indexOf('time');
const LEVEL = indexOf('level');
const SERVICE = indexOf('service');
const MESSAGE = indexOf('message');
const RESPONSE_TIME = indexOf('responseTime');
const STATUS_CODE = indexOf('statusCode');
const TRACE_ID = indexOf('traceId');

/**
 * Puts the fields of one log into its record. Of several fields for one role it takes the readable one of the lowest
 * rank.
 */
export class FieldTaker {
  /** A time that was a number beyond 2^53, whose last digits are lost; 0: none. */
  inexactTime = 0;
  private readonly ranks = new Float64Array(ROLES.length).fill(MISSING);
  private readonly time = { timeMs: 0, timeNs: 0 };
  /** The halves of a time that stands in two fields. */
  private dateMs = NaN;
  private namespace = '';
  /** The zone of a time in two fields, as a field says it. */
  private zone = '';
  private readonly clock = { timeMs: NaN, timeNs: 0 };
  private readonly request = new RequestTaker();
  private readonly bare = new BareNumbers();

  constructor(
    private record: LogRecord,
    private readonly times: TimeReader,
    private readonly sample?: ValueSample,
    /** Several namespaces have a service of one name. */
    private readonly isNamespaced = false
  ) {}

  /** Starts a record anew. A time that it has stays. */
  begin(record: LogRecord): void {
    this.record = record;
    for (let role = 0; role < ROLES.length; role++) {
      this.ranks[role] = MISSING; // faster than fill, for so few
    }
    this.inexactTime = 0;
    this.namespace = this.zone = '';
    this.dateMs = this.clock.timeMs = NaN;
    this.request.begin();
    this.bare.begin();
    record.service = '';
    record.level = -1;
    record.message = '';
    record.responseTime = NaN;
    record.statusCode = 0;
    record.traceId = '';
    if (Number.isFinite(record.timeMs)) {
      this.ranks[TIME] = SETTLED;
    } else {
      record.timeNs = 0;
    }
  }

  /**
   * Goes on from what the store knows of a log: it settles all but a service that is only known from where the log came
   * from.
   */
  assume(known: Readonly<LogRecord>, from: FieldTaker): void {
    const { record, ranks } = this;
    record.service = known.service;
    record.level = known.level;
    record.message = known.message;
    record.responseTime = known.responseTime;
    record.statusCode = known.statusCode;
    record.traceId = known.traceId;
    if (ranks[TIME] === MISSING && from.ranks[TIME] < MISSING) {
      record.timeMs = known.timeMs;
      record.timeNs = known.timeNs;
    }
    for (let role = 0; role < ranks.length; role++) {
      const rank = from.ranks[role];
      if (rank < MISSING) {
        ranks[role] = role === SERVICE && rank >= WEAK_SERVICE_RANK ? rank : SETTLED;
      }
    }
  }

  /** Replaces the message by that of an object within it. */
  reopenMessage(): void {
    this.ranks[MESSAGE] = MISSING;
  }

  /** Keeps what the record has for a role from the fields that follow, but for one that the mapping names. */
  settle(role: Role): void {
    const index = indexOf(role);
    this.ranks[index] = Math.min(this.ranks[index], SAID);
  }

  /** Keeps the message that the record has, unless a field is a message by its name: what went wrong is no message. */
  settleBeforeError(): void {
    this.ranks[MESSAGE] = Math.min(this.ranks[MESSAGE], BEFORE_ERRORS_RANK);
  }

  /** Whether the message is a template, whose holes the other fields of its object fill. */
  get hasTemplate(): boolean {
    return isTemplateRank(this.ranks[MESSAGE]);
  }

  replaceMessage(change: (message: string) => string): void {
    this.record.message = change(this.record.message);
  }

  lacks(role: Role): boolean {
    return this.ranks[indexOf(role)] === MISSING;
  }

  /** Takes what a field of a log holds. */
  takeAt(node: FieldTree, value: unknown): void {
    this.bare.signs |= node.sign;
    if (node.isNamespace && typeof value === 'string') {
      this.namespace = value;
    } else if (node.isZone && typeof value === 'string') {
      this.zone = value;
    }
    if (node.field) {
      this.take(node.field, value);
    } else if (node.request && typeof value === 'string' && value !== '') {
      this.request.take(node.request.part, node.request.rank, value);
    }
  }

  take(field: Field, value: unknown): void {
    const { index, rank } = field;
    // Of a time a half may be taken already, whatever its rank.
    const isTaken = rank >= this.ranks[index] && !(index === TIME && this.ranks[index] >= JOINED_TIME);
    if (isTaken || value === null || value === '') {
      return;
    }
    if (typeof value === 'string') {
      this.takeText(field, value);
    } else if (typeof value === 'number') {
      this.takeNumber(field, value);
    }
  }

  /** Takes the time of a field that was read already. */
  takeStamp(field: Field, stamp: Stamp): void {
    if (field.rank < this.ranks[TIME] || this.ranks[TIME] >= JOINED_TIME) {
      this.setTime(field, this.times.readStamp(stamp, this.time));
    }
  }

  /** Notes a name that no value was taken of: it may show who wrote the log. */
  note(node: FieldTree): void {
    this.bare.signs |= node.sign;
  }

  /** Takes a service that is known from where the log comes from, unless a better one is known. */
  takeWeakService(service: string): void {
    if (service !== '' && this.ranks[SERVICE] === MISSING) {
      this.record.service = service;
      this.ranks[SERVICE] = WEAK_SERVICE_RANK;
    }
  }

  /**
   * Completes the record by what all of its fields show together.
   * @param frameLevel what the frame around it says; -1: nothing
   */
  finish(frameLevel: number): void {
    const { record } = this;
    this.bare.resolve(record, this.sample);
    if (this.zone !== '' && this.ranks[TIME] === JOINED_TIME) {
      record.timeMs = this.times.inZone(record.timeMs, this.zone);
    }
    if (this.namespace !== '' && this.ranks[SERVICE] < WEAK_SERVICE_RANK) {
      this.sample?.addNamespace(record.service, this.namespace);
      record.service = this.isNamespaced ? `${this.namespace}/${record.service}` : record.service;
    }
    if (record.level < 0) {
      // What the frame says is the sender's: `info` for each line of an access log, whatever its status.
      const ofStatus = levelOfStatus(record.statusCode);
      record.level = frameLevel < 0 || ofStatus >= WARNING ? Math.max(frameLevel, ofStatus) : frameLevel;
    }
  }

  /** A message made of the request, where the log has none and says one; undefined otherwise. */
  requestMessage(): string | undefined {
    return this.request.message(this.record.statusCode);
  }

  /** Reads a time beyond 2^53 again from the text that it came in, where it has all its digits. */
  restoreTime(text: string): void {
    // The first digits, to the millisecond, are exact in the number too.
    const at = text.indexOf(BigInt(this.inexactTime).toString().slice(0, 13));
    const end = at < 0 ? -1 : text.slice(at).search(/[^0-9]|$/) + at;
    if (end > at && readTimeText(text.slice(at, end), this.time)) {
      this.record.timeMs = this.time.timeMs;
      this.record.timeNs = this.time.timeNs;
    }
  }

  private takeText(field: Field, text: string): void {
    const { record } = this;
    switch (field.index) {
      case TIME:
        this.setTime(field, this.times.readField(text, this.time));
        break;
      case LEVEL:
        this.takeLevelText(field, text);
        break;
      case SERVICE: {
        if (this.takeServiceTime(text)) {
          break;
        }
        // What OpenTelemetry and Loki say where they know none: better than nothing, and nothing more.
        const rank = text.startsWith('unknown_service') ? field.rank + 1000 : field.rank;
        if (rank < this.ranks[SERVICE]) {
          record.service = plainService(text);
          this.ranks[SERVICE] = rank;
        }
        break;
      }
      case MESSAGE:
        record.message = text;
        this.ranks[MESSAGE] = field.rank;
        break;
      case RESPONSE_TIME:
        this.takeResponseText(field, text);
        break;
      case STATUS_CODE: {
        const status = parseStatus(text);
        this.setStatus(field, status);
        if (status === 0 && field.levelIf && this.ranks[LEVEL] > WEAK_LEVEL_RANK) {
          this.setLevel(WEAK_LEVEL_RANK, parseSeverityWord(text));
        }
        break;
      }
      case TRACE_ID:
        record.traceId = plainTrace(text);
        this.ranks[TRACE_ID] = field.rank;
        break;
    }
  }

  /**
   * How long the service took, which Heroku's router calls `service`: a duration is the name of none.
   * @returns whether the text is a duration
   */
  private takeServiceTime(text: string): boolean {
    const milliseconds = SERVICE_TIME.test(text) ? parseDuration(text, NaN) : NaN;
    if (Number.isNaN(milliseconds)) {
      return false;
    }
    if (this.ranks[RESPONSE_TIME] > SERVICE_TIME_RANK) {
      this.record.responseTime = milliseconds;
      this.ranks[RESPONSE_TIME] = SERVICE_TIME_RANK;
      this.bare.setResponseTime();
    }
    return true;
  }

  private takeNumber(field: Field, value: number): void {
    switch (field.index) {
      case TIME:
        this.setTime(field, this.times.readNumber(value, this.time) ? 'time' : undefined);
        this.inexactTime = Number.isFinite(value) && value > Number.MAX_SAFE_INTEGER ? value : 0;
        break;
      case LEVEL:
        this.takeLevelNumber(field, value);
        break;
      case RESPONSE_TIME:
        this.takeResponseNumber(field, value);
        break;
      case STATUS_CODE:
        this.setStatus(field, value >= 100 && value <= 599 && Number.isInteger(value) ? value : 0);
        break;
      case TRACE_ID:
        this.record.traceId = String(value);
        this.ranks[TRACE_ID] = field.rank;
        break;
    }
  }

  private takeLevelText(field: Field, text: string): void {
    if (field.levelIf) {
      this.setLevel(field.rank, field.levelIf === 'word' ? parseSeverityWord(text) : parseLevelLetter(text));
    } else if (isNumber(text)) {
      this.takeLevelNumber(field, Number(text));
    } else {
      this.setLevel(field.rank, parseLevel(text));
    }
  }

  private takeLevelNumber(field: Field, value: number): void {
    if (field.levelIf) {
      return;
    }
    const level = levelOfNumber(value, field.scale);
    this.setLevel(field.rank, level);
    if (level !== undefined) {
      this.bare.setLevel(field, value);
    }
  }

  private takeResponseText(field: Field, text: string): void {
    if (!field.hasUnit && isNumber(text)) {
      this.takeResponseNumber(field, Number(text));
    } else {
      this.setResponseTime(field, parseDuration(text, field.unitMs));
    }
  }

  private takeResponseNumber(field: Field, value: number): void {
    if (!field.hasUnit && value >= EPOCH_MS && value < MAX_EPOCH_MS) {
      return; // as CEF has it: `rt=1730640600123`
    }
    this.setResponseTime(field, asResponseTime(value * field.unitMs));
    if (!field.hasUnit && this.ranks[RESPONSE_TIME] === field.rank) {
      this.bare.setResponseTime(field, value);
    }
  }

  private setTime(field: Field, kind: TimeKind | undefined): void {
    const { time, clock } = this;
    if (kind === 'time') {
      this.putTime(time.timeMs, time.timeNs, field.rank);
      return;
    }
    if (kind === 'date') {
      this.dateMs = time.timeMs;
    } else if (kind === 'clock') {
      clock.timeMs = time.timeMs;
      clock.timeNs = time.timeNs;
    } else {
      return;
    }
    if (!Number.isNaN(this.dateMs) && !Number.isNaN(clock.timeMs)) {
      this.putTime(this.times.join(this.dateMs, clock.timeMs), clock.timeNs, JOINED_TIME);
    } else if (kind === 'date') {
      this.putTime(this.dateMs, 0, LONE_DATE);
    } else if (this.ranks[TIME] > LONE_CLOCK) {
      this.putTime(this.times.completeClock(clock.timeMs), clock.timeNs, LONE_CLOCK);
    }
  }

  private putTime(timeMs: number, timeNs: number, rank: number): void {
    if (rank < this.ranks[TIME] && !Number.isNaN(timeMs)) {
      this.record.timeMs = timeMs;
      this.record.timeNs = timeNs;
      this.ranks[TIME] = rank;
    }
  }

  private setLevel(rank: number, level: number | undefined): void {
    if (level !== undefined) {
      this.record.level = level;
      this.ranks[LEVEL] = rank;
      this.bare.setLevel();
    }
  }

  private setResponseTime(field: Field, milliseconds: number): void {
    // What is infinite is dropped, and counted, with the table.
    if (!Number.isNaN(milliseconds)) {
      this.record.responseTime = milliseconds;
      this.ranks[RESPONSE_TIME] = field.rank;
      this.bare.setResponseTime();
    }
  }

  private setStatus(field: Field, status: number): void {
    if (status > 0) {
      this.record.statusCode = status;
      this.ranks[STATUS_CODE] = field.rank;
    }
  }
}

/** Begins with a number, and ends with a unit, not with a `d`, as ids of containers may. */
const SERVICE_TIME = /^\d.*[hmns]$/i;

const NUMBER = /^\s*[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?\s*$/i;

function isNumber(text: string): boolean {
  return text.length < 32 && NUMBER.test(text);
}
