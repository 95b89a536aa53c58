import { PACKINGS } from './body';
import { type StoreConnection, type StoreTls } from './connection';

declare const Bun: object | undefined;

/** What Bun's fetch takes beside the standard's options. */
interface BunTls {
  ca?: string;
  cert?: string;
  key?: string;
  serverName?: string;
  rejectUnauthorized: boolean;
}

export interface StoreRequestInit extends RequestInit {
  tls: BunTls;
  decompress: boolean;
}

/**
 * Bun's fetch unpacks at once all that has arrived, however much that gives, so it is told to leave that. Node's, under
 * which the tests run, unpacks what is read, and can't be told.
 */
export const ANSWERS_AS_SENT = typeof Bun !== 'undefined';

/** The connection's TLS settings as Bun's fetch takes them. (Node's fetch, under which the tests run, ignores them.) */
export function bunTls({ skipVerify, ca, cert, key, serverName }: StoreTls): BunTls {
  return { ca, cert, key, serverName, rejectUnauthorized: !skipVerify };
}

/**
 * The headers of every request to the store: the login, the tenant and the customer's own.
 *
 * @throws TypeError for a name or value that HTTP doesn't allow; its message may hold the value.
 */
export function storeHeaders({ headers, basicAuth, apiKey, bearerToken, tenantId }: StoreConnection): Headers {
  const result = new Headers({ 'User-Agent': 'Seismolog', 'Accept-Encoding': PACKINGS, ...headers });
  if (basicAuth) {
    result.set('Authorization', `Basic ${base64(basicAuth)}`);
  } else if (apiKey) {
    result.set('Authorization', `ApiKey ${apiKey}`);
  } else if (bearerToken) {
    result.set('Authorization', `Bearer ${bearerToken}`);
  }
  if (tenantId) {
    result.set('X-Scope-OrgID', tenantId);
  }
  return result;
}

/** What must never be shown, also where a store sends it back. */
export function storeSecrets({ headers, basicAuth, apiKey, bearerToken, tls }: StoreConnection): string[] {
  const secrets = [
    ...Object.values(headers),
    bearerToken,
    apiKey,
    basicAuth?.password,
    basicAuth && base64(basicAuth),
    tls.key,
  ];
  return secrets.filter((secret): secret is string => Boolean(secret));
}

function base64({ user, password }: { user: string; password: string }): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}
