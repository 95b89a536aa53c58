/** The rows in order of time, those of the same nanosecond as they came; undefined where they are in order already. */
export function timeOrder(timeMs: Float64Array, timeNs: Uint32Array): Uint32Array | undefined {
  const length = timeMs.length;
  const isLater = (a: number, b: number): boolean =>
    timeMs[a] > timeMs[b] || (timeMs[a] === timeMs[b] && timeNs[a] > timeNs[b]);

  // A natural merge sort: logs come as a few ascending runs (files, streams, pages), so merging runs is nearly linear.
  let runs: number[] = [0];
  for (let row = 1; row < length; row++) {
    if (isLater(row - 1, row)) {
      runs.push(row);
    }
  }
  if (runs.length === 1) {
    return undefined;
  }
  let order = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    order[row] = row;
  }
  let merged = new Uint32Array(length);
  while (runs.length > 1) {
    const next: number[] = [];
    for (let run = 0; run < runs.length; run += 2) {
      const start = runs[run];
      const middle = runs[run + 1] ?? length;
      const end = runs[run + 2] ?? length;
      next.push(start);
      let left = start;
      let right = middle;
      for (let to = start; to < end; to++) {
        const takeRight = left >= middle || (right < end && isLater(order[left], order[right]));
        merged[to] = takeRight ? order[right++] : order[left++];
      }
    }
    [order, merged] = [merged, order];
    runs = next;
  }
  return order;
}
