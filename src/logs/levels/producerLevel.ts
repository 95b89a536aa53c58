import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../level';
import { LOCALIZED_NAMES } from './names';
import { levelOfSyslog } from './scales';

/** What was seen in a text: a percent sign or a hash, capitals before a digit, letters other than ours. */
export const SEEN_SIGN = 1;
export const SEEN_CODE = 2;
export const SEEN_OTHER_LETTERS = 4;
/** It begins with a digit or a colon. */
const AT_START = 8;

/** How producers say a level without a word of ours: tried where no word did. Its group, if any, is looked up. */
interface Sign {
  /** What a text must have for the pattern to be tried. */
  readonly needs: number;
  readonly pattern: RegExp;
  level(group: string): number | undefined;
}

const table =
  (levels: Readonly<Record<string, number>>) =>
  (group: string): number | undefined =>
    Object.hasOwn(levels, group) ? levels[group] : undefined;

const SIGNS: readonly Sign[] = [
  {
    // Cisco IOS, ASA, NX-OS: %LINK-3-UPDOWN: Interface ...
    needs: SEEN_SIGN,
    pattern: /%[A-Z][A-Z0-9_]{1,30}(?:-[A-Z][A-Z0-9_]{0,30})?-([0-7])-\w{1,40}:/,
    level: (digit) => levelOfSyslog(Number(digit)),
  },
  {
    // GitHub Actions: ##[group]Run npm test
    needs: SEEN_SIGN,
    pattern: /##\[(?:group|endgroup|command|section)\]/,
    level: () => INFO,
  },
  {
    // IBM's products: SRVE0255E: A WebGroup/Virtual Host ...
    needs: SEEN_CODE,
    pattern: /(?:^|[\s\]])[A-Z]{3,5}\d{4}([IWEF]): /,
    level: table({ I: INFO, W: WARNING, E: ERROR, F: CRITICAL }),
  },
  {
    // Redis, Valkey: 811:M 12 Mar 2025 08:15:00.123 # Out Of Memory ...
    needs: AT_START,
    pattern: /^\d{1,9}:[MSCX] \d\d \w{3} (?:\d{4} )?\d\d:\d\d:\d\d\.\d{3} ([.*#-]) /,
    level: table({ '.': DEBUG, '-': DEBUG, '*': INFO, '#': WARNING }),
  },
  {
    // Palo Alto: 1,2025/03/12 08:15:00,007200001056,THREAT,vulnerability,...,critical,client-to-server,...
    needs: AT_START,
    pattern: /^\d,[\d/]{10} [\d:]{8},\d{1,20},[A-Z]{1,20},.*,(informational|low|medium|high|critical),/,
    level: table({ informational: INFO, low: INFO, medium: WARNING, high: ERROR, critical: CRITICAL }),
  },
  {
    // MySQL 8: 2025-03-12T08:15:00.123456Z 0 [System] [MY-010931] [Server] ...
    needs: AT_START,
    pattern: /^[\d-]{10}T\S{1,30} \d{1,9} \[System\]/,
    level: () => INFO,
  },
  {
    // Apple's unified log: 2025-03-12 08:15:00.123456+0000 0x1234 Fault 0x0 811 0 Shop: ...
    needs: AT_START,
    pattern: /^[\d-]{10} [\d:.]{8,15}[+-]\d{4} 0x[\da-f]{1,16} +(Default|Fault) /,
    level: table({ Default: INFO, Fault: CRITICAL }),
  },
  {
    // GitHub Actions: ::warning file=app.js::...
    needs: AT_START,
    pattern: /^::(error|warning|notice|debug)[ :]/,
    level: table({ error: ERROR, warning: WARNING, notice: INFO, debug: DEBUG }),
  },
];

/** A name in other letters before a colon, the time and a few words before it, in brackets, or as the first word. */
const LOCALIZED = new RegExp(
  [
    String.raw`(?:^|[\s\]])([^\s:[\]\x00-\x7f][^\s:[\]]{1,20})\s?:`,
    String.raw`[[<|] ?([^\s:[\]\x00-\x7f][^\s:[\]<>|]{1,20}) ?[\]>|]`,
    String.raw`^[\d\s:.,/\-\[\]年月日時时分秒]{0,40}\s([^\s:[\]\x00-\x7f][^\s:[\]]{1,20})\s`,
  ].join('|')
);

/**
 * The level that a text says in the way of its producer; undefined for none.
 * @param seen what is in its head.
 */
export function producerLevel(text: string, seen: number): number | undefined {
  const first = text.charCodeAt(0);
  const has = first === 58 /* : */ || (first >= 48 && first <= 57) ? seen | AT_START : seen;
  for (const { needs, pattern, level } of has === 0 ? [] : SIGNS) {
    const sign = (has & needs) !== 0 ? pattern.exec(text) : null;
    if (sign) {
      return level(sign.at(1) ?? '');
    }
  }
  const found = (seen & SEEN_OTHER_LETTERS) === 0 ? null : LOCALIZED.exec(text);
  const name = found?.slice(1).find((group) => group !== undefined);
  return name === undefined ? undefined : LOCALIZED_NAMES.get(name.toLowerCase());
}
