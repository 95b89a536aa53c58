declare const Bun: { readonly main: string } | undefined;

/** Whether this is the compiled executable, not its source under Bun or Node. */
export function isCompiled(): boolean {
  return typeof Bun !== 'undefined' && /[\\/](?:\$bunfs|~BUN)[\\/]/.test(Bun.main);
}
