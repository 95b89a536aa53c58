import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { parseJson, whyNotJson } from '../boundedJson';
import { SettingsError } from '../errors';
import { type ResolvedSettings } from '../query/resolved';
import { isObject } from '../objects';
import { parseSettings } from '../query/validation';
import { type InstanceMessage, type PluginContextMessage } from './proto/messages';

/** A data source as it is set up at the moment. */
export interface Instance {
  /** The organisation whose it is: a uid is unique in one only. */
  org: number;
  uid: string;
  /** Differs between organisations, data sources, and versions of their settings. Shows nothing of the settings. */
  key: string;
  /**
   * Differs between organisations, data sources, and what they are set to read, and stays the same otherwise: also when
   * it is saved again, or with another password. Made of no secret.
   */
  identity: string;
  settings: ResolvedSettings;
}

const parsed = new LRUCache<string, Instance>({ max: 200 });

/**
 * The data source that a request is for.
 * @throws SettingsError
 */
export function instanceOf(context: PluginContextMessage | null): Instance {
  const stored = context?.dataSourceInstanceSettings;
  if (!context || !stored) {
    throw new SettingsError('The request names no data source. Choose a Seismolog data source for the query.');
  }
  const key = instanceKey(context.orgId, stored);
  const known = parsed.get(key);
  if (known) {
    return known;
  }
  const settings = parseSettings({
    jsonData: parseJsonData(stored.jsonData),
    secureJsonData: stored.decryptedSecureJsonData,
    url: stored.url,
    basicAuth: stored.basicAuthEnabled,
    basicAuthUser: stored.basicAuthUser,
  });
  const instance = { org: context.orgId, uid: stored.uid, key, identity: identityOf(context.orgId, stored), settings };
  parsed.set(key, instance);
  return instance;
}

function instanceKey(orgId: number, stored: InstanceMessage): string {
  const { jsonData, ...rest } = stored;
  const hash = createHash('sha256')
    .update(jsonData)
    .update(JSON.stringify([orgId, rest]));
  return hash.digest('base64url');
}

/** Settings of what people know of the logs: they change often, and change nothing of what the logs are. */
const KNOWLEDGE = ['calendar', 'calendars', 'marks'];

function identityOf(orgId: number, { uid, url, basicAuthUser, jsonData }: InstanceMessage): string {
  const settings = parseJsonData(jsonData);
  const reading =
    isObject(settings) && KNOWLEDGE.some((key) => key in settings)
      ? Object.fromEntries(Object.entries(settings).filter(([key]) => !KNOWLEDGE.includes(key)))
      : undefined;
  const hash = createHash('sha256')
    .update(reading ? JSON.stringify(reading) : jsonData)
    .update(JSON.stringify([orgId, uid, url, basicAuthUser]));
  return hash.digest('base64url');
}

function parseJsonData(bytes: Uint8Array): unknown {
  if (bytes.length === 0) {
    return {};
  }
  try {
    return parseJson(Buffer.from(bytes).toString());
  } catch (error) {
    throw new SettingsError(`The data source's settings: jsonData ${whyNotJson(error)}. Save the data source again.`, {
      cause: error,
    });
  }
}
