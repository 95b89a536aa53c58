import type fc from 'fast-check';
import { SeismologError } from '../../src/errors';

/** Something that takes any input: it may refuse it, by an error for users, and nothing else. */
export interface Target {
  readonly name: string;
  /** Inputs that are tried together, of a kind that costs about as much. */
  readonly atOnce: number;
  readonly inputs: fc.Arbitrary<unknown>;
  /** @throws what must not be thrown. */
  run(input: unknown): Promise<void>;
}

interface Definition<T> {
  readonly name: string;
  readonly atOnce: number;
  readonly inputs: fc.Arbitrary<T>;
  /** @throws SeismologError where the input is refused. */
  run(input: T): unknown;
}

export function target<T>({ run, ...rest }: Definition<T>): Target {
  return {
    ...rest,
    async run(input) {
      try {
        await run(input as T);
      } catch (error) {
        if (!(error instanceof SeismologError)) {
          throw error;
        }
      }
    },
  };
}
