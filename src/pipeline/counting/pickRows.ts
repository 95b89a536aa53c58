/** Lines of a table, each with how many it stands for, and the stratum that it is one of. */
export interface Strata {
  readonly strata: Uint32Array;
  readonly weight: Float64Array;
}

export interface Picked {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** Of each row: those of a stratum sum to what all its lines stood for. */
  readonly weight: Float64Array;
  /** Every line that is wanted first was picked. */
  readonly isAll: boolean;
}

/** Steps through the strata begin at different places, so that they do not meet what comes in turns. */
const PHASES = 0.618_033_988_749_895;

/**
 * Picks about `most` lines, evenly through each stratum, and of each at least one.
 * @param share of `most` that may be such that are wanted first; they are picked one and all where there are no more
 */
export function pickRows(
  { strata, weight }: Strata,
  most: number,
  share: number,
  isFirst: (row: number) => boolean
): Picked {
  const size = strata.reduce((largest, stratum) => Math.max(largest, stratum), 0) + 1;
  const counts = new Uint32Array(size);
  const sums = new Float64Array(size);
  const first = new Uint8Array(size);
  let firsts = 0;
  for (let row = 0; row < strata.length; row++) {
    const stratum = strata[row];
    counts[stratum]++;
    sums[stratum] += weight[row];
    if (isFirst(row)) {
      first[stratum] = 1;
      firsts++;
    }
  }
  const others = strata.length - firsts;
  const ofFirst = Math.min(1, (share * most) / Math.max(1, firsts));
  const ofOthers = Math.min(1, Math.max(0, most - ofFirst * firsts) / Math.max(1, others));
  const wanted = counts.map((count, stratum) =>
    Math.min(count, Math.max(1, Math.round(count * (first[stratum] ? ofFirst : ofOthers))))
  );
  const phases = counts.map((count, stratum) => Math.floor(((stratum * PHASES) % 1) * count));
  const seen = new Uint32Array(size);
  const rows: number[] = [];
  for (let row = 0; row < strata.length; row++) {
    const stratum = strata[row];
    // Whole numbers, as Bresenham's lines: as many steps are taken as are wanted, whatever the phase.
    const from = seen[stratum]++ * wanted[stratum] + phases[stratum];
    if (Math.floor((from + wanted[stratum]) / counts[stratum]) > Math.floor(from / counts[stratum])) {
      rows.push(row);
    }
  }
  const picked = new Uint32Array(size);
  rows.forEach((row) => picked[strata[row]]++);
  return {
    rows: Uint32Array.from(rows),
    weight: Float64Array.from(rows, (row) => sums[strata[row]] / picked[strata[row]]),
    isAll: ofFirst === 1,
  };
}
