const EULER_GAMMA = 0.5772156649015329;

/**
 * The mean number of edges to a leaf of an isolation tree of n samples: what an unsuccessful search in a binary search
 * tree costs (Liu, Ting, Zhou: Isolation Forest, ICDM 2008, equation 1).
 */
export function averagePathLength(n: number): number {
  if (n <= 1) {
    return 0;
  }
  return n === 2 ? 1 : 2 * (Math.log(n - 1) + EULER_GAMMA) - (2 * (n - 1)) / n;
}
