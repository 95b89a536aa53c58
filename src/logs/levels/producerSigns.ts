import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../level';
import { parseLevel } from './parseLevel';
import { levelOfSyslog } from './scales';

/** What was seen in a text: a percent sign or a hash, capitals before a digit, letters other than ours. */
export const SEEN_SIGN = 1;
export const SEEN_CODE = 2;
export const SEEN_OTHER_LETTERS = 4;
/** The word of a level behind a comma. */
export const SEEN_TOPIC = 8;
/** It begins with a digit or a colon; with a bracket of any kind; with `=`. */
export const STARTS_WITH_DIGIT = 16;
export const STARTS_WITH_BRACKET = 32;
export const STARTS_WITH_EQUALS = 64;

/** How producers say a level without a word of ours: tried where no word did. Its group, if any, is looked up. */
interface Sign {
  /** Who writes so, and a line of it, for people. */
  readonly name: string;
  readonly example: string;
  /** What a text must have, one of these, for the pattern to be tried. */
  readonly needs: number;
  readonly pattern: RegExp;
  /** Does not use `this`. */
  readonly level: (group: string) => number | undefined;
}

const table =
  (levels: Readonly<Record<string, number>>) =>
  (group: string): number | undefined =>
    Object.hasOwn(levels, group) ? levels[group] : undefined;

/** Of what RouterOS logs. */
const TOPIC = '[a-z][a-z0-9-]{1,20}';
const TOPICS: Readonly<Record<string, number>> = {
  debug: DEBUG,
  info: INFO,
  warning: WARNING,
  error: ERROR,
  critical: CRITICAL,
};

