import { type Known, type KnownChanges, type Memory } from '../state/known';
import { type Said } from './messages';

/** What is known, kept by the main process: it outlives the workers, knows what all of them found, and alone writes. */
export class RemoteMemory implements Memory {
  private readonly waiting = new Map<string, Array<(known: Known) => void>>();

  constructor(private readonly say: (said: Said) => void) {}

  recall(key: string): Promise<Known> {
    return new Promise((resolve) => {
      const others = this.waiting.get(key) ?? [];
      this.waiting.set(key, [...others, resolve]);
      this.say({ type: 'recall', key });
    });
  }

  remember(key: string, changes: KnownChanges): void {
    this.say({ type: 'remember', key, changes });
  }

  /** The answer to `recall`. */
  recalled(key: string, known: Known): void {
    const waiting = this.waiting.get(key) ?? [];
    this.waiting.delete(key);
    waiting.forEach((resolve) => resolve(known));
  }
}
