import { instantiate } from './instantiate';

/** A kernel with more memory is let go when it was used. */
const MAX_KEPT = 16 * 2 ** 20;

/**
 * Lends a kernel to some work at a time, the same one again and again: an engine has few memories of the fast kind, and
 * looks for garbage, which takes milliseconds, when they are all taken.
 *
 * @param code WebAssembly in base64
 */
export function kernelPool<Kernel extends { readonly memory: WebAssembly.Memory }>(
  code: string
): <Result>(work: (kernel: Kernel) => Result) => Result {
  let kept: Kernel | undefined;
  return (work) => {
    const kernel = kept ?? instantiate<Kernel>(code);
    kept = undefined;
    const result = work(kernel);
    if (kernel.memory.buffer.byteLength <= MAX_KEPT) {
      kept = kernel;
    }
    return result;
  };
}
