/** Points in time, each of a group (a service). */
export interface TimedPoints {
  /** Ascending. */
  readonly time: Float64Array;
  readonly group: Uint32Array;
}

export interface DbscanOptions {
  /** Points of one group are neighbours up to this far apart in time... */
  readonly radius: number;
  /** ...and points of different groups up to this far; not over `radius`. */
  readonly radiusAcross: number;
  /** A point with at least this many neighbours, itself counted, is the core of a cluster. */
  readonly minPoints: number;
}

export const NOISE = -1;

/**
 * DBSCAN (Ester, Kriegel, Sander, Xu, KDD 1996) for points on a line of time that belong to groups. As the neighbours of a
 * point are a stretch of its group and a stretch of all points, both found by pointers that only move forward, it is
 * linear in the points.
 *
 * @returns each point's cluster, numbered from 0 in order of time, or NOISE. A border point that is in reach of several
 *   clusters belongs to that of the nearest core, the earlier of two as near.
 */
export function dbscan({ time, group }: TimedPoints, options: DbscanOptions): Int32Array {
  const { radius, radiusAcross, minPoints } = options;
  const n = time.length;
  const groups = rowsPerGroup(group);
  const neighbours = new Uint32Array(n);
  // Every point within the shorter reach counts; in the ring between the two, those of the same group.
  countWithin(time, undefined, radiusAcross, neighbours, 1);
  for (const rows of groups) {
    countWithin(time, rows, radius, neighbours, 1);
    countWithin(time, rows, radiusAcross, neighbours, -1);
  }

  const isCore = (point: number) => neighbours[point] >= minPoints;
  const parent = Uint32Array.from({ length: n }, (_, point) => point);
  const nearest = new Float64Array(n).fill(Infinity);
  const nearestCore = new Int32Array(n).fill(NOISE);
  const link = (rows: Uint32Array | undefined, reach: number) => {
    joinNeighbouringCores(time, rows, reach, isCore, parent);
    offerCores(time, rows, reach, isCore, nearest, nearestCore);
  };
  link(undefined, radiusAcross);
  groups.forEach((rows) => link(rows, radius));

  const labels = new Int32Array(n).fill(NOISE);
  const labelOf = new Map<number, number>();
  for (let point = 0; point < n; point++) {
    const core = isCore(point) ? point : nearestCore[point];
    if (core !== NOISE) {
      const root = find(parent, core);
      const label = labelOf.get(root) ?? labelOf.size;
      labelOf.set(root, label);
      labels[point] = label;
    }
  }
  return labels;
}

function rowsPerGroup(group: Uint32Array): Uint32Array[] {
  const groups = new Map<number, number[]>();
  group.forEach((g, point) => {
    const rows = groups.get(g);
    if (rows) {
      rows.push(point);
    } else {
      groups.set(g, [point]);
    }
  });
  return [...groups.values()].map((rows) => Uint32Array.from(rows));
}

/** Adds to each point's `counts` how many of the rows (all, if undefined) lie within reach of it, itself among them. */
function countWithin(
  time: Float64Array,
  rows: Uint32Array | undefined,
  reach: number,
  counts: Uint32Array,
  sign: 1 | -1
): void {
  const length = rows ? rows.length : time.length;
  const at = (i: number) => (rows ? rows[i] : i);
  let first = 0;
  let next = 0;
  for (let i = 0; i < length; i++) {
    const t = time[at(i)];
    while (t - time[at(first)] > reach) {
      first++;
    }
    while (next < length && time[at(next)] - t <= reach) {
      next++;
    }
    counts[at(i)] += sign * (next - first);
  }
}

/** Cores that follow each other within reach belong to one cluster; so does whatever core lies between two of these. */
function joinNeighbouringCores(
  time: Float64Array,
  rows: Uint32Array | undefined,
  reach: number,
  isCore: (point: number) => boolean,
  parent: Uint32Array
): void {
  const length = rows ? rows.length : time.length;
  let last = -1;
  for (let i = 0; i < length; i++) {
    const point = rows ? rows[i] : i;
    if (isCore(point)) {
      if (last >= 0 && time[point] - time[last] <= reach) {
        parent[find(parent, point)] = find(parent, last);
      }
      last = point;
    }
  }
}

/** Gives each point the nearest core within reach among the rows, if it is nearer than what the point has. */
function offerCores(
  time: Float64Array,
  rows: Uint32Array | undefined,
  reach: number,
  isCore: (point: number) => boolean,
  nearest: Float64Array,
  nearestCore: Int32Array
): void {
  const length = rows ? rows.length : time.length;
  const offer = (point: number, core: number) => {
    const distance = Math.abs(time[point] - time[core]);
    if (distance <= reach && distance < nearest[point]) {
      nearest[point] = distance;
      nearestCore[point] = core;
    }
  };
  let before = -1;
  for (let i = 0; i < length; i++) {
    const point = rows ? rows[i] : i;
    if (isCore(point)) {
      before = point;
    } else if (before >= 0) {
      offer(point, before);
    }
  }
  let after = -1;
  for (let i = length - 1; i >= 0; i--) {
    const point = rows ? rows[i] : i;
    if (isCore(point)) {
      after = point;
    } else if (after >= 0) {
      offer(point, after);
    }
  }
}

function find(parent: Uint32Array, point: number): number {
  while (parent[point] !== point) {
    parent[point] = parent[parent[point]];
    point = parent[point];
  }
  return point;
}
