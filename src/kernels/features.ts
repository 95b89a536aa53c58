import { CODE } from './code/features';
import { kernelPool } from './pool';

/** An address in the kernel's memory. */
export type Pointer = number;

/** assembly/features. */
export interface FeatureKernel {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): Pointer;
  /** What is allocated from now on is given back by `release` of this. */
  mark(): Pointer;
  release(to: Pointer): void;
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

/** Who hears what the kernel reports. */
let hearer: Host = NOBODY;

const withKernel = kernelPool<FeatureKernel>(CODE, {
  host: {
    order: (...found) => hearer.order(...found),
    feature: (...found) => hearer.feature(...found),
    slowPeriod: (...found) => hearer.slowPeriod(...found),
    slowPeriodOf: (...found) => hearer.slowPeriodOf(...found),
    burst: (...found) => hearer.burst(...found),
    burstOf: (...found) => hearer.burstOf(...found),
  } satisfies Host,
});

/**
 * Runs work with the kernel; what it allocates there goes afterwards.
 * @param hostOf hears what the kernel reports meanwhile
 */
export function withFeatureKernel<Result>(
  work: (kernel: FeatureKernel) => Result,
  hostOf: (kernel: FeatureKernel) => Partial<Host> = () => NOBODY
): Result {
  return withKernel((kernel) => {
    const start = kernel.mark();
    hearer = { ...NOBODY, ...hostOf(kernel) };
    try {
      return work(kernel);
    } finally {
      hearer = NOBODY;
      kernel.release(start);
    }
  });
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
