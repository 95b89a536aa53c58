import { Column, mark, release } from '../column';

/** The codes of src/logs/level.ts. */
export const UNKNOWN: u8 = 0;
const DEBUG: u8 = 1;
export const WARNING: u8 = 3;
export const ERROR: u8 = 4;
const LEVELS: i32 = 6;

/**
 * Severities, 0 for DEBUG to 4 for CRITICAL. A log whose level is not known stands at the median of its service, one of
 * a service of which no level is known at that of all; at 0 where none is known at all.
 *
 * @param levelOf by row, as all that follow
 */
export function severities(
  levelOf: Column<u8>,
  service: Column<i32>,
  length: i32,
  services: i32,
  severity: Column<f32>
): void {
  const free = mark();
  const counts = Column.zeros<i32>((services + 1) * LEVELS);
  const ofAll = services * LEVELS;
  let unknown = 0;
  for (let row = 0; row < length; row++) {
    const level = min<u8>(levelOf[row], <u8>(LEVELS - 1));
    severity[row] = f32(level) - f32(DEBUG);
    unknown += i32(level === UNKNOWN);
    counts[service[row] * LEVELS + level]++;
    counts[ofAll + level]++;
  }
  if (unknown > 0) {
    const all = medianSeverity(counts.from(ofAll), 0);
    const usual = Column.of<f32>(services);
    for (let s = 0; s < services; s++) {
      usual[s] = medianSeverity(counts.from(s * LEVELS), all);
    }
    for (let row = 0; row < length; row++) {
      severity[row] = levelOf[row] === UNKNOWN ? usual[service[row]] : severity[row];
    }
  }
  release(free);
}

/** The median of the known levels, the lower one of two. @param otherwise where none is known */
function medianSeverity(counts: Column<i32>, otherwise: f32): f32 {
  let known = 0;
  for (let level: i32 = DEBUG; level < LEVELS; level++) {
    known += counts[level];
  }
  let below = 0;
  for (let level: i32 = DEBUG; level < LEVELS; level++) {
    below += counts[level];
    if (below > 0 && 2 * below >= known) {
      return f32(level) - f32(DEBUG);
    }
  }
  return otherwise;
}
