import { isInAddress } from '../addresses';
import { asResponseTime, parseDuration } from './parseDuration';

/** A number with its unit, with or without a space between. */
const AMOUNT = '(\\d[\\d.,]{0,20}(?:e-?\\d{1,3})? ?[a-zµμ]{1,12}(?:\\d[\\d.]{0,20}[a-zµμ]{1,2}){0,3})(?![\\w])';

/** Words with which a text says how long a response took. Texts without them are not searched. */
const PHRASES: ReadonlyArray<{ readonly mark: string; readonly pattern: RegExp }> = [
  { mark: 'took', pattern: new RegExp(`\\btook[:=]? ?${AMOUNT}`, 'i') },
  { mark: 'uration', pattern: new RegExp(`\\bduration(?:: |=| is | of | )${AMOUNT}`, 'i') },
  { mark: 'lapsed', pattern: new RegExp(`\\belapsed(?: time)?(?:: |=| is | )${AMOUNT}`, 'i') },
  { mark: 'atency', pattern: new RegExp(`\\blatency(?:: |=| is | of | )${AMOUNT}`, 'i') },
  { mark: 'esponse time', pattern: new RegExp(`\\bresponse time(?:: |=| is | of | was | )${AMOUNT}`, 'i') },
  {
    mark: ' in ',
    pattern: new RegExp(
      `\\b(?:completed|processed|served|handled|finished|responded|replied|returned|answered|executed)(?: [\\w./:-]{1,40}){0,4}? in ${AMOUNT}`,
      'i'
    ),
  },
];

/** MySQL's slow log: seconds. */
const QUERY_TIME = /\bQuery_time: (\d{1,9}(?:\.\d{1,9})?)\b/;

/** How far into a text it is looked for. */
const WITHIN = 1024;

/** Whether a text can hold a duration. Quick, since most don't. */
export function mayHoldDuration(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return (
    last === 115 /* s */ ||
    last === 83 /* S */ ||
    text.includes('ms') ||
    text.includes('took') ||
    text.includes('uration') ||
    text.charCodeAt(0) === 35 /* # of MySQL's slow log */
  );
}

/**
 * The response time that a text gives in words: `took 12 ms`, `duration: 2500.123 ms`, `Completed 200 OK in 12ms`,
 * `Query_time: 2.5`.
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
  const query = head.includes('Query_time: ') ? QUERY_TIME.exec(head) : null;
  return query ? asResponseTime(Number(query[1]) * 1000) : NaN;
}
