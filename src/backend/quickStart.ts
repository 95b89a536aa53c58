declare const Bun: { readonly main: string } | undefined;

/** JavaScriptCore's own name for when the slowest and best of its compilers sets in; it reads it once, as the process starts. */
const SETTING = 'BUN_JSC_thresholdForFTLOptimizeAfterWarmUp';

/** Its default is 100,000. A report on 100,000 logs is over before the best code pays: a fifth of its processor time went into compiling. */
const THRESHOLD = '300000';

/**
 * Starts the compiled executable over, in the same process, with compilers tuned for a command that ends in a second. Returns where that is
 * done already, or can't be: under Node or Bun with the source, on Windows.
 */
export function startOverForShortRun(): void {
  const isCompiled = typeof Bun !== 'undefined' && /[\\/](?:\$bunfs|~BUN)[\\/]/.test(Bun.main);
  if (isCompiled && !(SETTING in process.env) && process.platform !== 'win32' && 'execve' in process) {
    const { execve } = process;
    if (typeof execve === 'function') {
      const { execPath, argv, env } = process;
      execve.call(process, execPath, [execPath, ...argv.slice(2)], { ...env, [SETTING]: THRESHOLD });
    }
  }
}
