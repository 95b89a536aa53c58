import { type WindowGrid } from '../../logs/windowTable';
import { MINUTE } from '../../time/units';

/** A span of minutes as windows, at least one. */
export function widthInWindows(minutes: number, windows: WindowGrid): number {
  return Math.max(1, Math.round((minutes * MINUTE) / windows.windowMs));
}
