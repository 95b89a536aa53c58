import { isCompiled } from './compiled';

/** Settings of JavaScriptCore, by its own names; it reads them once, as the process starts. */
const SETTINGS = {
  // When the slowest and best of its compilers sets in; default 100,000. A report on 100,000 logs is over before the
  // best code pays, and one on a million costs no less by it.
  BUN_JSC_thresholdForFTLOptimizeAfterWarmUp: '1000000',
  // The same for the second best; default 1,000. It works on other threads: waiting longer costs the main one nothing,
  // and all of them 2 to 8% less.
  BUN_JSC_thresholdForOptimizeAfterWarmUp: '4000',
  // The same for the best of its compilers of WebAssembly; default 50,000.
  BUN_JSC_thresholdForOMGOptimizeAfterWarmUp: '200000',
  // Bytes after which garbage is first looked for; default 32 MB. Such a report makes less in all; where more is made,
  // memorySaver sees to it.
  BUN_JSC_largeHeapSize: String(256 * 2 ** 20),
  // WebAssembly memories that are reserved whole, which only takes addresses; for each one over the default of 4 all
  // garbage is looked for.
  BUN_JSC_maxNumWasmFastMemories: '16',
};

/**
 * Starts the compiled executable over, in the same process, with an engine set up for a command that ends in a second.
 * Returns where that is done already, or can't be: under Node or Bun with the source, on Windows, and where a file is
 * named by its descriptor (`/dev/fd/63`, what `<(...)` stands for), which would be closed.
 */
export function startOverForShortRun(): void {
  const isDone = Object.keys(SETTINGS).every((name) => name in process.env);
  const needsDescriptors = process.argv.some((argument) => /\/fd\/\d+$/.test(argument));
  if (isCompiled() && !isDone && !needsDescriptors && process.platform !== 'win32' && 'execve' in process) {
    const { execve } = process;
    if (typeof execve === 'function') {
      const { execPath, argv, env } = process;
      execve.call(process, execPath, [execPath, ...argv.slice(2)], { ...SETTINGS, ...env });
    }
  }
}
