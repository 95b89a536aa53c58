import { JsonBoundsError, parseJson, requireBounds } from '../../boundedJson';
import { CancelledError, SettingsError } from '../../errors';
import { type BodyOptions, BodyTooLarge, readBody } from './body';
import { type StoreConnection } from './connection';
import { Failures, type StoreWords } from './failures';
import { HttpError } from './httpError';
import { beginRequest, receive } from './meter';
import { DEFAULT_RETRIES, type RetryPolicy, withRetries } from './retry';
import { ANSWERS_AS_SENT, bunTls, storeHeaders, type StoreRequestInit } from './storeFetch';
import { Turns } from './turns';

type QueryParams = Record<string, string | number>;

/** Of an address: several values of one name stand there one by one. */
type UrlParams = Record<string, string | number | readonly string[]>;

/** A request that is more than a question. */
interface SendRequest {
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  params?: QueryParams;
  body?: string;
  /** Of the body. Default: application/json. */
  contentType?: string;
}

/**
 * Requests to one store. Every error is an HttpError (a StoreError) that names the store, its address without a login,
 * the status and what to do; or CancelledError once the signal has aborted; or BudgetError where the Meter that it runs
 * in allows no more.
 */
export interface HttpClient {
  getText(path: string, params: UrlParams, signal: AbortSignal): Promise<string>;
  getJson(path: string, params: UrlParams, signal: AbortSignal): Promise<unknown>;
  /** @param body JSON, as text. @returns the answer's text. */
  postJson(path: string, body: string, signal: AbortSignal): Promise<string>;
  /** Asks by a form, which may be longer than a URL. @returns the answer's text, JSON line by line. */
  postForm(path: string, params: QueryParams, signal: AbortSignal): Promise<string>;
  /** @returns the answer's JSON. */
  sendJson(request: SendRequest, signal: AbortSignal): Promise<unknown>;
}

export interface HttpClientOptions extends StoreWords {
  /** Headers of every request, beside the connection's. */
  headers?: Record<string, string>;
  retries?: Partial<RetryPolicy>;
  /** The most bytes of one answer, unpacked. Default 64 MB: memory stays bounded whatever the store sends. */
  maxBodyBytes?: number;
}

const MAX_BODY_BYTES = 64e6;
const MAX_ERROR_BYTES = 1e6;
const MAX_REDIRECTS = 5;

/**
 * A client for one store, over fetch. Network resets, 429, 502, 503 and 504 are tried again, within bounded tries and
 * the connection's timeout; everything else fails at once.
 *
 * @throws SettingsError where the URL or a header can't be used.
 */
