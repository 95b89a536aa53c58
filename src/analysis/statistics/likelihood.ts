/**
 * How far a count is above what is usual, in standard deviations: the signed root of the likelihood ratio, which stays
 * honest for counts so small that (count - mean) / sd does not.
 */

/** @param errors of `logs`, where a share of `rate` is usual (above 0, below 1) */
export function binomialZ(errors: number, logs: number, rate: number): number {
  if (logs <= 0) {
    return 0;
  }
  const good = logs - errors;
  const ratio = term(errors, logs * rate) + term(good, logs * (1 - rate));
  return Math.sign(errors - logs * rate) * Math.sqrt(Math.max(0, 2 * ratio));
}

/**
 * As binomialZ, of a rate that was itself learned from so many logs: whether both may have one rate. What was learned
 * from few is not held for certain.
 */
export function learnedZ(errors: number, logs: number, rate: number, learned: number): number {
  if (logs <= 0) {
    return 0;
  }
  const usual = rate * learned;
  const common = (errors + usual) / (logs + learned);
  const rest = 1 - common;
  const ratio =
    term(errors, logs * common) +
    term(logs - errors, logs * rest) +
    term(usual, learned * common) +
    term(learned - usual, learned * rest);
  return Math.sign(errors - logs * rate) * Math.sqrt(Math.max(0, 2 * ratio));
}

/** @param mean the usual count, above 0 */
export function poissonZ(count: number, mean: number): number {
  const ratio = term(count, mean) - (count - mean);
  return Math.sign(count - mean) * Math.sqrt(Math.max(0, 2 * ratio));
}

function term(observed: number, expected: number): number {
  return observed > 0 ? observed * Math.log(observed / expected) : 0;
}
