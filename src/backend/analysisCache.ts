import { LRUCache } from 'lru-cache';
import { CancelledError } from '../errors';
import { byteSize } from './byteSize';

export interface CacheOptions<T> {
  maxBytes: number;
  ttlMs: number;
  /** Default: byteSize. */
  sizeOf?: (value: T) => number;
  /** Called with how each request was answered. */
  onAnswer?: (answer: CacheAnswer) => void;
}

export type CacheAnswer = 'computed' | 'joined' | 'kept';

/**
 * @param signal aborts when nobody waits for it any more
 * @param callers of those who wait for it, who become more or fewer meanwhile
 */
export type Compute<T> = (signal: AbortSignal, callers: ReadonlySet<AbortSignal>) => Promise<T>;

interface Flight<T> {
  result: Promise<T>;
  /** The signals of those who wait for it. */
  readonly callers: Set<AbortSignal>;
  abort: AbortController;
}

/** Of one family: what several who refresh at different moments see. */
const NEWEST_OF_FAMILY = 3;

/**
 * Many panels, one analysis: of those who ask for the same key at once, the first has it computed and the others wait
 * for it. Results are kept for a while within a memory budget; errors are not.
 */
export class AnalysisCache<T extends object> {
  private readonly kept: LRUCache<string, T>;
  /** The keys of each family that are kept, the newest last. */
  private readonly families = new LRUCache<string, readonly string[]>({ max: 1000 });
  private readonly flights = new Map<string, Flight<T>>();
  private readonly onAnswer: (answer: CacheAnswer) => void;

  constructor({ maxBytes, ttlMs, sizeOf = byteSize, onAnswer = () => undefined }: CacheOptions<T>) {
    this.kept = new LRUCache<string, T>({
      maxSize: maxBytes,
      sizeCalculation: sizeOf,
      ttl: ttlMs,
      ttlAutopurge: true,
    });
    this.onAnswer = onAnswer;
  }

  /**
   * @param signal of one caller: who leaves no longer waits, and the computation is cancelled when the last one leaves.
   * @param family alike for keys of which a newer one takes the place of older ones, as where a range slides; '': none
   * @throws CancelledError, or what `compute` throws, to all who wait for it
   */
  async get(key: string, signal: AbortSignal, compute: Compute<T>, family = ''): Promise<T> {
    if (signal.aborted) {
      throw new CancelledError();
    }
    const kept = this.kept.get(key);
    if (kept) {
      this.onAnswer('kept');
      return kept;
    }
    const underWay = this.flights.get(key);
    this.onAnswer(underWay ? 'joined' : 'computed');
    return this.join(key, underWay ?? this.start(key, compute, signal, family), signal);
  }

  isEmpty(): boolean {
    return this.kept.size === 0;
  }

  /** Lets go what is kept; what is under way goes on. */
  forget(): void {
    this.kept.clear();
    this.families.clear();
  }

  private start(key: string, compute: Compute<T>, caller: AbortSignal, family: string): Flight<T> {
    const abort = new AbortController();
    const callers = new Set<AbortSignal>([caller]);
    const flight: Flight<T> = { result: compute(abort.signal, callers), callers, abort };
    this.flights.set(key, flight);
    flight.result.then(
      (value) => {
        this.land(key, flight);
        this.keep(key, value, family);
      },
      () => this.land(key, flight)
    );
    return flight;
  }

  private keep(key: string, value: T, family: string): void {
    this.kept.set(key, value);
    if (family !== '') {
      const keys = [...(this.families.get(family) ?? []).filter((other) => other !== key), key];
      keys.splice(0, keys.length - NEWEST_OF_FAMILY).forEach((old) => this.kept.delete(old));
      this.families.set(family, keys);
    }
  }

  private join(key: string, flight: Flight<T>, signal: AbortSignal): Promise<T> {
    flight.callers.add(signal);
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.callers.delete(signal);
        if (flight.callers.size === 0) {
          this.land(key, flight);
          flight.abort.abort();
        }
        reject(new CancelledError());
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** A flight that everyone left must not be joined again, though it may take a while to end. */
  private land(key: string, flight: Flight<T>): void {
    if (this.flights.get(key) === flight) {
      this.flights.delete(key);
    }
  }
}
