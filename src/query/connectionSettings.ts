import { type StoreConnection, type StoreTls } from './connection';
import { MARKS_SECRET, type MARKS_SETTING } from './marks';
import { type ConnectionSettings, type StoredSettings } from './resolved';
import { sourceOf, type SourceType } from './sources';
import { type Resolved } from './table/entry';

const MAX_URL_CHARACTERS = 2000;

/**
 * How to reach the store, in Grafana's own names for logins, TLS and headers. The address is one without an
 * addressProblem.
 */
export function resolveConnection(
  stored: StoredSettings,
  json: ConnectionSettings,
  source: SourceType
): StoreConnection {
  const { secureJsonData: secret } = stored;
  return {
    url: sourceOf(source).store ? plainUrl(stored.url) : '',
    ...storeLogin(stored, source),
    ...(json.tenantId && { tenantId: json.tenantId }),
    headers: storeHeaders(stored.jsonData, secret),
    tls: storeTls(json, secret),
    timeoutMs: json.timeout * 1000,
  };
}

/** What is wrong with the address of the store, without a word of it: it may hold a login. */
export function addressProblem(url: string, source: SourceType | undefined): string | undefined {
  if (source === undefined || !sourceOf(source).store) {
    return undefined;
  }
  const text = url.trim();
  return text === ''
    ? 'The address of the log store is missing. Enter its URL, for example http://loki:3100'
    : urlProblem(text, 'The address of the log store ');
}

/** What is wrong with the address of what is read beside the store: of a Grafana with marks, of a calendar. */
export function otherAddressProblem(url: string): string | undefined {
  return urlProblem(url.trim());
}

function urlProblem(text: string, subject = ''): string | undefined {
  const parsed = text.length <= MAX_URL_CHARACTERS && URL.canParse(text) ? new URL(text) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    return `${subject}must be a URL that begins with http:// or https://`;
  }
  if (parsed.username || parsed.password) {
    return `${subject}must not hold a login: enter that in its own fields instead`;
  }
  return undefined;
}

/** Until a request for marks is given up: an analysis waits for it. */
const MARKS_TIMEOUT_MS = 10_000;

/** The Grafana that marks are read from: one of its own, or that of the source. Undefined: none are read. */
export function resolveMarks(
  { enabled, url }: Resolved<typeof MARKS_SETTING.settings>,
  { [MARKS_SECRET.secret]: token }: StoredSettings['secureJsonData'],
  source: StoreConnection
): StoreConnection | undefined {
  if (!enabled) {
    return undefined;
  }
  const own = { url: '', headers: {}, tls: { skipVerify: false } };
  const connection = url.trim() === '' ? source : { ...own, url: plainUrl(url) };
  const timeoutMs = Math.min(source.timeoutMs, MARKS_TIMEOUT_MS);
  return { ...connection, timeoutMs, ...(token && { basicAuth: undefined, bearerToken: token }) };
}

function plainUrl(text: string): string {
  const { origin, pathname } = new URL(text.trim());
  return `${origin}${pathname}`.replace(/(?<!\/)\/+$/, '');
}

/** The login of this kind of store only: a secret that was left behind by another must not be sent to it. */
function storeLogin(
  { basicAuth, basicAuthUser, secureJsonData: secret }: StoredSettings,
  source: SourceType
): Pick<StoreConnection, 'basicAuth' | 'bearerToken' | 'apiKey'> {
  if (basicAuth) {
    return { basicAuth: { user: basicAuthUser, password: secret.basicAuthPassword ?? '' } };
  }
  const name = sourceOf(source).store?.token.secret;
  const token = name && secret[name];
  if (!token) {
    return {};
  }
  return name === 'apiKey' ? { apiKey: token } : { bearerToken: token };
}

/** Grafana keeps a header's name in jsonData and its value among the secrets, under the same number. */
function storeHeaders(jsonData: unknown, secret: StoredSettings['secureJsonData']): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [key, name] of Object.entries(jsonData ?? {})) {
    const number = /^httpHeaderName(\d+)$/.exec(key)?.[1];
    if (number !== undefined && typeof name === 'string' && name !== '') {
      headers[name] = secret[`httpHeaderValue${number}`] ?? '';
    }
  }
  return headers;
}

function storeTls(json: ConnectionSettings, secret: StoredSettings['secureJsonData']): StoreTls {
  return {
    skipVerify: json.tlsSkipVerify,
    ...(json.tlsAuthWithCACert && secret.tlsCACert && { ca: secret.tlsCACert }),
    ...(json.tlsAuth && secret.tlsClientCert && { cert: secret.tlsClientCert }),
    ...(json.tlsAuth && secret.tlsClientKey && { key: secret.tlsClientKey }),
    ...(json.serverName && { serverName: json.serverName }),
  };
}
