import { isInAddress } from '../addresses';
import { asResponseTime, parseDuration } from './parseDuration';

/** A number with its unit, with or without a space between, and smaller ones behind it. */
const AMOUNT =
  '(\\d[\\d.,]{0,20}(?:e-?\\d{1,3})? ?[a-zµμ]{1,12}(?:\\d[\\d.]{0,20}[a-zµμ]{1,2}){0,3}' +
  '(?:(?:,? and |,? )\\d[\\d.]{0,20} ?(?:m|min|mins|minutes?|s|secs?|seconds?|ms|msecs?|milliseconds?)(?![\\w])){0,3})(?![\\w])';

/** Words with which a text says how long a response took. Texts without them are not searched. */
const PHRASES: ReadonlyArray<{ readonly mark: string; readonly pattern: RegExp }> = [
  { mark: 'took', pattern: new RegExp(`\\btook(?:[:=]? ?|\\[)${AMOUNT}`, 'i') },
  { mark: 'uration', pattern: new RegExp(`\\bduration(?:: |=| is | of | )${AMOUNT}`, 'i') },
  { mark: 'lapsed', pattern: new RegExp(`\\belapsed(?: time)?(?:: |=| is | )${AMOUNT}`, 'i') },
  { mark: 'low query', pattern: new RegExp(`\\bslow query: ${AMOUNT}`, 'i') },
  { mark: 'atency', pattern: new RegExp(`\\blatency(?:: |=| is | of | )${AMOUNT}`, 'i') },
  { mark: 'esponse time', pattern: new RegExp(`\\bresponse time(?:: |=| is | of | was | )${AMOUNT}`, 'i') },
  {
    mark: ' in ',
    pattern: new RegExp(
      `\\b(?:completed|processed|served|handled|finished|responded|replied|returned|answered|executed|succeeded)(?: [\\w./:-]{1,40}){0,4}? in ${AMOUNT}`,
      'i'
    ),
  },
];

/** MongoDB before 4.4 ends a command with it, before 3.0 behind the length of the answer. */
const COMMAND_TIME = / (?:protocol:op_\w{1,20}|reslen:\d{1,12}) (\d{1,12})ms$/;

/** Bare numbers of seconds, with what shows whose they are: MySQL's slow log, Postfix. */
const SECONDS: ReadonlyArray<{ readonly mark: string; readonly pattern: RegExp }> = [
  { mark: 'Query_time: ', pattern: /\bQuery_time: (\d{1,9}(?:\.\d{1,9})?)\b/ },
  { mark: ' delays=', pattern: /\bdelay=(\d{1,9}(?:\.\d{1,9})?), delays=/ },
];

/** How far into a text it is looked for. */
const WITHIN = 1024;

/** Whether a text can hold a duration. Quick, since most don't. */
export function mayHoldDuration(text: string): boolean {
  let last = text.charCodeAt(text.length - 1);
  last = last === 46 /* . */ ? text.charCodeAt(text.length - 2) : last;
  return (
    last === 115 /* s */ ||
    text.includes(' sec') ||
    last === 83 /* S */ ||
    text.includes('ms') ||
    text.includes('took') ||
    text.includes('uration') ||
    text.charCodeAt(0) === 35 /* # of MySQL's slow log */ ||
    (last === 41 /* ) of Postfix */ && text.includes(' delays=')) ||
    (last === 101 /* e of Celery's None */ && text.includes(' succeeded in '))
  );
}

/**
 * The response time that a text gives in words: `took 12 ms`, `duration: 2500.123 ms`, `Completed 200 OK in 12ms`,
 * `Query_time: 2.5`, `delay=1.5, delays=...`.
 *
 * @param text one of those of mayHoldDuration.
 * @returns milliseconds; NaN for none.
 */
export function durationIn(text: string): number {
  const head = text.length > WITHIN ? text.slice(0, WITHIN) : text;
  for (const { mark, pattern } of PHRASES) {
    const found = head.includes(mark) ? pattern.exec(head) : null;
    const milliseconds =
      found && !isInAddress(head, found.index) ? parseDuration(found[1].replace(/[.,]$/, ''), NaN) : NaN;
    if (!Number.isNaN(milliseconds)) {
      return milliseconds;
    }
  }
  for (const { mark, pattern } of SECONDS) {
    const found = head.includes(mark) ? pattern.exec(head) : null;
    if (found) {
      return asResponseTime(Number(found[1]) * 1000);
    }
  }
  const command = text.endsWith('ms') ? COMMAND_TIME.exec(text.slice(-60)) : null;
  return command ? Number(command[1]) : NaN;
}
