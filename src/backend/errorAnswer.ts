import { CancelledError, type ErrorSource, SeismologError } from '../errors';
import { type Log } from './log';
import { type Recorder } from './recorder';
import { clipped } from '../format/format';

export interface ErrorAnswer {
  status: number;
  message: string;
  source: ErrorSource;
}

/** Of a message that repeats what it was given: so many characters are more than anybody reads. */
const MAX_CHARACTERS = 2000;

/** What a user sees of an error. Of a bug only that there was one: its details are for the log. */
export function answerError(error: unknown, log: Log, record: Recorder): ErrorAnswer {
  if (error instanceof CancelledError) {
    return { status: error.status, message: error.message, source: error.source };
  }
  if (error instanceof SeismologError) {
    record({ what: 'error', kind: error.name });
    const message = clipped(error.message, MAX_CHARACTERS);
    log.warn(message, { error: error.name, status: error.status });
    return { status: error.status, message, source: error.source };
  }
  record({ what: 'error', kind: 'unexpected' });
  log.error('Unexpected error', { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const message = "Seismolog failed unexpectedly. The details are in Grafana's log; please report them.";
  return { status: 500, message, source: 'plugin' };
}
