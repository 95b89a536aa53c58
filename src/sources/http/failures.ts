import { type JsonBoundsError } from '../../boundedJson';
import { type StoreConnection } from './connection';
import { HttpError } from './httpError';
import { htmlInsteadOf, looksLikeHtml, quote } from './quote';
import { redact } from './redact';
import { retryAfterMs } from './retry';
import { storeSecrets } from './storeFetch';

/** Trying again can help: too many requests, or something between us and the store that is passing. */
const PASSING = new Set([429, 502, 503, 504]);

const NO_TLS =
  'fails in the TLS handshake. Check whether the URL should begin with http:// instead of https://, and whether the server asks for a client certificate.';

/** What an error code of fetch (Bun's and Node's) means, and what to do. */
const NETWORK: Record<string, string> = {
  ECONNREFUSED: 'refuses the connection. Check the host and port of the URL, and that the server is running.',
  ENOTFOUND: "cannot be found: its host name is not known here. Check the URL's host.",
  EAI_AGAIN: "cannot be found: the name server doesn't answer. Check the URL's host and the network.",
  EHOSTUNREACH: 'cannot be reached from here. Check the URL and the network.',
  ENETUNREACH: 'cannot be reached from here. Check the URL and the network.',
  ETIMEDOUT: 'cannot be reached: the connection timed out. Check the URL, the network and its firewalls.',
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_TLS_CERT_ALTNAME_INVALID:
    "shows a TLS certificate that is made out to another name. Use that name in the URL, or set it as the server's name in the TLS settings.",
  CERT_HAS_EXPIRED: 'shows a TLS certificate that has expired. Renew it.',
  FailedToOpenSocket:
    'cannot be connected to: a certificate or key of the TLS settings is not valid PEM, or the URL has no such host.',
  ZlibError: 'sent a compressed answer that cannot be unpacked. A proxy between may damage it.',
  Z_DATA_ERROR: 'sent a compressed answer that cannot be unpacked. A proxy between may damage it.',
  Z_BUF_ERROR: 'sent a compressed answer that is cut short. A proxy between may damage it.',
};

const UNTRUSTED =
  'shows a TLS certificate that is not trusted here. Give the certificate of its authority (CA) in the TLS settings.';

const DAMAGED = new Set(['ZlibError', 'Z_DATA_ERROR', 'Z_BUF_ERROR']);

/** How a store says what is wrong. */
export interface StoreWords {
  /** What the store's own words mean and what to do, where that is clearer than the advice by status. */
  explain?: (status: number, body: string) => string | undefined;
  /** Whether an error's body says that trying again can't help, whatever the status. */
  isLasting?: (body: string) => boolean;
  /** What of an error's body is for people; '' where nothing is. Left out: all of it. */
  reasonIn?: (body: string) => string;
}

/** Makes the errors of one store: each names the store, its address, what happened and what to do, and no secret. */
export class Failures {
  private readonly secrets: string[];
  private readonly store: string;

  constructor(
    private readonly connection: StoreConnection,
    readonly address: string,
    storeName: string,
    private readonly words: StoreWords = {}
  ) {
    this.secrets = storeSecrets(connection);
    this.store = `${storeName} at ${address}`;
  }

  /** fetch itself failed, before an answer or in the middle of it. */
  network(error: unknown, answered: boolean): HttpError {
    const code = networkCode(error);
    const known = NETWORK[code] ?? (/CERT|SELF_SIGNED|UNABLE_TO/.test(code) ? UNTRUSTED : undefined);
    if (known) {
      return new HttpError(`${this.store} ${known}`, {
        failure: DAMAGED.has(code) ? 'unreadable' : 'unreachable',
        retry: code === 'EAI_AGAIN' || code === 'ETIMEDOUT' ? {} : undefined,
      });
    }
    const what = answered ? 'closed the connection in the middle of its answer' : 'closed the connection';
    const isPlain = !answered && this.address.startsWith('http:');
    const hint = `Check ${isPlain ? 'whether the URL should begin with https://, and ' : ''}the server and any proxy between.`;
    const why = code ? ` (${redact(code, this.secrets)})` : '';
    return new HttpError(`${this.store} ${what}${why}. ${hint}`, { failure: 'cut', retry: {} });
  }

