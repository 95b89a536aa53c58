import { compose, cri, kubectl, stern, timestamps } from './containers';
import { type Frame } from './frame';
import { fluentBit, fluentd, heroku } from './shippers';
import { syslog3164, syslog5424, syslogIso, syslogPriority } from './syslog';

export { emptyFramed, type Frame } from './frame';

/** All frames, in the order in which they are tried. A new one is a line here. */
export const FRAMES: readonly Frame[] = [
  cri,
  kubectl,
  compose,
  stern,
  syslog5424,
  heroku,
  syslog3164,
  syslogIso,
  syslogPriority,
  fluentd,
  fluentBit,
  timestamps,
];

/** Those of lines that a shipper hands on as the message of an object. */
export const SYSLOG_FRAMES: readonly Frame[] = [syslog5424, syslog3164, syslogPriority];

/** The frames whose signs stand in no other line. */
export const SURE_FRAMES: readonly Frame[] = FRAMES.filter((frame) => !frame.isLoose);

/** The colours and cursor movements of terminals (ECMA-48). */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])/g;

/** A line without the colours of terminals. */
export function withoutColours(text: string): string {
  return text.includes('\x1b') ? text.replace(ESCAPES, '') : text;
}

/** A message as it is read: without colours and the line end that runtimes leave behind it. */
export function plainMessage(message: string): string {
  const text = withoutColours(message);
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) {
    end--;
  }
  return end === text.length ? text : text.slice(0, end);
}
