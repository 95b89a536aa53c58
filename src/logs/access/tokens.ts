/** What a part of an access line is, for a log. */
export type Part =
  | 'time'
  | 'request'
  | 'method'
  | 'path'
  | 'status'
  | 'service'
  | 'trace'
  | 'level'
  /** How a connection ended, as HAProxy, Envoy and Heroku code it. */
  | 'flags'
  /** A response time: with its unit, or a bare number of seconds, ms, us, or of a unit that is to be learned. */
  | 'duration'
  | 'seconds'
  | 'ms'
  | 'us'
  | 'number'
  /** One of several numbers of seconds that make up the response time. */
  | 'someSeconds'
  /** What is looked through for `key=value`. */
  | 'pairs';

/**
 * A token of a template: how its text looks, what may stand around it, and what it is; without a part it is passed
 * over.
 */
export interface Token {
  readonly pattern: string;
  /** A character that it always has, and where: lines without are not even tried. */
  readonly has?: readonly [at: number, char: string];
  readonly before?: string;
  readonly after?: string;
  readonly part?: Part;
}

const DURATION = '\\d[\\d.]*(?:e-?\\d+)? ?[A-Za-zµμ]{1,12}(?:\\d[\\d.]*[a-zµμ]{1,2})*';

/**
 * The tokens of a template by name, `$status` and so on. None can match into what follows it, or only a bounded number
 * of characters, so that every line is read in linear time.
 */
export const TOKENS = {
  /** An address or a name, with a port; a dash; a list of forwarded ones. */
  address: { pattern: '[^\\s",]+(?:, [^\\s",]+)*' },
  ip: { pattern: '[0-9a-fA-F:.]+' },
  /** The user's name with the spaces around it. */
  user: { pattern: '[^["]*' },
  word: { pattern: '\\S+' },
  /** A word that may be missing. */
  maybe: { pattern: '\\S*' },
  fewWords: { pattern: '(?:\\S+ ){0,5}?' },
  /** What a status means, in words: `Internal Server Error `. */
  reason: { pattern: "(?:[A-Z][\\w'-]* )*" },
  /** Up to a colon. */
  phrase: { pattern: '[^:]{1,40}' },
  /** Between bars. */
  cell: { pattern: '[^|]*' },
  code: { pattern: '[A-Z_]+' },
  /** Whether it came from a cache. */
  hit: { pattern: '(?:hit|miss|pass|pipe|error|synth)' },
  transport: { pattern: '(?:TCP|UDP)', part: 'method' },
  count: { pattern: '(?:\\d+|-)' },
  timer: { pattern: '-?\\d+' },
  /** Within double quotes, which are escaped within it. */
  quoted: { pattern: '(?:[^"\\\\]|\\\\.)*' },
  bracketed: { pattern: '[^\\]]*' },
  braces: { pattern: '\\{[^}]*\\}' },
  parentheses: { pattern: '\\([^)]*\\)' },
  /** One thing for each upstream that was tried. */
  list: { pattern: '[^\\s,]+(?:(?:,| :) [^\\s,]+)*' },
  /** Whatever follows: nothing need be looked for. */
  rest: { pattern: '' },
  pairs: { pattern: '', part: 'pairs' },
  time: { pattern: '[^\\]"]+', part: 'time' },
  /** ISO 8601 */
  instant: { pattern: '\\d{4}-\\d\\d-\\d\\dT[^\\s"|]*', has: [10, 'T'], part: 'time' },
  epoch: { pattern: '\\d{10}\\.\\d{3}', has: [10, '.'], part: 'time' },
  date: { pattern: '\\d{4}[/-]\\d\\d[/-]\\d\\d (?:- )?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?', part: 'time' },
  clock: { pattern: '\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?', has: [2, ':'], part: 'time' },
  request: { pattern: '(?:[^"\\\\]|\\\\.)*', part: 'request' },
  method: { pattern: '(?:[A-Z]{3,20}|-)', part: 'method' },
  path: { pattern: '[^\\s"|]*', part: 'path' },
  status: { pattern: '(?:\\d{3}|-1|-|0)', part: 'status' },
  host: { pattern: '[A-Za-z0-9_.-]+', part: 'service' },
  service: { pattern: '[^\\s/\\]"|]+', part: 'service' },
  /** Who answered, with or without a port. */
  upstream: { pattern: '[^\\s"\\]]*?', after: '(?::\\d+)?', part: 'service' },
  /** The kind of process of a dyno such as `web.1`. */
  dyno: { pattern: '[^\\s.]*', after: '(?:\\.\\d+)?', part: 'service' },
  /** The group in the name of a target group; a dash. */
  target: { before: '(?:arn:[^\\s/]*:targetgroup/', pattern: '[^\\s/]+', after: '/\\S+|\\S+)', part: 'service' },
  trace: { pattern: '[^\\s"|]*', part: 'trace' },
  level: { pattern: '\\w+', part: 'level' },
  flags: { pattern: '\\S+', part: 'flags' },
  duration: { pattern: DURATION, part: 'duration' },
  /** A duration that may be missing. */
  latency: { pattern: `(?:${DURATION})?`, part: 'duration' },
  seconds: { pattern: '(?:\\d+\\.\\d+|-)', part: 'seconds' },
  ms: { pattern: '(?:\\+?\\d+(?:\\.\\d+)?|-1|-)', part: 'ms' },
  us: { pattern: '(?:\\d+|-)', part: 'us' },
  number: { pattern: '\\d+', part: 'number' },
  someSeconds: { pattern: '(?:\\d+(?:\\.\\d+)?|-1|-)', part: 'someSeconds' },
} as const satisfies Readonly<Record<string, Token>>;
