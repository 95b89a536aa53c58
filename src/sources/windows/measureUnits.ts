import { MS_PER_UNIT } from '../../logs/durations/units';
import { MINUTE } from '../../time/units';

const UNITS_MS = [...Object.values(MS_PER_UNIT), MINUTE];
/** Two ways to compute the same number may differ in the last bits. */
const TOLERANCE = 1e-6;

/**
 * In which unit the numbers of a store's measures are, by service: what reading a sample of lines takes them for, for
 * whatever reason. The store counts them as they stand.
 */
export class MeasureUnits {
  private readonly seen: Array<Map<string, Map<number, number>>>;
  /** What `of` gave since the last number was added: it is asked for each line. */
  private readonly known: Array<Map<string, number>>;

  /** @param named of each measure what its name says, in milliseconds */
  constructor(private readonly named: readonly number[]) {
    this.seen = named.map(() => new Map());
    this.known = named.map(() => new Map());
  }

  /** A number of a measure, and the response time (ms) as which it is read. */
  add(measure: number, service: string, value: number, responseTime: number): void {
    const unitMs = unitBetween(value, responseTime);
    if (unitMs !== undefined) {
      const own = this.seen[measure].get(service) ?? new Map<number, number>();
      this.seen[measure].set(service, own);
      own.set(unitMs, (own.get(unitMs) ?? 0) + 1);
      this.known[measure].clear();
    }
  }

  /** Milliseconds in the unit of a service's numbers. */
  of(measure: number, service: string): number {
    const seen = this.seen[measure].get(service);
    if (!seen) {
      return this.named[measure];
    }
    const unitMs = this.known[measure].get(service) ?? mostUsual(seen);
    this.known[measure].set(service, unitMs);
    return unitMs;
  }

  /** All units of a measure, in milliseconds. */
  all(measure: number): number[] {
    return [
      ...new Set([...this.seen[measure].keys()].map((service) => this.of(measure, service))),
      this.named[measure],
    ];
  }
}

/** Whether two response times are the same, in whichever unit each is. */
export function isSameButUnit(a: number, b: number): boolean {
  return Object.is(a, b) || UNITS_MS.some((unit) => UNITS_MS.some((other) => isNear(a * unit, b * other)));
}

function unitBetween(value: number, responseTime: number): number | undefined {
  return value > 0 ? UNITS_MS.find((unit) => isNear(value * unit, responseTime)) : undefined;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.abs(b);
}

/** @param counts at least one */
function mostUsual(counts: ReadonlyMap<number, number>): number {
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}
