/**
 * Compiles the back end into dist/gpx_seismolog_<os>_<arch>: for this platform, or with --all for every one.
 * Compiling for another platform needs that platform's Bun, which npm fetches into build/bun.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bunIn, localBun, PLATFORMS, thisPlatform } from './bun.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

function bunFor(platform) {
  if (platform === thisPlatform()) {
    return localBun();
  }
  const { bun } = PLATFORMS[platform];
  const prefix = path.resolve('build/bun', platform);
  const folder = path.join(prefix, 'node_modules', bun);
  if (!bunIn(folder, platform)) {
    writeLockedPackage(prefix, bun);
    // Forced: npm refuses to install what doesn't run here.
    const npm = ['ci', '--prefix', prefix, '--ignore-scripts', '--no-audit', '--force'];
    execFileSync('npm', npm, { stdio: 'inherit', shell: process.platform === 'win32' });
  }
  return bunIn(folder, platform);
}

/** A package.json and a lock file of this one package, so that npm checks it against the hash in our own lock file. */
function writeLockedPackage(folder, name) {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const { optional: _, ...locked } = packages[`node_modules/${name}`];
  const manifest = { name: 'bun-of-another-platform', version, dependencies: { [name]: locked.version } };
  const lock = { ...manifest, lockfileVersion: 3, packages: { '': manifest, [`node_modules/${name}`]: locked } };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
}

function compile(platform) {
  const { os, cpu } = PLATFORMS[platform];
  const suffix = platform.startsWith('windows') ? '.exe' : '';
  const executable = `gpx_seismolog_${platform}${suffix}`;
  // Bun leaves copies of the source maps beside the executable that holds them.
  const folder = path.join('build', platform);
  mkdirSync(folder, { recursive: true });
  execFileSync(
    localBun(),
    [
      'build',
      'src/backend/main.ts',
      'src/backend/thread.ts',
      '--compile',
      `--target=bun-${os === 'win32' ? 'windows' : os}-${cpu}`,
      `--compile-executable-path=${bunFor(platform)}`,
      '--no-compile-autoload-dotenv',
      '--no-compile-autoload-bunfig',
      '--minify-syntax',
      '--minify-whitespace',
      '--sourcemap=inline',
      // These two make the time to start a third: what a command doesn't run with is not loaded.
      '--bytecode',
      '--splitting',
      '--format=esm',
      `--define=SEISMOLOG_VERSION="${version}"`,
      // Which modules went into it, for the third-party notices.
      '--metafile=build/backend-modules.json',
      `--outfile=${path.join(folder, executable)}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] }
  );
  const target = path.join('dist', executable);
  mkdirSync('dist', { recursive: true });
  renameSync(path.join(folder, executable), target);
  rmSync(folder, { recursive: true });
  process.stdout.write(`${target}\n`);
}

for (const platform of process.argv.includes('--all') ? Object.keys(PLATFORMS) : [thisPlatform()]) {
  compile(platform);
}
