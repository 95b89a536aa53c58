import { type CountedResponses } from './responseTimes';

/** How many responses of each service have each value, to two digits of their milliseconds. */
export class RoundedCounts {
  private readonly byService = new Map<string, Map<number, number>>();

  /** @param rounded a value as the store rounds it, in a unit of `unitMs`; one that is not finite is left out */
  add(service: string, rounded: number, unitMs: number, count: number): void {
    const own = this.byService.get(service) ?? new Map<number, number>();
    this.byService.set(service, own);
    // To as many digits again, so that the unit leaves no odd ones behind.
    const value = Number((rounded * unitMs).toPrecision(2));
    if (Number.isFinite(value)) {
      own.set(value, (own.get(value) ?? 0) + count);
    }
  }

  counts(): CountedResponses {
    return this.byService;
  }
}