export const SIGNS: readonly Sign[] = [
  {
    name: 'Cisco IOS, ASA, NX-OS, IOS XR',
    example: '%PKT_INFRA-LINK-3-UPDOWN : Interface Gi0/1, changed state to Down',
    needs: SEEN_SIGN,
    pattern: /%[A-Z][A-Z0-9_]{1,30}(?:-[A-Z][A-Z0-9_]{0,30}){0,2}-([0-7])-\w{1,40} ?:/,
    level: (digit) => levelOfSyslog(Number(digit)),
  },
  {
    name: 'GitHub Actions',
    example: '##[group]Run npm test',
    needs: SEEN_SIGN,
    pattern: /##\[(?:group|endgroup|command|section)\]/,
    level: () => INFO,
  },
  {
    name: "IBM's products",
    example: 'SRVE0255E: A WebGroup/Virtual Host to handle /orders has not been defined.',
    needs: SEEN_CODE,
    pattern: /(?:^|[\s\]])[A-Z]{3,5}\d{4}([IWEF]): /,
    level: table({ I: INFO, W: WARNING, E: ERROR, F: CRITICAL }),
  },
  {
    name: 'Redis, Valkey, also before 3.0',
    example: '[811] 12 Mar 08:15:00.123 # Out Of Memory allocating 1024 bytes',
    needs: STARTS_WITH_DIGIT | STARTS_WITH_BRACKET,
    pattern:
      /^(?:\d{4}-\S{16,32} )?(?:\d{1,9}:[MSCX]|\[\d{1,9}\]) \d\d \w{3} (?:\d{4} )?\d\d:\d\d:\d\d\.\d{3} ([.*#-]) /,
    level: table({ '.': DEBUG, '-': DEBUG, '*': INFO, '#': WARNING }),
  },
  {
    name: 'Palo Alto',
    example: '1,2025/03/12 08:15:00,007200001056,THREAT,vulnerability,1,critical,client-to-server,',
    needs: STARTS_WITH_DIGIT,
    pattern: /^\d,[\d/]{10} [\d:]{8},\d{1,20},[A-Z]{1,20},.*,(informational|low|medium|high|critical),/,
    level: table({ informational: INFO, low: INFO, medium: WARNING, high: ERROR, critical: CRITICAL }),
  },
  {
    name: 'Snort, Suricata',
    example: '03/12-08:15:00.123456  [**] [1:2019401:3] ET SCAN [**] [Priority: 2] {TCP} 192.0.2.1:1 -> 192.0.2.2:2',
    needs: STARTS_WITH_DIGIT | STARTS_WITH_BRACKET,
    pattern: /\[\*\*\] \[\d{1,9}:\d{1,9}:\d{1,6}\] .*\[Priority: ([1-4])\]/,
    level: table({ 1: ERROR, 2: WARNING, 3: INFO, 4: INFO }),
  },
  {
    name: 'MySQL 8',
    example: '2025-03-12T08:15:00.123456Z 0 [System] [MY-010931] [Server] ready for connections',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10}T\S{1,30} \d{1,9} \[System\]/,
    level: () => INFO,
  },
  {
    name: 'PgBouncer',
    example: '2025-03-12 08:15:00.123 UTC [811] LOG stats: 12 xacts/s, 24 queries/s',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10} [\d:.]{8,12} \w{1,5} \[\d{1,9}\] (LOG|NOISE) /,
    level: table({ LOG: INFO, NOISE: DEBUG }),
  },
  {
    name: 'Puppet',
    example: '2025-03-12 08:15:00 +0000 Puppet (err): Could not retrieve catalog',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10} [\d:.]{8,15} [+-]\d{4} \S{1,200} \((debug|info|notice|warning|err|alert|emerg|crit)\): /,
    level: (word) => parseLevel(word),
  },
  {
    name: "Oracle's listener, what became of it last",
    example: '12-MAR-2025 08:15:00 * (CONNECT_DATA=(SID=orders)) * establish * orders * 12514',
    needs: STARTS_WITH_DIGIT,
    pattern: /^\d\d-[A-Z]{3}-\d{4} [\d:]{8} \* .* \* (\d{1,5})$/,
    level: (code) => (code === '0' ? INFO : ERROR),
  },
  {
    name: 'BIND, whose details have numbers',
    example: '12-Mar-2025 08:15:00.123 query-errors: debug 1: client 192.0.2.1#3076: query failed',
    needs: STARTS_WITH_DIGIT,
    pattern: /^\d\d-\w{3}-\d{4} [\d:.]{8,12} (?:[\w-]{1,30}: )?debug \d{1,3}: /,
    level: () => DEBUG,
  },
  {
    name: 'ESXi 8',
    example: '2025-03-12T08:15:00.123Z Er(163) hostd[2099]: lost',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10}T[\d:.]{8,15}Z (Db|In|No|Wa|Er|Cr|Al|Em)\(\d{1,3}\) /,
    level: table({ Db: DEBUG, In: INFO, No: INFO, Wa: WARNING, Er: ERROR, Cr: CRITICAL, Al: CRITICAL, Em: CRITICAL }),
  },
  {
    name: "Apple's unified log",
    example: '2025-03-12 08:15:00.123456+0000 0x1234 Fault 0x0 811 0 Shop: lost',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10} [\d:.]{8,15}[+-]\d{4} 0x[\da-f]{1,16} +(Default|Fault) /,
    level: table({ Default: INFO, Fault: CRITICAL }),
  },
  {
    name: 'ZoneMinder',
    example: '03/12/25 08:15:00.123456 zmc_m1[811].WAR [Capturing slowly]',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d/]{8} [\d:.]{8,15} \w{1,40}\[\d{1,9}\]\.(DB\d|INF|WAR|ERR|FAT|PNC) /,
    level: table({
      DB1: DEBUG,
      DB2: DEBUG,
      DB3: DEBUG,
      INF: INFO,
      WAR: WARNING,
      ERR: ERROR,
      FAT: CRITICAL,
      PNC: CRITICAL,
    }),
  },
  {
    name: 'Tarantool',
    example: "2025-03-12 08:15:00.123 [811] main/103/init.lua C> can't initialize storage",
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10} [\d:.]{8,15} \[\d{1,9}\] [^>]{1,80} ([!CDEFIVW])> /,
    level: table({ D: DEBUG, V: DEBUG, I: INFO, W: WARNING, E: ERROR, '!': ERROR, C: CRITICAL, F: CRITICAL }),
  },
  {
    name: 'Solace, and what else writes facility and severity',
    example: '2025-03-12T08:15:00.123+00:00 <local0.err> solace event: lost',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10}[T ]\S{8,24} <[a-z]{2,8}[0-7]?\.(debug|info|notice|warn|warning|err|crit|alert|emerg)> /,
    level: (word) => parseLevel(word),
  },
  {
    name: ".NET's console for systemd, behind a time",
    example: '2025-03-12T08:15:00.123Z <3>Shop.Cart[0] lost',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10}[T ]\S{8,24} <([0-7])>[\w.]{1,200}\[\d{1,9}\] /,
    level: (digit) => levelOfSyslog(Number(digit)),
  },
  {
    name: 'Twisted, a level behind a module',
    example: '2025-03-12T08:15:00+0000 [twisted.web#critical] lost',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10}T[\d:]{8}[+-]\d{4} \[[\w.]{1,80}#(debug|info|warn|error|critical)\] /,
    level: (word) => parseLevel(word),
  },
  {
    name: 'Ceph, how much is said',
    example: '2025-03-12T08:15:00.123+0000 7f8a1b2c3d40 -1 osd.1 12 heartbeat_check: no reply',
    needs: STARTS_WITH_DIGIT,
    pattern: /^[\d-]{10}[T ][\d:.]{12,15}(?:[+-]\d{4})? [\da-f]{8,16} {1,2}(-1|\d{1,2}) /,
    level: (depth) => (depth === '-1' ? ERROR : Number(depth) < 5 ? INFO : DEBUG),
  },
  {
    name: 'GitHub Actions, a command',
    example: '::warning file=app.js,line=1::Missing semicolon',
    needs: STARTS_WITH_DIGIT,
    pattern: /^::(error|warning|notice|debug)[ :]/,
    level: table({ error: ERROR, warning: WARNING, notice: INFO, debug: DEBUG }),
  },
  {
    name: 'Icinga',
    example: '[2025-03-12 08:15:00 +0000] warning/ApiListener: No data received',
    needs: STARTS_WITH_BRACKET,
    pattern: /^\[[\d-]{10} [\d:]{8} [+-]\d{4}\] (debug|notice|information|warning|critical)\/\w{1,60}: /,
    level: (word) => parseLevel(word),
  },
  {
    name: 'SAP HANA',
    example: '[811]{-1}[-1/-1] 2025-03-12 08:15:00.123456 e Basis            TraceSegment.cpp(00255) : lost',
    needs: STARTS_WITH_BRACKET,
    pattern: /^\[\d{1,9}\]\{-?\d{1,9}\}\[-?\d{1,12}\/-?\d{1,12}\] [\d-]{10} [\d:.]{8,15} ([diwef]) /,
    level: table({ d: DEBUG, i: INFO, w: WARNING, e: ERROR, f: CRITICAL }),
  },
  {
    name: 'WebSphere, a letter behind thread and class',
    example: '[3/12/25 8:15:00:123 UTC] 00000042 WebContainer  W   com.shop.Cart: slow',
    needs: STARTS_WITH_BRACKET,
    pattern: /^\[\d[\d/]{5,9} [\d:]{8,12} \w{1,5}\] [\da-f]{8} [\w.$]{1,40} {1,13}([FEWAICDORZ123><]) /,
    level: table({
      ...{ F: CRITICAL, E: ERROR, W: WARNING, A: INFO, I: INFO, C: INFO, D: INFO, O: INFO, R: ERROR, Z: INFO },
      ...{ 1: DEBUG, 2: DEBUG, 3: DEBUG, '>': DEBUG, '<': DEBUG },
    }),
  },
  {
    name: "Erlang's reports that are no levels",
    example: '=CRASH REPORT==== 12-Mar-2025::08:15:00 ===',
    needs: STARTS_WITH_EQUALS,
    pattern: /^=(CRASH|SUPERVISOR|PROGRESS) REPORT====/,
    level: table({ CRASH: ERROR, SUPERVISOR: ERROR, PROGRESS: INFO }),
  },
  {
    name: 'NestJS',
    example: '[Nest] 811  - 03/12/2025, 8:15:00 AM     LOG [NestFactory] Starting',
    needs: STARTS_WITH_BRACKET,
    pattern: /^\[[^\]]{1,40}\] \d{1,9} {1,4}- [^[]{16,40} LOG /,
    level: () => INFO,
  },
  {
    name: 'qBittorrent',
    example: '(W) 2025-03-12T08:15:00 - WebAPI login failure.',
    needs: STARTS_WITH_BRACKET,
    pattern: /^\(([NIWC])\) \d{4}-\d\d-\d\d[T ]/,
    level: table({ N: INFO, I: INFO, W: WARNING, C: CRITICAL }),
  },
  {
    name: 'RouterOS, the topics of a line',
    example: '2025-03-12T08:15:00.123+00:00 gw1 system,error,critical login failure for user root',
    needs: SEEN_TOPIC,
    pattern: new RegExp(`^(?:\\S{1,40} {1,2}){0,5}?(${TOPIC}(?:,!?${TOPIC}){1,5}) `),
    level: (topics) =>
      topics.split(',').reduce<number | undefined>((most, topic) => worse(most, TOPICS[topic]), undefined),
  },
];

function worse(one: number | undefined, other: number | undefined): number | undefined {
  return other === undefined || (one !== undefined && one >= other) ? one : other;
}
