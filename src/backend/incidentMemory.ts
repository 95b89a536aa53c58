import { LRUCache } from 'lru-cache';
import { type Analysis, type Incident } from '../analysis/model/analysis';
import { matchIncidents, type KnownIncident, knownAfter } from '../analysis/incidents/identity/matchIncidents';

/** Incidents that were found before, of logs and options by a key that differs where these do. */
export interface KnownIncidents {
  recall(key: string): Promise<readonly KnownIncident[]>;
  remember(key: string, incidents: readonly KnownIncident[]): void;
}

/** Keeps what was used last. */
export class IncidentMemory implements KnownIncidents {
  private readonly known: LRUCache<string, readonly KnownIncident[]>;

  /** @param maxIncidents of all logs together; a few hundred bytes each */
  constructor(maxIncidents = 20_000) {
    this.known = new LRUCache<string, readonly KnownIncident[]>({
      maxSize: maxIncidents,
      sizeCalculation: ({ length }) => Math.max(1, length),
    });
  }

  recall(key: string): Promise<readonly KnownIncident[]> {
    return Promise.resolve(this.known.get(key) ?? []);
  }

  remember(key: string, incidents: readonly KnownIncident[]): void {
    this.known.set(key, incidents);
  }
}

/** Known of the same logs and not found again: those found last. */
const MAX_UNSEEN = 500;

/**
 * Knows incidents again, so that one keeps the id under which it was first found: while the range slides, as its start
 * leaves it, and in ranges of other lengths. What is not known, or was forgotten, goes by the id that is computed of
 * it.
 *
 * @param known of the same logs and options, in any range
 * @returns the incidents, each with the id that it had, and what is known from now on
 */
export function recognise(
  known: readonly KnownIncident[],
  { range, incidents }: Pick<Analysis, 'range' | 'incidents'>,
  maxUnseen = MAX_UNSEEN
): { incidents: Incident[]; known: KnownIncident[] } {
  const kept = matchIncidents(known, incidents, range);
  return { incidents: kept, known: knownAfter(known, kept, range).slice(0, kept.length + maxUnseen) };
}
