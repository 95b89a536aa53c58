import { CODE } from './code/features';
import { instantiate } from './instantiate';

/** An address in the kernel's memory. */
export type Pointer = number;

/** assembly/features. */
export interface FeatureKernel {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): Pointer;
  createLogs(length: number, services: number, timeMs: Pointer, level: Pointer): Pointer;
  extractFeatures(logs: Pointer, messages: number, ...columns: Pointer[]): void;
  nextHighPeriod(scores: Pointer, count: number, drop: number, period: Pointer): boolean;
  medianInPlace(values: Pointer, count: number): number;
}

/** What it calls: assembly/features/host.ts. */
interface Host {
  order(rows: Pointer, starts: Pointer): void;
  feature(index: number, values: Pointer): void;
  slowPeriod(lnFactor: number): void;
  burst(count: number, usual: number, ms: number): void;
  slowPeriodOf(rows: Pointer, periods: Pointer, count: number): void;
  burstOf(rows: Pointer, bursts: Pointer, count: number): void;
}

/** Lets all that is reported go by. */
const NOBODY: Host = {
  order: () => undefined,
  feature: () => undefined,
  slowPeriod: () => undefined,
  slowPeriodOf: () => undefined,
  burst: () => undefined,
  burstOf: () => undefined,
};

/** The kernel with a memory of its own, which goes with it. */
export function createFeatureKernel(host: Partial<Host> = {}): FeatureKernel {
  return instantiate<FeatureKernel>(CODE, { host: { ...NOBODY, ...host } });
}

/** Copies a column into the kernel's memory. */
export function put(
  { memory, allocate }: FeatureKernel,
  { buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBufferLike>
): Pointer {
  const pointer = allocate(byteLength);
  new Uint8Array(memory.buffer, pointer, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
  return pointer;
}
