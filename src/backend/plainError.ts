import { CancelledError, type ErrorSource, SeismologError } from '../errors';

/** An error as it crosses from one thread to another, which keeps no classes. */
export interface PlainError {
  name: string;
  message: string;
  stack: string;
  /** Left out: a bug, not an error for users. */
  known?: { status: number; source: ErrorSource };
}

export function toPlainError(error: unknown): PlainError {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const known = error instanceof SeismologError ? { status: error.status, source: error.source } : undefined;
  return { name, message, stack: stack + causesOf(error), ...(known && { known }) };
}

export function fromPlainError({ name, message, stack, known }: PlainError): Error {
  if (name === CancelledError.name) {
    return new CancelledError();
  }
  const error = known ? new SeismologError(message, known.status, known.source) : new Error(message);
  return Object.assign(error, { name, stack });
}

function causesOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? `\ncaused by ${cause.stack ?? cause.message}${causesOf(cause)}` : '';
}
