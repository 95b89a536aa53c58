/** Who waits: a data source and its organisation. */
export interface Owner {
  org: number;
  /** Unique among all organisations. */
  source: string;
}

/**
 * A queue in which nobody waits longer because others ask more: organisations take turns, and so do the data sources of
 * each. Calls of one data source go first in, first out.
 */
export class FairQueue<T extends { readonly owner: Owner }> {
  /** In the order of their turns. */
  private readonly organisations = new Map<number, Map<string, T[]>>();

  push(item: T): void {
    const { org, source } = item.owner;
    const sources = this.organisations.get(org) ?? new Map<string, T[]>();
    this.organisations.set(org, sources);
    const items = sources.get(source) ?? [];
    sources.set(source, items);
    items.push(item);
  }

  /** Takes the next call that can run. Undefined: none can. */
  next(canGo: (item: T) => boolean): T | undefined {
    for (const [org, sources] of this.organisations) {
      for (const [source, [first]] of sources) {
        if (canGo(first)) {
          this.remove(first);
          toTheEnd(sources, source);
          toTheEnd(this.organisations, org);
          return first;
        }
      }
    }
    return undefined;
  }

  /** @returns whether it was in the queue */
  remove(item: T): boolean {
    const { org, source } = item.owner;
    const sources = this.organisations.get(org);
    const items = sources?.get(source);
    const position = items?.indexOf(item) ?? -1;
    if (!sources || !items || position < 0) {
      return false;
    }
    items.splice(position, 1);
    if (items.length === 0) {
      sources.delete(source);
    }
    if (sources.size === 0) {
      this.organisations.delete(org);
    }
    return true;
  }

  /** How many of a data source wait. */
  waiting({ org, source }: Owner): number {
    return this.organisations.get(org)?.get(source)?.length ?? 0;
  }
}

function toTheEnd<K, V>(map: Map<K, V>, key: K): void {
  const value = map.get(key);
  if (value !== undefined) {
    map.delete(key);
    map.set(key, value);
  }
}
