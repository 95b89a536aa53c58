import { cyclic } from '../../time/cyclic';
import { HOUR } from '../../time/units';

const HOURS = 24;

/** Days that an hour is known by. Fewer than 3 do not distinguish a habit from an accident. */
const MAX_DAYS = 7;
const MIN_DAYS = 3;

/** How far an hour is from the rest, in standard deviations, before any of that is believed. */
const MIN_Z = 2;

interface Counts {
  errors: number;
  logs: number;
}

/** What is known of an hour: its rate, from how many logs, and how far it is to be believed. */
export interface HourlyRate extends Counts {
  /** 0: it is as any other, to 1. */
  readonly weight: number;
}

/** Errors and logs of each hour of the day (UTC) on the last days. */
export class HourlyRates {
  private readonly hours = Array.from({ length: HOURS }, () => new Map<number, Counts>());

  add(timeMs: number, errors: number, logs: number): void {
    const { days, day } = this.at(timeMs);
    const known = days.get(day) ?? { errors: 0, logs: 0 };
    days.set(day, { errors: known.errors + errors, logs: known.logs + logs });
    const oldest = days.keys().next().value;
    if (days.size > MAX_DAYS + 1 && oldest !== undefined) {
      days.delete(oldest);
    }
  }

  /**
   * What that hour was like on the middle ones of the days before, so that one bad night is no habit. Its weight is by
   * how much it differs from the usual rate: the positive part of James and Stein's shrinkage (1961), for which 2
   * standard deviations are chance.
   *
   * @param correlation by which rates wander more than chance lets them
   */
  before(timeMs: number, usual: number, correlation: number): HourlyRate | undefined {
    const { days, day } = this.at(timeMs);
    const earlier: Counts[] = [];
    for (const [known, counts] of days) {
      if (known < day && counts.logs > 0) {
        earlier.push(counts);
      }
    }
    if (earlier.length < MIN_DAYS) {
      return undefined;
    }
    earlier.sort((a, b) => a.errors / a.logs - b.errors / b.logs);
    const trimmed = Math.ceil(earlier.length / 4);
    const middle = earlier.slice(trimmed, earlier.length - trimmed);
    const errors = middle.reduce((sum, counts) => sum + counts.errors, 0);
    const logs = middle.reduce((sum, counts) => sum + counts.logs, 0);
    const variance = logs * usual * (1 - usual) * (1 + Math.max(0, logs / middle.length - 1) * correlation);
    const squaredZ = (errors - logs * usual) ** 2 / variance;
    return { errors, logs, weight: Math.max(0, 1 - MIN_Z ** 2 / squaredZ) };
  }

  private at(timeMs: number) {
    const hour = Math.floor(timeMs / HOUR);
    return { days: this.hours[cyclic(hour, HOURS)], day: Math.floor(hour / HOURS) };
  }
}
