/** 100 years, in milliseconds: nobody waits that long, and sums and squares of such times stay finite. */
export const MAX_RESPONSE_TIME = 3_155_760_000_000;

/**
 * Makes response times (ms) that cannot be any unknown (NaN), in place: infinite, negative, or longer than
 * MAX_RESPONSE_TIME.
 *
 * @returns the rows of these; NaN, as it came, is not counted
 */
export function dropImpossible(responseTime: Float64Array): number[] {
  const dropped: number[] = [];
  for (let row = 0; row < responseTime.length; row++) {
    const value = responseTime[row];
    if (value < 0 || value > MAX_RESPONSE_TIME) {
      responseTime[row] = NaN;
      dropped.push(row);
    }
  }
  return dropped;
}

/** Sums of response times by window, and what belongs to them. */
interface ResponseSums {
  readonly responses: Uint32Array;
  readonly responseSum: Float64Array;
  readonly responseP95: Float64Array;
}

/**
 * The same for windows whose response times were summed elsewhere: one that cannot be spoils its window's sum, of which
 * nothing is kept then.
 *
 * @returns how many response times these windows have
 */
export function dropImpossibleSums({ responses, responseSum, responseP95 }: ResponseSums): number {
  let dropped = 0;
  for (let cell = 0; cell < responses.length; cell++) {
    const most = responses[cell] * MAX_RESPONSE_TIME;
    const isSum = responseSum[cell] >= 0 && responseSum[cell] <= most;
    // NaN is one that is not known.
    if (!isSum || responseP95[cell] < 0 || responseP95[cell] > MAX_RESPONSE_TIME) {
      dropped += responses[cell];
      responses[cell] = responseSum[cell] = 0;
      responseP95[cell] = NaN;
    }
  }
  return dropped;
}
