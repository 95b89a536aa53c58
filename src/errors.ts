/** Whose fault an error is, in Grafana's terms: the store's (downstream) or ours (plugin). */
export type ErrorSource = 'downstream' | 'plugin';

/**
 * Every error that a user may see. The message says what is wrong and what to do about it;
 * it never holds a secret. Anything else that is thrown is a bug and is reported as such.
 */
export class SeismologError extends Error {
  constructor(
    message: string,
    /** The HTTP status that fits: 400 for what the user can mend, 502 for the store's failures... */
    readonly status: number,
    readonly source: ErrorSource,
    options?: ErrorOptions
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A query that cannot be answered as it stands: unknown type, wrong option, a view that no alert rule can read. */
export class QueryError extends SeismologError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 400, 'downstream', options);
  }
}

/** Logs that a store can't count by itself, for how they are kept: they can still be read one by one. */
export class UncountableError extends QueryError {}

/** Settings of the data source that don't parse or don't fit together. */
export class SettingsError extends SeismologError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 400, 'downstream', options);
  }
}

/** A log store that doesn't answer, refuses, or answers with what can't be read. */
export class StoreError extends SeismologError {
  constructor(message: string, status = 502, options?: ErrorOptions) {
    super(message, status, 'downstream', options);
  }
}

/** Logs that can't be read: a file that is missing, a header without the columns that are needed. */
export class InputError extends SeismologError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 400, 'downstream', options);
  }
}

/** A file in which there are no logs: among others it may be left out. */
export class NoLogsError extends InputError {}

/** More than one query may take of time or memory, which others share. */
export class LimitError extends SeismologError {
  constructor(message: string, status: number, options?: ErrorOptions) {
    super(message, status, 'downstream', options);
  }
}

/** More than the settings let one reading take from a store. */
export class BudgetError extends LimitError {
  constructor(message: string) {
    super(message, 413);
  }
}

/** The caller went away. Never shown; ends the work. */
export class CancelledError extends SeismologError {
  constructor() {
    super('The query was cancelled.', 499, 'downstream');
  }
}
