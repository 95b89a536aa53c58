/** A kernel and its twin in TypeScript, which does the same with the same data. Each gives all that it found. */
export interface KernelCase {
  readonly kernel: () => Found;
  readonly twin: () => Found;
}

export type Found = ReadonlyArray<Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array>;

/** Generated logs of a week. */
export const DAYS = 7;
export const TO = Date.UTC(2026, 0, 12);
export const SEED = 42;
