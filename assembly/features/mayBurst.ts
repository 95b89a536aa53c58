import { LEAST_SURPRISE } from './evidence';

/** A burst has at least this many times the usual share of its kind... */
export const LEAST_RATIO: f64 = 2;
/** ...and at most this share of its service's logs: what goes on for longer is what is usual. */
export const MOST_SHARE: f64 = 0.5;

/**
 * How many logs have to follow the first for a surprise, even if nothing came between them: what is frequent often
 * follows upon itself. That depends on the logarithm of their number, so it is approached from below.
 */
export function leastMore(count: i32, logsOfService: i32, clump: f64): i32 {
  const ofEach = Math.log(f64(logsOfService - 1) / f64(count - 1));
  let more: f64 = 1;
  for (let i = 0; i < 4; i++) {
    more = ((LEAST_SURPRISE + Math.log(more + 1)) * clump) / ofEach;
  }
  return i32(Math.ceil(max(1, min(f64(count), more - 1e-9))));
}

/**
 * Whether a kind is rare enough to burst: of what most logs are there can't be LEAST_RATIO times the usual in
 * MOST_SHARE of them. Where c logs follow upon each other (all - c) (c - 1) / (logs - c) are usual. What c lacks to be
 * LEAST_RATIO times that is least for the smallest or for the largest c that there may be (it is convex), so that these
 * two tell.
 */
export function mayBurst(count: i32, logsOfService: i32): bool {
  const fewest = leastMore(count, logsOfService, 1) + 1;
  return (
    fewest <= count &&
    (isRatioReached(fewest, count, logsOfService) ||
      isRatioReached(i32(MOST_SHARE * logsOfService), count, logsOfService))
  );
}

/** Whether so many in a row, of `count` among the service's logs, are LEAST_RATIO times as many as are usual. */
function isRatioReached(inRow: i32, count: i32, logsOfService: i32): bool {
  return f64(inRow) * f64(logsOfService - inRow) * (1 + 1e-9) >= LEAST_RATIO * f64(count - inRow) * f64(inRow - 1);
}
