import { parseLevel } from '../levels/parseLevel';

/** What stands between the time and the words of a line of syslog. */
export interface SyslogTag {
  readonly program: string;
  /** As a word says it, by syslog's scale; -1 where none does. */
  readonly severity: number;
  /** The number of the process is beside its program. */
  readonly hasProcess: boolean;
  /** How many characters it takes. */
  readonly length: number;
  /** All lines of one log have the same. */
  readonly stream: string;
}

/**
 * Host, the severity as some have it, program, the number of its process: ` web1 cart[811]: `, ` lb1 err cart[811]: `.
 */
const TAG =
  / (?!CEF: )(?:([\w.:-]{1,255}) (?!CEF: ))?(?:((?:[a-z0-9]{2,8}\.)?(?:emerg|alert|crit|err|warning|warn|notice|info|debug)) )?([A-Za-z_][\w./@-]{0,63})(?:\([\w. -]{1,63}\))?(\[[\w.-]{1,20}\])?(?: \([\w.-]{1,128}\))?: /y;

const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
const SEVERITY =
  /^(?:(?:kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|local[0-7])\.)?([a-z]{3,7})$/;

/** Few programs write most lines: their tags are read once. */
const known = new Map<string, SyslogTag>();
const MAX_KNOWN = 4096;
const LONGEST = 128;

/** The tag that a text has at a place, behind its time; undefined where it has none. */
export function syslogTag(text: string, at: number): SyslogTag | undefined {
  const colon = text.indexOf(': ', at);
  const key = colon < 0 || colon - at > LONGEST ? '' : text.slice(at, colon + 2);
  const before = known.get(key);
  if (before) {
    return before;
  }
  const found = readTag(text, at);
  if (found?.length === key.length) {
    if (known.size >= MAX_KNOWN) {
      known.clear();
    }
    known.set(key, found);
  }
  return found;
}

function readTag(text: string, at: number): SyslogTag | undefined {
  TAG.lastIndex = at;
  const found = TAG.exec(text) as Array<string | undefined> | null;
  if (!found) {
    return undefined;
  }
  const [stream = '', host = '', word, program = '', process] = found;
  const hasProcess = process !== undefined && parseLevel(process) === undefined;
  const digit = hasProcess ? /^LOG([0-7])$/.exec(program)?.[1] : undefined;
  if (digit !== undefined) {
    // stunnel: `2024.11.03 14:30:00 LOG3[811]: ...`
    return { program: '', severity: Number(digit), hasProcess, length: stream.length, stream };
  }
  return host.endsWith(':')
    ? // No host: `Nov  3 14:30:02 auth: Fatal: ...`
      { program: host.slice(0, -1), severity: -1, hasProcess, length: host.length + 2, stream: host }
    : { program, severity: severityOfWord(word ?? host), hasProcess, length: stream.length, stream };
}

/** The severity of `err`, `daemon.err`, as BIG-IP and BusyBox write it; -1 for another word. */
function severityOfWord(word: string): number {
  const name = SEVERITY.exec(word)?.[1] ?? '';
  return name === 'warn' ? SEVERITIES.indexOf('warning') : SEVERITIES.indexOf(name);
}
