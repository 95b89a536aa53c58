import { type Stamp } from '../time/stamp';

/** What a frame around a log's own words says. */
export interface Framed {
  /** As it is written, or as it was read already to recognise the frame; '' where it does not say. */
  time: string | Stamp;
  /** The program, container or pod; '' where it names none. */
  service: string;
  /** Severity by syslog's scale, 0 to 7; -1 where it says none. */
  severity: number;
  /** Where the log's own words begin. */
  start: number;
  /** The log goes on in the next line of this frame. */
  isPart: boolean;
  /**
   * Of which stream it is, such as a program with its process: all lines of a log are of one. '' where it says none.
   */
  stream: string;
}

/** What collectors, runtimes and daemons write around each line of a log. */
export interface Frame {
  readonly name: string;
  /** For people: what is written, in the docs and by `parse`. */
  readonly example: string;
  /** The time is that at which the line came: a stack trace's lines each have one. */
  readonly isByLine: boolean;
  /** Its signs could stand in any line: it is looked for only where most lines of a sample have it. */
  readonly isLoose: boolean;
  /** Undoes how it writes control characters of the log's own words; left out: as they are. */
  readonly unescape?: (words: string) => string;
  /** @returns whether the text is in this frame; if not, `into` is undefined */
  read(text: string, into: Framed): boolean;
}

export function emptyFramed(): Framed {
  return { time: '', service: '', severity: -1, start: 0, isPart: false, stream: '' };
}

/** Sets all that a frame says. */
export function fill(
  into: Framed,
  start: number,
  time: string | Stamp = '',
  service = '',
  severity = -1,
  isPart = false,
  stream = ''
): true {
  into.start = start;
  into.time = time;
  into.service = service;
  into.severity = severity;
  into.isPart = isPart;
  into.stream = stream;
  return true;
}
