import { realpath, stat } from 'node:fs/promises';
import { InputError } from '../../errors';

/**
 * The files that are named, each once: paths, patterns such as `logs/*.log`, and '-' for standard input. What is there
 * under the very name is no pattern.
 * @throws InputError where a pattern fits no file
 */
export async function expandPaths(named: readonly string[]): Promise<string[]> {
  const files = new Map<string, string>();
  for (const name of named) {
    const found = name === '-' || (await exists(name)) ? [name] : await filesLike(name);
    for (const path of found) {
      const same = path === '-' ? path : await realpath(path).catch(() => path);
      files.set(same, files.get(same) ?? path);
    }
  }
  return [...files.values()];
}

/** The files that a pattern fits; what is no pattern names a file, though none that is there. */
async function filesLike(pattern: string): Promise<string[]> {
  // Loaded only where it is needed: most name files that are there.
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(pattern)) {
    return [pattern];
  }
  const found = await glob(pattern, { expandDirectories: false, absolute: pattern.startsWith('/') });
  if (found.length === 0) {
    throw new InputError(
      `There is no file like ${pattern}. Check the pattern, in quotes where it is meant for --file.`
    );
  }
  return found.sort();
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  );
}
