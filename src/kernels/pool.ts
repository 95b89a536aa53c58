import { instantiate } from './instantiate';

/** A kernel with more memory than this is dropped after use. */
const MAX_KEPT = 16 * 2 ** 20;

/**
 * Runs work with a kernel, and keeps the kernel for the next call. An engine has few memories of the fast kind; when
 * all are taken it collects garbage, which takes milliseconds.
 *
 * @param code WebAssembly in base64
 * @param imports what the kernel calls
 */
export function kernelPool<Kernel extends { readonly memory: WebAssembly.Memory }>(
  code: string,
  imports: WebAssembly.Imports = {}
): <Result>(work: (kernel: Kernel) => Result) => Result {
  let kept: Kernel | undefined;
  return (work) => {
    const kernel = kept ?? instantiate<Kernel>(code, imports);
    kept = undefined;
    const result = work(kernel);
    if (kernel.memory.buffer.byteLength <= MAX_KEPT) {
      kept = kernel;
    }
    return result;
  };
}
