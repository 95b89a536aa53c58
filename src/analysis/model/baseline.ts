/** What is usual for a service, as it was learned from the learning period, and from which of it. */
export interface Baseline extends Usual {
  readonly service: string;
  /** Its first log in the learning period, or in an earlier one that was looked at. */
  readonly sinceMs: number;
  /** When enough of its logs will have come to compare it with itself, as fast as they do; left out: they have. */
  readonly readyMs?: number;
  /** Milliseconds; left out: it has no response times, or all of them were left out. */
  readonly p50?: number;
  readonly p95?: number;
  /** In the hour before the end, on other days or weeks; left out: too little history. */
  readonly thisHour?: Usual & { readonly by: 'day' | 'week' };
  /** What was not learned from, newest first. */
  readonly leftOut: readonly LeftOut[];
  /** 0 to 1: how much of the time since its first log that is. */
  readonly leftOutShare: number;
}

interface Usual {
  /** Left out: all of the time was left out. */
  readonly logsPerMinute?: number;
  /** 0 to 1, of the logs whose level is known; left out where none is. */
  readonly errorRate?: number;
}

/** A stretch of time that nothing was learned from, as it was not usual. */
export interface LeftOut {
  readonly fromMs: number;
  readonly toMs: number;
  /** For people: "incident: High Error Rate". */
  readonly why: string;
}
