import { tableOf } from '../characterCodes';

/** How a crash begins that a run time prints: of Python, Java, JavaScript, .NET, Go, Rust, Ruby, C. */
const CRASH =
  /^(?:Traceback \(most recent call last\)|Exception in thread |Unhandled [Ee]xception|Uncaught |panic: |fatal error: |thread '[^']{0,99}' panicked at |goroutine \d+ \[running\]|terminate called |Segmentation fault|# A fatal error has been detected|\*\*\* [\w ]{1,40} detected \*\*\*|npm ERR!|(?:ORA|TNS)-\d{3,5}[: ])/;

/** What these begin with: most lines are done with by it. */
const BEGINS = tableOf('TEUpftgS#*nO');

/** `java.lang.IllegalStateException: no stock`, `TypeError: x is undefined`, `Caused by: ...` */
const THROWN = /^(?:Caused by: |Uncaught |Unhandled )?[\w$]{1,80}(?:[.][\w$]{1,80}){0,20}(?::|$|\n)/;

/** A stack trace, or a crash, without a level is an error. */
export function isException(text: string): boolean {
  const head = text.slice(0, 400);
  if (BEGINS[Math.min(text.charCodeAt(0), 127)] === 1 && CRASH.test(head)) {
    return true;
  }
  const isLikely = head.includes('Error') || head.includes('Exception');
  const name = isLikely ? THROWN.exec(head)?.[0] : undefined;
  return name !== undefined && /(?:Exception|Error)(?::|\n)?$/.test(name);
}
