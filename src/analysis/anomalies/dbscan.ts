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
 * DBSCAN (Ester, Kriegel, Sander, Xu, KDD 1996) for points on a line of time that belong to groups. As the neighbours
 * of a point are a stretch of its group and a stretch of all points, both found by pointers that only move forward, it
 * is linear in the points.
 *
 * @returns each point's cluster, numbered from 0 in order of time, or NOISE. A border point that is in reach of several
 *   clusters belongs to that of the nearest core, the earlier of two as near.
 */
export function dbscan({ time, group }: TimedPoints, options: DbscanOptions): Int32Array {
  const { radius, radiusAcross, minPoints } = options;
  const n = time.length;
  const all = ascending(n);
  const groups = pointsPerGroup(group);
  const neighbours = new Uint32Array(n);
  // Every point within the shorter reach counts; in the ring between the two, those of the same group.
  countWithin(time, all, radiusAcross, neighbours, 1);
  for (const points of groups) {
    countWithin(time, points, radius, neighbours, 1);
    countWithin(time, points, radiusAcross, neighbours, -1);
  }

  const isCore = new Uint8Array(n);
  for (let point = 0; point < n; point++) {
    isCore[point] = neighbours[point] >= minPoints ? 1 : 0;
  }
  const parent = all.slice();
  const nearest = new Float64Array(n).fill(Infinity);
  const nearestCore = new Int32Array(n).fill(NOISE);
  joinNeighbouringCores(time, all, radiusAcross, isCore, parent);
  offerCores(time, all, radiusAcross, isCore, nearest, nearestCore);
  for (const points of groups) {
    joinNeighbouringCores(time, points, radius, isCore, parent);
    offerCores(time, points, radius, isCore, nearest, nearestCore);
  }

  const labels = new Int32Array(n).fill(NOISE);
  const labelOf = new Map<number, number>();
  for (let point = 0; point < n; point++) {
    const core = isCore[point] === 1 ? point : nearestCore[point];
    if (core !== NOISE) {
      const root = find(parent, core);
      const label = labelOf.get(root) ?? labelOf.size;
      labelOf.set(root, label);
      labels[point] = label;
    }
  }
  return labels;
}

function ascending(length: number): Uint32Array {
  const numbers = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    numbers[i] = i;
  }
  return numbers;
}

function pointsPerGroup(group: Uint32Array): Uint32Array[] {
  const groups = new Map<number, number[]>();
  for (let point = 0; point < group.length; point++) {
    const points = groups.get(group[point]);
    if (points) {
      points.push(point);
    } else {
      groups.set(group[point], [point]);
    }
  }
  return Array.from(groups.values(), (points) => Uint32Array.from(points));
}

/** Adds to each of the points' `counts` how many of them lie within reach of it, itself among them. */
function countWithin(time: Float64Array, points: Uint32Array, reach: number, counts: Uint32Array, sign: 1 | -1): void {
  let first = 0;
  let next = 0;
  for (let i = 0; i < points.length; i++) {
    const t = time[points[i]];
    while (t - time[points[first]] > reach) {
      first++;
    }
    while (next < points.length && time[points[next]] - t <= reach) {
      next++;
    }
    counts[points[i]] += sign * (next - first);
  }
}

/** Cores that follow each other within reach belong to one cluster; so does whatever core lies between two of these. */
function joinNeighbouringCores(
  time: Float64Array,
  points: Uint32Array,
  reach: number,
  isCore: Uint8Array,
  parent: Uint32Array
): void {
  let last = -1;
  for (let i = 0; i < points.length; i++) {
    const point = points[i];
    if (isCore[point] === 1) {
      if (last >= 0 && time[point] - time[last] <= reach) {
        parent[find(parent, point)] = find(parent, last);
      }
      last = point;
    }
  }
}

/** Gives each of the points the nearest core within reach among them, if it is nearer than what the point has. */
function offerCores(
  time: Float64Array,
  points: Uint32Array,
  reach: number,
  isCore: Uint8Array,
  nearest: Float64Array,
  nearestCore: Int32Array
): void {
  const offer = (point: number, core: number) => {
    const distance = Math.abs(time[point] - time[core]);
    if (distance <= reach && distance < nearest[point]) {
      nearest[point] = distance;
      nearestCore[point] = core;
    }
  };
  let before = -1;
  for (let i = 0; i < points.length; i++) {
    const point = points[i];
    if (isCore[point] === 1) {
      before = point;
    } else if (before >= 0) {
      offer(point, before);
    }
  }
  let after = -1;
  for (let i = points.length - 1; i >= 0; i--) {
    const point = points[i];
    if (isCore[point] === 1) {
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
