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
    const { meter, budget, before, beganMs } = current;
    const error = budgetError(
      {
        requests: meter.requests - before.requests + 1,
        bytes: meter.bytes - before.bytes,
        seconds: (performance.now() - beganMs) / 1000,
      },
      budget
    );
    if (error) {
      throw error;
    }
    meter.requests++;
  }
}

/** Called with the size of each answer. */
export function receive(bytes: number): void {
  const current = running.getStore();
  if (current) {
    current.meter.bytes += bytes;
  }
}

/**
 * That a reading is beyond its budget, or would be; undefined where it is not.
 * @param taken what it has taken, or will; what is left out is not known
 */
export function budgetError(
  { requests = 0, bytes = 0, seconds = 0 }: Partial<Spent> & { readonly seconds?: number },
  budget: Budget
): BudgetError | undefined {
  if (budget.requests !== undefined && requests > budget.requests) {
    return overBudget(plural(budget.requests, 'request'));
  }
  if (budget.megabytes !== undefined && bytes > budget.megabytes * MB) {
    return overBudget(`${whole(budget.megabytes)} MB`);
  }
  return budget.seconds !== undefined && seconds > budget.seconds
    ? overBudget(plural(budget.seconds, 'second'))
    : undefined;
}

/** @param allowed "5 MB" */
function overBudget(allowed: string): BudgetError {
  return new BudgetError(
    `Reading these logs takes more than ${allowed}, the budget in the data source's settings. Choose a shorter time range or a narrower query, or raise the budget.`
  );
}
