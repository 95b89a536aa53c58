import { SettingsError } from '../errors';
import { type StoreConnection, type StoreTls } from './connection';
import { type StoredSettings } from './resolved';
import { type SeismologSettings, type SourceType } from './settings';

const DEFAULT_TIMEOUT_SECONDS = 60;

type ConnectionJson = Pick<
  SeismologSettings,
  'tenantId' | 'timeout' | 'tlsSkipVerify' | 'tlsAuth' | 'tlsAuthWithCACert' | 'serverName'
>;

/**
 * How to reach the store, in Grafana's own names for logins, TLS and headers.
 * @throws SettingsError where the address is missing or is none
 */
export function resolveConnection(stored: StoredSettings, json: ConnectionJson, source: SourceType): StoreConnection {
  const { secureJsonData: secret } = stored;
  return {
    url: source === 'generated' ? '' : storeUrl(stored.url),
    ...storeLogin(stored, source),
    ...(json.tenantId && { tenantId: json.tenantId }),
    headers: storeHeaders(stored.jsonData, secret),
    tls: storeTls(json, secret),
    timeoutMs: (json.timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
  };
}

/** The login of this kind of store only: a secret that was left behind by another must not be sent to it. */
function storeLogin(
  { basicAuth, basicAuthUser, secureJsonData: secret }: StoredSettings,
  source: SourceType
): Pick<StoreConnection, 'basicAuth' | 'bearerToken' | 'apiKey'> {
  if (basicAuth) {
    return { basicAuth: { user: basicAuthUser, password: secret.basicAuthPassword ?? '' } };
  }
  if (source === 'elasticsearch' && secret.apiKey) {
    return { apiKey: secret.apiKey };
  }
  const token = source === 'grafana' ? secret.serviceAccountToken : secret.bearerToken;
  return token ? { bearerToken: token } : {};
}

function storeUrl(text: string): string {
  if (text.trim() === '') {
    throw new SettingsError('The address of the log store is missing. Enter its URL, for example http://loki:3100.');
  }
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new SettingsError('The address of the log store must be a URL that begins with http:// or https://.');
  }
  if (url.username || url.password) {
    throw new SettingsError('The URL must not hold a login: put user and password into basic authentication instead.');
  }
  return `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '');
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

function storeTls(json: ConnectionJson, secret: StoredSettings['secureJsonData']): StoreTls {
  return {
    skipVerify: json.tlsSkipVerify ?? false,
    ...(json.tlsAuthWithCACert && secret.tlsCACert && { ca: secret.tlsCACert }),
    ...(json.tlsAuth && secret.tlsClientCert && { cert: secret.tlsClientCert }),
    ...(json.tlsAuth && secret.tlsClientKey && { key: secret.tlsClientKey }),
    ...(json.serverName && { serverName: json.serverName }),
  };
}