  timeout(): HttpError {
    const seconds = this.connection.timeoutMs / 1000;
    return new HttpError(
      `${this.store} did not answer within ${seconds} s. Narrow the query or its time range, or raise the timeout in the data source's settings.`,
      { failure: 'timeout' }
    );
  }

  /** An answer with a status that is not 2xx. */
  status(response: Response, path: string, body: string): HttpError {
    const { status } = response;
    const { explain, isLasting, reasonIn = (all: string) => all } = this.words;
    const said = quote(reasonIn(body), this.secrets);
    const words = [`${this.store} answered ${status}${this.reason(response)}${where(status, path)}.`];
    words.push(explain?.(status, body) ?? advice(status));
    if (said) {
      words.push(`It said: "${said}"`);
    }
    return new HttpError(words.filter(Boolean).join(' '), {
      failure: 'status',
      storeStatus: status,
      said,
      retry:
        PASSING.has(status) && !isLasting?.(body)
          ? { afterMs: retryAfterMs(response.headers.get('Retry-After'), Date.now()) }
          : undefined,
    });
  }

  private reason({ statusText }: Response): string {
    const said = quote(statusText, this.secrets);
    return said && ` ${said}`;
  }

  redirect(status: number, target: URL | undefined): HttpError {
    const message = target
      ? `${this.store} redirects (${status}) to ${redact(target.origin, this.secrets)}, which is not followed because the login must not go there. If that is the store, set it as the URL; if it is a login page, check the login.`
      : `${this.store} redirects (${status}) without end or without a target. Check the URL.`;
    return new HttpError(message, { failure: 'redirect', storeStatus: status });
  }

  tooLarge(maxBytes: number): HttpError {
    const megabytes = Math.round(maxBytes / 1e6);
    return new HttpError(
      `${this.store} sent an answer of more than ${megabytes} MB. Narrow the query or its time range.`,
      { failure: 'tooLarge' }
    );
  }

  /** A 200 whose body is JSON that is not to be read. */
  outOfBounds({ bound, message }: JsonBoundsError): HttpError {
    return bound === 'memory'
      ? new HttpError(`${this.store} sent JSON that ${message}. Narrow the query or its time range.`, {
          failure: 'tooLarge',
        })
      : new HttpError(`${this.store} sent JSON that ${message}. Check the server and any proxy between.`, {
          failure: 'unreadable',
        });
  }

  /** A 200 whose body is not the JSON that was asked for. */
  notJson(body: string): HttpError {
    const said = quote(body.slice(0, 1000), this.secrets);
    let what = `something other than JSON. Check the URL. It began: "${said}"`;
    if (body.trim() === '') {
      what = 'an empty answer instead of JSON. Check the URL and any proxy between.';
    } else if (looksLikeHtml(body)) {
      what = htmlInsteadOf('JSON');
    } else if (/^\s*[[{]/.test(body)) {
      what = 'JSON that is broken or cut short. Check the server and any proxy between.';
    }
    return new HttpError(`${this.store} answered with ${what}`, { failure: 'unreadable', said });
  }
}

/** fetch's own error says little: the code that says more is on it (Bun) or on its cause (Node). */
function networkCode(error: unknown): string {
  for (let at = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : undefined) {
    if ('code' in at && typeof at.code === 'string') {
      return at.code;
    }
  }
  return '';
}

function where(status: number, path: string): string {
  return status === 404 ? ` for ${path}` : '';
}

function advice(status: number): string {
  if (status === 401) {
    return "It refuses the login: check the user and password, or whether the token has expired, in the data source's settings.";
  }
  if (status === 403) {
    return 'The login is known but may not read this: check its rights and the tenant.';
  }
  if (status === 404) {
    return 'Check the URL: is this the address of such a store?';
  }
  if (status === 407) {
    return 'A proxy between asks for a login of its own.';
  }
  if (status === 429) {
    return 'Too many requests or bytes for its limits: ask for less, less often, or raise its limits.';
  }
  if (status === 504) {
    return 'The query took too long: narrow it or its time range.';
  }
  return status >= 500 ? 'The fault is on its side: its log says more.' : '';
}
