import { type TimeUnit } from '../../query/settings';
import { asResponseTime, parseDuration } from '../durations/parseDuration';
import { MS_PER_UNIT } from '../durations/units';
import { ERROR, INFO, levelOfStatus, WARNING } from '../level';
import { parseLevel } from '../levels/parseLevel';
import { type AccessFormat } from './format';
import { accessMessage, plainPath, readRequest } from './request';
import { parseStatus } from './status';
import { type Part } from './tokens';

/** What an access line says. */
export class AccessLine {
  format: AccessFormat | undefined;
  /** The text of its time; '': none. */
  time = '';
  /** 0: none. */
  statusCode = 0;
  /** Milliseconds; NaN: none. */
  responseTime = NaN;
  /** Who answered; '': not said. */
  service = '';
  /** '': none. */
  traceId = '';
  method = '';
  path = '';
  flags = '';
  /** Where in the text `key=value` may stand; -1: nowhere. */
  pairsAt = -1;
  private ownLevel = '';
  private failed = false;
  private readonly request = { method: '', path: '' };

  begin(): void {
    this.format = undefined;
    this.time = this.service = this.traceId = this.method = this.path = this.flags = this.ownLevel = '';
    this.statusCode = 0;
    this.responseTime = NaN;
    this.pairsAt = -1;
    this.failed = false;
  }

  /** @param numberUnit the unit of a bare number. */
  take(part: Part, text: string, numberUnit: TimeUnit): void {
    switch (part) {
      case 'time':
        this.time = text;
        break;
      case 'request':
        readRequest(text, this.request);
        this.method = this.request.method;
        this.path = this.request.path;
        break;
      case 'method':
        this.method = text === '-' ? '' : text;
        break;
      case 'path':
        this.path = plainPath(text);
        break;
      case 'status':
        this.statusCode = parseStatus(text);
        break;
      case 'service':
        this.service = text === '-' || text.startsWith('<') ? '' : text;
        break;
      case 'trace':
        this.traceId = text === '-' ? '' : text;
        break;
      case 'level':
        this.ownLevel = text;
        break;
      case 'flags':
        this.flags = text;
        break;
      case 'duration':
        this.responseTime = parseDuration(text, NaN);
        break;
      case 'seconds':
        this.responseTime = asResponseTime(Number(text) * 1000);
        break;
      case 'someSeconds':
        this.addSeconds(Number(text));
        break;
      case 'ms':
        this.responseTime = asResponseTime(Number(text));
        break;
      case 'us':
        this.responseTime = asResponseTime(Number(text) * MS_PER_UNIT.us);
        break;
      case 'number':
        this.responseTime = asResponseTime(Number(text) * MS_PER_UNIT[numberUnit]);
        break;
      case 'pairs':
        break;
    }
  }

  /** The level that it says, else that of its status, else of how the connection ended. */
  get level(): number | undefined {
    const own = this.ownLevel === '' ? undefined : parseLevel(this.ownLevel);
    return own ?? (this.statusCode > 0 ? levelOfStatus(this.statusCode) : levelOfFlags(this.flags));
  }

  /** What it says, the same for requests of one kind. */
  get message(): string {
    const { method, path, flags, statusCode, service } = this;
    return method === '' && statusCode === 0
      ? `connection${service === '' ? '' : ` to ${service}`}${isSaid(flags) ? ` ${flags}` : ''}`
      : accessMessage(method, path, statusCode, isSaid(flags) ? flags : '');
  }

  /** All of several times must be known; -1 says that one is not. */
  private addSeconds(seconds: number): void {
    this.failed ||= !(seconds >= 0);
    const before = Number.isNaN(this.responseTime) ? 0 : this.responseTime;
    this.responseTime = this.failed ? NaN : asResponseTime(before + seconds * 1000);
  }
}

/** Dashes alone: nothing special. */
function isSaid(flags: string): boolean {
  return /[^-]/.test(flags);
}

/**
 * The level of a connection by how it ended: HAProxy's termination state (S, s: the server; R, I: want of something, a
 * fault of its own; P: refused), Envoy's response flags (UF, UH, NR ...). What clients end themselves is usual.
 */
function levelOfFlags(flags: string): number | undefined {
  if (flags === '') {
    return undefined;
  }
  if (/^(?:[SRID][A-Z-]|s[A-Z])|^(?:U[A-Z]{1,3}|NR|NC|LR|LH)\b/.test(flags)) {
    return ERROR;
  }
  return /^P[A-Z]/.test(flags) ? WARNING : INFO;
}
