/** 100 years, in milliseconds: nobody waits that long, and sums and squares of such times stay finite. */
export const MAX_RESPONSE_TIME = 3_155_760_000_000;

/**
 * Makes response times (ms) that cannot be any unknown (NaN), in place: infinite, negative, or longer than
 * MAX_RESPONSE_TIME.
 *
 * @returns how many these were; NaN, as it came, is not counted
 */
export function dropImpossible(responseTime: Float64Array): number {
  let dropped = 0;
  for (let row = 0; row < responseTime.length; row++) {
    const value = responseTime[row];
    if (value < 0 || value > MAX_RESPONSE_TIME) {
      responseTime[row] = NaN;
      dropped++;
    }
  }
  return dropped;
}
