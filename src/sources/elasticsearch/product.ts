import { StoreError } from '../../errors';
import { objectOf } from '../../logs/json';
import { HttpError } from '../http/httpError';
import { type HttpClient } from '../http/httpClient';

/** Which of the two it is: they share most of their API, but not points in time. */
export interface Product {
  readonly name: 'Elasticsearch' | 'OpenSearch';
  /** Undefined where the login may not ask for it. */
  readonly version: string | undefined;
}

/** From these on there are points in time with a tie-breaker of their own. */
const OLDEST = { Elasticsearch: [7, 12], OpenSearch: [2, 4] } as const;

/**
 * Asks what kind of store answers. A login that may read logs but not ask this gets no version.
 *
 * @throws HttpError; StoreError for what is neither, or too old.
 */
export async function askProduct(http: HttpClient, signal: AbortSignal): Promise<Product> {
  let answer: unknown;
  try {
    answer = await http.getJson('/', {}, signal);
  } catch (error) {
    if (error instanceof HttpError && error.storeStatus === 403) {
      // Each refuses in its own words.
      return { name: /no permissions for/.test(error.said) ? 'OpenSearch' : 'Elasticsearch', version: undefined };
    }
    throw error;
  }
  const { version, tagline } = objectOf(answer);
  const { number, distribution } = objectOf(version);
  if (typeof number !== 'string') {
    throw new StoreError(
      'The address answers, but not as an Elasticsearch or OpenSearch does. Check the URL, and give it without the name of an index.'
    );
  }
  // Some OpenSearch clusters are set to call themselves 7.10.2, for the sake of old clients; the tagline stays.
  const isOpenSearch = distribution === 'opensearch' || (typeof tagline === 'string' && /opensearch/i.test(tagline));
  const name = isOpenSearch ? 'OpenSearch' : 'Elasticsearch';
  const poses = isOpenSearch && distribution !== 'opensearch';
  if (!poses && isOlder(number, OLDEST[name])) {
    throw new StoreError(`${name} ${number} is too old: ${OLDEST[name].join('.')} or later is needed.`, 400);
  }
  return { name, version: number };
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}

/**
 * From this on percentiles are exact for as long as a digest keeps all values: twenty times its compression, which is
 * 100.
 */
const EXACT_PERCENTILES = [8, 9] as const;

/**
 * Up to how many values the store's percentiles are the exact ones, by linear interpolation; 0: they never are for
 * certain.
 */
export function exactPercentilesUpTo({ name, version }: Product): number {
  return name === 'Elasticsearch' && version !== undefined && !isOlder(version, EXACT_PERCENTILES) ? 2000 : 0;
}
