import { CancelledError } from '../../errors';
import { type JsonObject } from '../../logs/json';
import { type ElasticsearchClient, KEEP_ALIVE } from './elasticsearchClient';
import { type Product } from './product';
import { type SearchAnswer } from './searchAnswer';

/** A snapshot of indices: what is written meanwhile neither adds lines nor moves them from page to page. */
export interface PointInTime {
  search(body: JsonObject, signal: AbortSignal): Promise<SearchAnswer>;
}

const CLOSE_WITHIN_MS = 10_000;

/**
 * Does `work` on a snapshot of the indices, which is closed afterwards whatever happened: open ones cost the store
 * memory and disk.
 *
 * @throws HttpError, CancelledError, what `work` throws.
 */
export async function withPointInTime<T>(
  client: ElasticsearchClient,
  index: string,
  product: Product,
  signal: AbortSignal,
  work: (snapshot: PointInTime) => Promise<T>
): Promise<T> {
  // Not to be cancelled: an answer that is not waited for would leave a snapshot open that nobody can name.
  const opening = client.openPointInTime(index, product, new AbortController().signal);
  let id: string | undefined;
  const close = (): Promise<void> =>
    opening
      .then((first) => client.closePointInTime(id ?? first, product, AbortSignal.timeout(CLOSE_WITHIN_MS)))
      // It ends by itself after a while; the result is worth more than its end.
      .catch(() => undefined);
  try {
    id = await unlessAborted(opening, signal);
    const result = await work({
      async search(body, requests) {
        const answer = await client.search({ ...body, pit: { id, keep_alive: KEEP_ALIVE } }, requests);
        id = answer.pitId ?? id;
        return answer;
      },
    });
    await close();
    return result;
  } catch (error) {
    const closing = close();
    // Who cancelled doesn't wait for it.
    await (signal.aborted ? undefined : closing);
    throw error;
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new CancelledError());
    if (signal.aborted) {
      abort();
    }
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
