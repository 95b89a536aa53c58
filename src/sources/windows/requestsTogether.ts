/** Does work whose requests end with it: one that fails ends the others. */
export async function requestsTogether<T>(
  signal: AbortSignal,
  work: (requests: AbortSignal) => Promise<T>
): Promise<T> {
  const ended = new AbortController();
  try {
    return await work(AbortSignal.any([signal, ended.signal]));
  } finally {
    ended.abort();
  }
}
