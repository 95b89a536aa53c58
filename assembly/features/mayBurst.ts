import { MIN_SURPRISE } from './evidence';

/** A burst has at least this many times the usual share of its kind... */
export const MIN_RATIO: f64 = 2;
/** ...and at most this share of its service's logs: what goes on for longer is what is usual. */
export const MAX_SHARE: f64 = 0.5;

/**
 * How many logs have to follow the first for a surprise, even if nothing came between them: what is frequent often
 * follows upon itself. That depends on the logarithm of their number, so it is approached from below.
 */
export function minMore(count: i32, logsOfService: i32, clump: f64): i32 {
  const ofEach = Math.log(f64(logsOfService - 1) / f64(count - 1));
  let more: f64 = 1;
  for (let i = 0; i < 4; i++) {
    more = ((MIN_SURPRISE + Math.log(more + 1)) * clump) / ofEach;
  }
  return i32(Math.ceil(max(1, min(f64(count), more - 1e-9))));
}

/**
 * Whether a kind is rare enough to burst: of what most logs are there can't be MIN_RATIO times the usual in
 * MAX_SHARE of them. Where c logs follow upon each other (all - c) (c - 1) / (logs - c) are usual. What c lacks to be
 * MIN_RATIO times that is least for the smallest or for the largest c that there may be (it is convex), so that these
 * two decide.
 */
export function mayBurst(count: i32, logsOfService: i32): bool {
  const fewest = minMore(count, logsOfService, 1) + 1;
  return (
    fewest <= count &&
    (isRatioReached(fewest, count, logsOfService) ||
      isRatioReached(i32(MAX_SHARE * logsOfService), count, logsOfService))
  );
}

/** Whether so many in a row, of `count` among the service's logs, are MIN_RATIO times as many as are usual. */
function isRatioReached(inRow: i32, count: i32, logsOfService: i32): bool {
  return f64(inRow) * f64(logsOfService - inRow) * (1 + 1e-9) >= MIN_RATIO * f64(count - inRow) * f64(inRow - 1);
}
