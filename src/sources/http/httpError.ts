import { StoreError } from '../../errors';

/** How a request failed. */
export type HttpFailure =
  /** No connection came about, or its certificate is not trusted. */
  | 'unreachable'
  /** The connection was closed before the whole answer had come. */
  | 'cut'
  | 'timeout'
  /** An answer with a status other than 2xx. */
  | 'status'
  /** A redirect that is not followed. */
  | 'redirect'
  | 'tooLarge'
  /** The whole answer came, but it isn't what was asked for. */
  | 'unreadable';

interface HttpErrorDetails extends ErrorOptions {
  failure: HttpFailure;
  /** The HTTP status that the store answered with. */
  storeStatus?: number;
  /** What the store said, without secrets, clipped. */
  said?: string;
  /** Where trying again can help; `afterMs`: as the store asked. */
  retry?: { afterMs?: number };
}

/** A request to a store that failed, with what a source needs to decide whether to ask for less. */
export class HttpError extends StoreError {
  readonly failure: HttpFailure;
  readonly storeStatus?: number;
  readonly said: string;
  readonly retry?: { afterMs?: number };

  constructor(message: string, { failure, storeStatus, said = '', retry, ...options }: HttpErrorDetails) {
    super(message, shownStatus(failure, storeStatus), options);
    this.failure = failure;
    this.storeStatus = storeStatus;
    this.said = said;
    this.retry = retry;
  }
}

/** A 401 is the store's to us: shown as such, a browser would take it for the end of its own session. */
function shownStatus(failure: HttpFailure, storeStatus = 0): number {
  if (failure === 'timeout' || storeStatus === 504) {
    return 504;
  }
  return storeStatus >= 400 && storeStatus < 500 && storeStatus !== 401 ? storeStatus : 502;
}
