/**
 * Bun without an install script: the binary inside the @oven/bun-* package of this platform.
 * As a command it runs bun with the arguments that it is given.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** The platforms that the plugin is built for: Go's names, as Grafana wants them, and Bun's package. */
export const PLATFORMS = JSON.parse(readFileSync(new URL('platforms.json', import.meta.url), 'utf8'));

/** The name of this machine's platform in PLATFORMS. */
export function thisPlatform() {
  const found = Object.entries(PLATFORMS).find(([, p]) => p.os === process.platform && p.cpu === process.arch);
  if (!found) {
    throw new Error(
      `No Bun for ${process.platform} ${process.arch}. Build on one of: ${Object.keys(PLATFORMS).join(', ')}`
    );
  }
  return found[0];
}

/** The path of the bun binary in an installed @oven/bun-* package, or undefined. */
export function bunIn(packageFolder, platform) {
  const file = path.join(packageFolder, 'bin', platform.startsWith('windows') ? 'bun.exe' : 'bun');
  return existsSync(file) ? file : undefined;
}

/** The path of the bun binary that runs on this machine. */
export function localBun() {
  const platform = thisPlatform();
  const name = PLATFORMS[platform].bun;
  let folder;
  try {
    folder = path.dirname(require.resolve(`${name}/package.json`));
  } catch {
    throw new Error(`${name} is missing. Run "npm install" without --omit=optional.`);
  }
  return bunIn(folder, platform);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = spawnSync(localBun(), process.argv.slice(2), { stdio: 'inherit' });
  process.exitCode = result.status ?? 1;
}
