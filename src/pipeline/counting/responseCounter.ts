import { type ResponseTimeCounts } from '../../logs/windowTable';
import { type LogTable } from '../../logs/logTable';

/** Decades of milliseconds that are distinguished: from a nanosecond to 100 years. */
const FIRST = -6;
const LAST = 13;
const STEPS = 90;
const VALUES = (LAST - FIRST) * STEPS + 1;

/** Names with counts of their own; logs choose them. */
const MAX_NAMES = 10_000;

/** Counts response times by name and value, to two digits, as they come. */
export class ResponseCounter {
  /** By name: of each value, by its number. */
  private readonly counts: Array<Map<number, number> | undefined> = [];
  private named = 0;

  /** @param nameOf the index of each name in the table's dictionary */
  add({ responseTime, service, length }: LogTable, nameOf: Int32Array): void {
    for (let row = 0; row < length; row++) {
      if (responseTime[row] === responseTime[row]) {
        const own = this.of(nameOf[service.codes[row]]);
        const value = numberOf(responseTime[row]);
        own?.set(value, (own.get(value) ?? 0) + 1);
      }
    }
  }

  /** @param into the service of each name @returns undefined where no log has a response time */
  finish(services: number, into: ArrayLike<number>): ResponseTimeCounts | undefined {
    const all = [...new Set(this.counts.flatMap((own) => [...(own?.keys() ?? [])]))].sort((a, b) => a - b);
    if (all.length === 0) {
      return undefined;
    }
    const placeOf = new Map(all.map((value, place) => [value, place]));
    const counts = new Float64Array(services * all.length);
    this.counts.forEach((own, name) => {
      own?.forEach((count, value) => {
        counts[into[name] * all.length + (placeOf.get(value) ?? 0)] += count;
      });
    });
    return { values: Float64Array.from(all, valueOf), counts, p95: new Float64Array(services).fill(NaN) };
  }

  private of(name: number): Map<number, number> | undefined {
    const own = this.counts[name];
    if (own || this.named >= MAX_NAMES) {
      return own;
    }
    this.named++;
    return (this.counts[name] = new Map());
  }
}

/** The number of a value to two digits: 0 for nothing, then 90 in each decade. */
function numberOf(ms: number): number {
  if (!(ms > 0)) {
    return 0;
  }
  const decade = Math.min(LAST - 1, Math.max(FIRST, Math.floor(Math.log10(ms) + 1e-12)));
  // What is rounded up to 100 is the 10 of the next decade.
  const digits = Math.min(100, Math.max(10, Math.round(ms / 10 ** (decade - 1))));
  return Math.min(VALUES - 1, 1 + (decade - FIRST) * STEPS + digits - 10);
}

function valueOf(number: number): number {
  if (number === 0) {
    return 0;
  }
  const decade = Math.floor((number - 1) / STEPS) + FIRST;
  const digits = ((number - 1) % STEPS) + 10;
  const exponent = decade - 1;
  // A power of ten below one is no number of binary digits, its inverse is.
  return exponent < 0 ? digits / 10 ** -exponent : digits * 10 ** exponent;
}
