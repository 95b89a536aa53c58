import { type WindowGrid } from '../../logs/windowTable';
import { MINUTE } from '../../time/units';

/** Widths that divide an hour, a day or a week, so that windows of any two ranges lie alike. */
export const WIDTHS = [1, 5, 15, 60, 360, 1440, 10_080].map((minutes) => minutes * MINUTE);

/** 8 days and 8 hours of minutes. */
const MAX_WINDOWS = 12_000;

/** A cell takes about 50 bytes in all columns. */
const MAX_CELLS = 2_000_000;

export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The grid that a range is counted on: minutes for up to 8 days, wider windows beyond, or for very many services.
 * Depends on the range's length and the number of services only, so that a store can count on the same grid.
 * @param leastMs where logs are counted in windows of this width already, one of WIDTHS
 */
export function windowGrid(range: TimeRange, services: number, leastMs = 0): WindowGrid {
  const grids = WIDTHS.filter((widthMs) => widthMs >= leastMs).map((windowMs) => {
    const startMs = Math.floor(range.fromMs / windowMs) * windowMs;
    return { startMs, windowMs, windowCount: Math.max(1, Math.ceil((range.toMs - startMs) / windowMs)) };
  });
  const length = range.toMs - range.fromMs;
  // By the length and not by the windows: where the range begins within a window must not change the width.
  const fits = (grid: WindowGrid) =>
    length / grid.windowMs <= MAX_WINDOWS && (length / grid.windowMs) * services <= MAX_CELLS;
  return grids.find(fits) ?? grids[grids.length - 1];
}
