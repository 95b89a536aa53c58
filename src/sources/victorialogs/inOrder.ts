/**
 * What `work` makes of each item, in the order of the items, of which some are worked on at once. Whatever ends the
 * reading ends the work under way.
 *
 * @throws the error of the first item, in their order, that has one
 */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal
): AsyncGenerator<Result> {
  const ended = new AbortController();
  const own = AbortSignal.any([signal, ended.signal]);
  const running: Array<Promise<Result>> = [];
  let next = 0;
  try {
    while (next < items.length || running.length > 0) {
      while (next < items.length && running.length < atOnce) {
        const result = work(items[next++], own);
        // It is waited for later: until then its error is nobody's.
        result.catch(() => undefined);
        running.push(result);
      }
      const first = running.shift();
      if (first) {
        yield await first;
      }
    }
  } finally {
    ended.abort();
    await Promise.allSettled(running);
  }
}
