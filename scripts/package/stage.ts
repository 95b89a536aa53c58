import { readdirSync } from 'node:fs';
import path from 'node:path';
import { executableName, type Platform } from './platforms';
import { PLUGIN_ID } from './pluginJson';
import { type FileToZip } from './zip';

export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';

/**
 * The files of a release for the given platforms: all of dist/ but source maps and other platforms' executables, and
 * the third-party notices. Sorted, so that the same build gives the same zip.
 */
export function filesToZip(dist: string, platforms: readonly Platform[], notices: string): FileToZip[] {
  const executables = new Set(platforms.map(executableName));
  const isWanted = (file: string) => !file.endsWith('.map') && (!file.startsWith('gpx_') || executables.has(file));
  const built = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dist, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter(isWanted)
    .map((file) => ({
      path: `${PLUGIN_ID}/${file}`,
      from: { file: path.join(dist, file) },
      isExecutable: executables.has(file),
    }));
  const own = { path: `${PLUGIN_ID}/${NOTICES_FILE}`, from: { text: notices }, isExecutable: false };
  return [...built, own].sort((a, b) => (a.path < b.path ? -1 : 1));
}
