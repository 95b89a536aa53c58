import { type Incident, type IncidentCause } from '../model/analysis';

/** What a service logged as an incident began. */
export interface FirstLine {
  readonly service: string;
  readonly message: string;
  /** Left out where only the minute is known. */
  readonly timeMs?: number;
  /** Left out where the line names none. */
  readonly traceId?: string;
  /** For people: why this line. */
  readonly what: string;
}

/**
 * The lines to read first: the first error of the service where it likely began, and the first of any service in the
 * minutes before. None where no error came, or lines are not known.
 */
export function firstLines({ cause, suspects = [], firstError }: Incident): FirstLine[] {
  // Of a service that logged no error the message is what was measured: the end of what is said of the suspect.
  const isLine = cause && cause.confidence > 0 && !suspects[0]?.text.endsWith(cause.message);
  const own = isLine ? [ownLine(cause)] : [];
  const isSame = own.some(({ service, message }) => service === firstError?.service && message === firstError.message);
  return firstError && !isSame ? [...own, { ...firstError, what: 'first error of any service' }] : own;
}

function ownLine({ service, message, traceId }: IncidentCause): FirstLine {
  return { service, message, ...(traceId && { traceId }), what: 'first error where it began' };
}
