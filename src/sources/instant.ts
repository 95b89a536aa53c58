/**
 * A moment to the nanosecond, which no JavaScript number holds: whole milliseconds, and the nanoseconds within (0 to
 * 999,999).
 */
export interface Instant {
  readonly ms: number;
  readonly ns: number;
}

const NS_PER_MS = 1_000_000;
const ZERO = 48;
const LATEST_MS = 8.64e15;

export function instantOf(ms: number): Instant {
  return { ms, ns: 0 };
}

export function compareInstants(a: Instant, b: Instant): number {
  return a.ms - b.ms || a.ns - b.ns;
}

export function nextInstant({ ms, ns }: Instant): Instant {
  return ns + 1 < NS_PER_MS ? { ms, ns: ns + 1 } : { ms: ms + 1, ns: 0 };
}

export function previousInstant({ ms, ns }: Instant): Instant {
  return ns > 0 ? { ms, ns: ns - 1 } : { ms: ms - 1, ns: NS_PER_MS - 1 };
}

/** Nanoseconds since the epoch, as Loki writes them. */
export function formatInstant({ ms, ns }: Instant): string {
  return `${ms}${String(ns).padStart(6, '0')}`;
}

/** ISO 8601 to the nanosecond. */
export function isoInstant({ ms, ns }: Instant): string {
  return `${new Date(ms).toISOString().slice(0, -1)}${String(ns).padStart(6, '0')}Z`;
}

/** Reads nanoseconds since the epoch without an object for each; NaN for what is no such number. */
export function msOfNanoseconds(text: string): number {
  return digits(text, 0, text.length - 6);
}

/** Whether a text is nanoseconds since the epoch, of a time that JavaScript knows. */
export function isNanoseconds(text: string): boolean {
  return text !== '' && msOfNanoseconds(text) <= LATEST_MS && !Number.isNaN(nsOfNanoseconds(text));
}

export function nsOfNanoseconds(text: string): number {
  return digits(text, Math.max(0, text.length - 6), text.length);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) {
      return NaN;
    }
    value = value * 10 + digit;
  }
  return value;
}
