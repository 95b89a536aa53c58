import { LRUCache } from 'lru-cache';
import { type Analysis, type Incident } from '../analysis/model/analysis';
import { keepIds, type KnownIncident, knownAfter } from '../analysis/incidents/identity/matchIncidents';

export interface MemoryOptions {
  /** Incidents that are known of all logs together, at most; a few hundred bytes each. */
  maxIncidents: number;
  /** Known of the same logs and not found again: those found last. */
  maxUnseen: number;
}

const DEFAULT_OPTIONS: MemoryOptions = { maxIncidents: 20_000, maxUnseen: 500 };

/**
 * Knows incidents again, so that one keeps the id under which it was first found: while the range slides, as its start leaves it, and in
 * ranges of other lengths. What is not known, or was forgotten, goes by the id that is computed of it.
 */
export class IncidentMemory {
  private readonly known: LRUCache<string, readonly KnownIncident[]>;

  constructor(private readonly options = DEFAULT_OPTIONS) {
    this.known = new LRUCache<string, readonly KnownIncident[]>({
      maxSize: options.maxIncidents,
      sizeCalculation: ({ length }) => Math.max(1, length),
    });
  }

  /**
   * The incidents of an analysis, each with the id that it had.
   * @param key differs where the logs or the options differ, but for the range
   */
  recognise(key: string, { range, incidents }: Pick<Analysis, 'range' | 'incidents'>): Incident[] {
    const known = this.known.get(key) ?? [];
    const kept = keepIds(known, incidents, range);
    this.known.set(key, knownAfter(known, kept, range).slice(0, kept.length + this.options.maxUnseen));
    return kept;
  }
}
