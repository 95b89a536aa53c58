import { DAY } from './units';

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?$/;

/** A date, or a date and a time of day, as somebody writes it: without a zone. */
export interface Moment {
  /** Where it stands on the wall clock, as the milliseconds that the same wall clock has in UTC. */
  readonly localMs: number;
  /** Where it ends: a date alone with its day. */
  readonly endMs: number;
}

/** Reads "2026-12-24" or "2026-12-24 22:00". Undefined: it is neither, or there is no such day or time. */
export function readMoment(text: string): Moment | undefined {
  const parts = MOMENT.exec(text.trim());
  if (!parts) {
    return undefined;
  }
  const [year, month, day, hour, minute] = parts.slice(1).map((part: string | undefined) => Number(part ?? 0));
  const localMs = Date.UTC(year, month - 1, day, hour, minute);
  const isReal = new Date(localMs).toISOString().slice(0, 10) === `${parts[1]}-${parts[2]}-${parts[3]}`;
  // 24 o'clock is the next day.
  return isReal && minute < 60 ? { localMs, endMs: parts[4] === undefined ? localMs + DAY : localMs } : undefined;
}