export function createHttpClient(
  connection: StoreConnection,
  storeName: string,
  options: HttpClientOptions = {}
): HttpClient {
  const { headers = {}, retries, maxBodyBytes = MAX_BODY_BYTES } = options;
  const base = baseUrl(connection, storeName);
  const failures = new Failures(connection, base, storeName, options);
  const policy = { ...DEFAULT_RETRIES, totalMs: connection.timeoutMs, ...retries };
  const allHeaders = requestHeaders(connection, headers, storeName);
  const tls = bunTls(connection.tls);
  const turns = new Turns();

  async function request(path: string, url: URL, init: RequestInit, signal: AbortSignal): Promise<string> {
    return withRetries(() => once(path, url, init, signal), policy, signal);
  }

  async function once(path: string, url: URL, init: RequestInit, signal: AbortSignal): Promise<string> {
    if (signal.aborted) {
      throw new CancelledError();
    }
    beginRequest();
    const timeout = AbortSignal.timeout(connection.timeoutMs);
    const either = AbortSignal.any([signal, timeout]);
    const bodyOptions = { maxBytes: maxBodyBytes, isAsSent: ANSWERS_AS_SENT, turns, signal: either };
    let answered = false;
    try {
      const headers = withContentType(allHeaders, init);
      const response = await follow(url, { ...init, tls, decompress: !ANSWERS_AS_SENT, headers, signal: either });
      answered = true;
      if (!response.ok) {
        throw failures.status(response, path, await errorBody(response, bodyOptions));
      }
      const text = await readBody(response, bodyOptions);
      receive(Buffer.byteLength(text));
      return text;
    } catch (error) {
      if (signal.aborted) {
        throw new CancelledError();
      }
      if (error instanceof HttpError) {
        throw error;
      }
      if (error instanceof BodyTooLarge) {
        throw failures.tooLarge(maxBodyBytes);
      }
      throw timeout.aborted ? failures.timeout() : failures.network(error, answered);
    }
  }

  /** Redirects are followed on the same host only: elsewhere the login must not go. */
  async function follow(start: URL, init: StoreRequestInit): Promise<Response> {
    let url = start;
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(url, { ...init, redirect: 'manual' });
      if (response.status < 300 || response.status > 399) {
        return response;
      }
      await response.body?.cancel();
      const target = redirectTarget(response, url);
      if (target && !isSameStore(url, target)) {
        throw failures.redirect(response.status, target);
      }
      if (!target || redirects >= MAX_REDIRECTS || init.method === 'POST') {
        throw failures.redirect(response.status, undefined);
      }
      url = target;
    }
  }

  async function getText(path: string, params: UrlParams, signal: AbortSignal): Promise<string> {
    return request(path, urlWith(path, params), { method: 'GET' }, signal);
  }

  function urlWith(path: string, params: UrlParams): URL {
    const url = new URL(base + path);
    for (const [name, value] of Object.entries(params)) {
      [value].flat().forEach((one) => url.searchParams.append(name, String(one)));
    }
    return url;
  }

  function parsed(text: string): unknown {
    try {
      return parseJson(text);
    } catch (error) {
      throw error instanceof JsonBoundsError ? failures.outOfBounds(error) : failures.notJson(text);
    }
  }

  /** A text of which JSON is to be kept. */
  function bounded(text: string): string {
    try {
      requireBounds(text);
      return text;
    } catch (error) {
      throw error instanceof JsonBoundsError ? failures.outOfBounds(error) : error;
    }
  }

  return {
    getText,
    async getJson(path, params, signal) {
      return parsed(await getText(path, params, signal));
    },
    async postJson(path, body, signal) {
      return request(path, new URL(base + path), { method: 'POST', body }, signal);
    },
    async postForm(path, params, signal) {
      const body = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)])).toString();
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      return bounded(await request(path, new URL(base + path), { method: 'POST', body, headers }, signal));
    },
    async sendJson({ method, path, params = {}, body, contentType }, signal) {
      const headers = contentType === undefined ? undefined : { 'Content-Type': contentType };
      return parsed(await request(path, urlWith(path, params), { method, body, headers }, signal));
    },
  };
}

function baseUrl({ url }: StoreConnection, storeName: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new SettingsError(`The URL of ${storeName} must be an address such as http://host:port.`);
  }
  if (parsed.username || parsed.password) {
    throw new SettingsError(`The URL of ${storeName} must not hold a login: use basic authentication in the settings.`);
  }
  return parsed.origin + parsed.pathname.replace(/(?<!\/)\/+$/, '');
}

function requestHeaders(connection: StoreConnection, own: Record<string, string>, storeName: string): Headers {
  try {
    const headers = storeHeaders(connection);
    for (const [name, value] of Object.entries(own)) {
      headers.set(name, value);
    }
    return headers;
  } catch {
    // fetch's message would show the value.
    throw new SettingsError(
      `A header for ${storeName} (custom, token or tenant) holds a character that HTTP doesn't allow, such as a line break.`
    );
  }
}

function withContentType(headers: Headers, { body, headers: own }: RequestInit): Headers {
  const result = new Headers(headers);
  if (body) {
    result.set('Content-Type', new Headers(own).get('Content-Type') ?? 'application/json');
  }
  return result;
}

function redirectTarget(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('Location');
  return location && URL.canParse(location, from) ? new URL(location, from) : undefined;
}

/** The same host and port, or the step from http to https on the same host. */
function isSameStore(from: URL, to: URL): boolean {
  return (
    to.origin === from.origin ||
    (to.hostname === from.hostname && from.protocol === 'http:' && to.protocol === 'https:')
  );
}

/** The status says more than a body that can't be read. */
async function errorBody(response: Response, options: BodyOptions): Promise<string> {
  try {
    return await readBody(response, { ...options, maxBytes: MAX_ERROR_BYTES });
  } catch {
    return '';
  }
}
