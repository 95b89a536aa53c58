/** What a child is asked. Inputs are packed (numbers.ts). */
export type Asked =
  /** @param notes a file in which each input is written before it is tried */
  | { what: 'many'; target: string; seed: number; runs: number; notes?: string }
  | { what: 'one'; target: string; input: string };

export interface Failure {
  /** '': not known. */
  readonly input: string;
  readonly error: string;
}

/** Of each question one 'done'; 'alive' before it, now and then between two inputs. */
export type Answer = { what: 'alive' } | { what: 'done'; inputs: number; memoryMb: number; failure?: Failure };
