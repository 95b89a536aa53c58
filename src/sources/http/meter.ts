import { AsyncLocalStorage } from 'node:async_hooks';
import { BudgetError } from '../../errors';
import { plural, whole } from '../../format/format';
import { type Spent } from '../../logs/spent';

/** The most that one reading may take. Left out: as much as there is. */
export interface Budget {
  readonly requests?: number;
  readonly megabytes?: number;
  readonly seconds?: number;
}

interface Running {
  readonly meter: Meter;
  readonly budget: Budget;
  readonly before: Spent;
  readonly beganMs: number;
}

const MB = 1e6;

const running = new AsyncLocalStorage<Running>();

/** Counts what is taken from stores by work that runs in it, however deep within the HTTP client is called. */
export class Meter implements Spent {
  requests = 0;
  bytes = 0;

  /** @throws BudgetError at the request that would be beyond the budget, and what the work throws */
  run<T>(work: () => Promise<T>, budget: Budget = {}): Promise<T> {
    const { requests, bytes } = this;
    return running.run({ meter: this, budget, before: { requests, bytes }, beganMs: performance.now() }, work);
  }
}

/** Called before each request. @throws BudgetError */
export function beginRequest(): void {
  const current = running.getStore();
  if (current) {
    checkBudget(current);
    current.meter.requests++;
  }
}

/** Called with the size of each answer. */
export function receive(bytes: number): void {
  const current = running.getStore();
  if (current) {
    current.meter.bytes += bytes;
  }
}

function checkBudget({ meter, budget, before, beganMs }: Running): void {
  const { requests = Infinity, megabytes = Infinity, seconds = Infinity } = budget;
  if (meter.requests - before.requests >= requests) {
    throw overBudget(plural(requests, 'request'));
  }
  if (meter.bytes - before.bytes > megabytes * MB) {
    throw overBudget(`${whole(megabytes)} MB`);
  }
  if (performance.now() - beganMs > seconds * 1000) {
    throw overBudget(plural(seconds, 'second'));
  }
}

/** @param allowed "5 MB" */
export function overBudget(allowed: string): BudgetError {
  return new BudgetError(
    `Reading these logs takes more than ${allowed}, the budget in the data source's settings. Choose a shorter time range or a narrower query, or raise the budget.`
  );
}
