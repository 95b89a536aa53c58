import { QueryError, SettingsError } from '../../errors';
import { QUERY_BYTES } from '../../query/query';
import { SETTINGS_BYTES } from '../../query/settings';
import {
  type CallResourceRequest,
  type DataQueryMessage,
  type PluginContextMessage,
  type StreamRequest,
} from '../proto/messages';

/*
 * How large what Grafana passes on may be. All of it is chosen by users: what is larger is refused before anything is
 * done with it.
 */

/** A whole message, bytes. */
export const MESSAGE_BYTES = 2 * 2 ** 20;

const QUERIES = 100;
const HEADER_BYTES = 64 * 1024;
const PATH_BYTES = 256;
const URL_BYTES = QUERY_BYTES;
const REF_ID_BYTES = 256;

/** @throws QueryError */
export function checkQueries({ length }: readonly DataQueryMessage[]): void {
  if (length > QUERIES) {
    throw new QueryError(
      `There are ${length} queries in one request; there may be ${QUERIES}. Spread them over several panels.`
    );
  }
}

/** @throws QueryError */
export function checkQuery({ json, refId }: DataQueryMessage): void {
  if (json.length > QUERY_BYTES) {
    throw new QueryError(
      `The query is ${kilobytes(json.length)} long; it may be ${kilobytes(QUERY_BYTES)}. Make it shorter.`
    );
  }
  if (refId.length > REF_ID_BYTES) {
    throw new QueryError(
      `The name of the query (refId) has ${refId.length} characters; it may have ${REF_ID_BYTES}. Make it shorter.`
    );
  }
}

/** @throws QueryError */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  const bytes = lengthOf(headers);
  if (bytes > HEADER_BYTES) {
    throw new QueryError(
      `The headers of the request are ${kilobytes(bytes)} long; they may be ${kilobytes(HEADER_BYTES)}.`
    );
  }
}

/** @throws SettingsError */
export function checkContext(context: PluginContextMessage | null): void {
  const stored = context?.dataSourceInstanceSettings;
  if (!stored) {
    return;
  }
  const { jsonData, decryptedSecureJsonData, name, uid, url, basicAuthUser } = stored;
  const bytes = jsonData.length + lengthOf(decryptedSecureJsonData) + lengthOf({ name, uid, url, basicAuthUser });
  if (bytes > SETTINGS_BYTES) {
    throw new SettingsError(
      `The data source's settings are ${kilobytes(bytes)} long; they may be ${kilobytes(SETTINGS_BYTES)}. Make them shorter.`
    );
  }
}

/** @throws QueryError */
export function checkResource({ path, url, method }: CallResourceRequest): void {
  if (path.length > PATH_BYTES || method.length > PATH_BYTES) {
    throw new QueryError(`The path of the resource has ${path.length} characters; it may have ${PATH_BYTES}.`);
  }
  if (url.length > URL_BYTES) {
    throw new QueryError(
      `The address of the resource is ${kilobytes(url.length)} long; it may be ${kilobytes(URL_BYTES)}.`
    );
  }
}

/** @throws QueryError */
export function checkStream({ path, data }: Pick<StreamRequest, 'path' | 'data'>): void {
  if (path.length > PATH_BYTES) {
    throw new QueryError(`The name of the live channel has ${path.length} characters; it may have ${PATH_BYTES}.`);
  }
  if (data.length > QUERY_BYTES) {
    throw new QueryError(
      `The query of the live channel is ${kilobytes(data.length)} long; it may be ${kilobytes(QUERY_BYTES)}. Make it shorter.`
    );
  }
}

function lengthOf(texts: Readonly<Record<string, string>>): number {
  return Object.entries(texts).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`;
}
