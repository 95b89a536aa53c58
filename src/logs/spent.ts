/** What reading took from a store. */
export interface Spent {
  readonly requests: number;
  /** Of the answers, unpacked. */
  readonly bytes: number;
}

/** Of two readings; undefined where no store was asked. */
export function spentByBoth(one: Spent | undefined, other: Spent | undefined): Spent | undefined {
  return one && other ? { requests: one.requests + other.requests, bytes: one.bytes + other.bytes } : (one ?? other);
}
