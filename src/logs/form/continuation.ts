import { tableOf } from '../characterCodes';

/* Lines of text that are no logs of their own: the rest of one, or what a run time prints as it dies. */

/** How a line begins that is a part of a trace: each with its first character as it stands, or behind a backslash. */
const TRACES = [
  'at ', // a frame of Java, JavaScript, .NET
  String.raw`\.{3} \d+ (?:more|common frames)`,
  'Caused by: ',
  'Suppressed: ',
  'Wrapped by: ',
  'Stack ?trace:',
  'Call stack:',
  'Backtrace:',
  'Traceback',
  String.raw`\[(?:stacktrace|previous exception)\]`,
  String.raw`#\d+ `, // a frame of PHP, gdb
  'File "',
  '--- End of ',
  'During handling of the above',
  'The above exception was',
  String.raw`goroutine \d+ \[`,
  'created by ',
];

const TRACE = new RegExp(`^\\s*(?:${TRACES.join('|')})`);

/** How a line begins that goes on with the log before it, in the same way. */
const GOES_ON = [...TRACES, String.raw`exit status \d`, 'stack backtrace:', 'note: '];

/** What closes or underlines something, or is a border, begins one too; a rule is a line of these. */
const CLOSES = '])}"|^';
const RULES = '-=~*_';
/** Of these, what opens the rows of tables. */
const OPENS = '"|';

const CONTINUATION = new RegExp(`^(?:${GOES_ON.join('|')}|[\\${CLOSES}]|[${RULES}]{3,}\\s*$)`);

/** How an exception begins by its name: loggers write it below their own line, as run times do as they die. */
const THROWN = new RegExp(
  '^(?:' +
    [
      String.raw`(?:[A-Za-z_][\w$]{0,60}\.){1,12}[\w$]{0,100}(?:Exception|Error|Throwable)(?::|\s*$)`,
      String.raw`[A-Z]?\w{0,60}(?:Error|Exception)(?: \[\w{1,60}\])?: `, // JavaScript and others
    ].join('|') +
    ')'
);

/** How what a run time alone prints as it dies begins. */
const DIES = [
  String.raw`Traceback \(most recent call last\)`, // Python
  String.raw`Fatal Python error: `,
  String.raw`panic: |fatal error: |runtime: out of memory|SIG[A-Z]{3,5}: `, // Go
  String.raw`Exception in thread |# A fatal error has been detected by the Java Runtime`, // Java
  String.raw`(?:Uncaught|Unhandled) [A-Z]?\w{0,60}(?:Error|Exception)(?: \[\w{1,60}\])?: `,
  String.raw`node:internal/|\(node:\d+\) UnhandledPromiseRejection|\[UnhandledPromiseRejection`,
  String.raw`/[^\s:]{1,200}\.[cm]?[jt]s:\d+\s*$|error: Uncaught `, // Node, Deno
  String.raw`.{1,300} at \S{1,200}\.p[lm] line \d{1,6}\.`, // Perl
  String.raw`Unhandled exception[.:]|Unhandled Exception:`, // .NET
  String.raw`thread '[^']{0,60}' (?:\(\d+\) )?panicked at `, // Rust
  String.raw`(?:PHP )?Fatal error: |PHP (?:Parse|Recoverable)`, // PHP
  String.raw`\S{1,200}\.rb:\d+:in `, // Ruby
  String.raw`\*\* \((?:\w[\w.]{0,60}|EXIT from #PID<[\d.]{1,30}>)\) |=(?:CRASH|SUPERVISOR) REPORT====`, // Elixir, Erlang
  String.raw`terminate called |Segmentation fault|Aborted(?: \(|$)|Bus error|Killed$|\*\*\* (?:stack smashing|Error)`, // C, shells
  String.raw`double free or corruption|={10,}\s?$|==\d+==ERROR: `,
].join('|');

const CRASH = new RegExp(`^(?:${DIES})`);

/** What these begin with: most lines are done with by it. */
const BEGINS = tableOf(GOES_ON.map((begin) => begin.replace('\\', '').charAt(0)).join('') + CLOSES + RULES);

/**
 * Whether a line without a time looks like a part of the log before it.
 *
 * @param opening what the logs begin with, see `openingOf`
 */
export function isContinuation(text: string, opening?: number): boolean {
  const code = text.charCodeAt(0);
  return (
    code === 32 || code === 9 || (BEGINS[code < 128 ? code : 0] === 1 && code !== opening && CONTINUATION.test(text))
  );
}

/**
 * The quote or bar that most logs begin with, as rows of a table do: what begins so is none of their parts then.
 *
 * @returns its character code; undefined where they begin with another character
 */
export function openingOf(logs: readonly string[]): number | undefined {
  return [...OPENS]
    .map((open) => open.charCodeAt(0))
    .find((code) => logs.filter((text) => text.charCodeAt(0) === code).length > logs.length / 2);
}

/** Whether a line looks like a part of a stack trace, whatever it follows. */
export function isTrace(text: string): boolean {
  return TRACE.test(text);
}

/** Whether a line without a time looks like the beginning of what a run time prints as it dies. */
export function isCrash(text: string): boolean {
  return CRASH.test(text) || isThrown(text);
}

/** Whether a line without a time begins with the name of an exception: loggers write it below a warning too. */
export function isThrown(text: string): boolean {
  return THROWN.test(text);
}
