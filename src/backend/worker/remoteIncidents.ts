import { type KnownIncident } from '../../analysis/incidents/identity/matchIncidents';
import { type KnownIncidents } from '../incidentMemory';
import { type Said } from './messages';

/** Known incidents, kept by the main process: it outlives the workers and knows the incidents of all of them. */
export class RemoteIncidents implements KnownIncidents {
  private readonly waiting = new Map<string, Array<(incidents: readonly KnownIncident[]) => void>>();

  constructor(private readonly say: (said: Said) => void) {}

  recall(key: string): Promise<readonly KnownIncident[]> {
    return new Promise((resolve) => {
      const others = this.waiting.get(key) ?? [];
      this.waiting.set(key, [...others, resolve]);
      this.say({ type: 'recall', key });
    });
  }

  remember(key: string, incidents: readonly KnownIncident[]): void {
    this.say({ type: 'remember', key, incidents });
  }

  /** The answer to `recall`. */
  recalled(key: string, incidents: readonly KnownIncident[]): void {
    const waiting = this.waiting.get(key) ?? [];
    this.waiting.delete(key);
    waiting.forEach((resolve) => resolve(incidents));
  }
}
