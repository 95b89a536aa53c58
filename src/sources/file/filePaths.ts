import { realpath, stat } from 'node:fs/promises';
import { glob, isDynamicPattern } from 'tinyglobby';
import { InputError } from '../../errors';

/**
 * The files that are named, each once: paths, patterns such as `logs/*.log`, and '-' for standard input. What is there
 * under the very name is no pattern.
 * @throws InputError where a pattern fits no file
 */
export async function expandPaths(named: readonly string[]): Promise<string[]> {
  const files = new Map<string, string>();
  for (const name of named) {
    const found = name !== '-' && isDynamicPattern(name) && !(await exists(name)) ? await filesLike(name) : [name];
    for (const path of found) {
      const same = path === '-' ? path : await realpath(path).catch(() => path);
      files.set(same, files.get(same) ?? path);
    }
  }
  return [...files.values()];
}

async function filesLike(pattern: string): Promise<string[]> {
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
