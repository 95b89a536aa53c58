/**
 * Builds the plugin and packages it for a release, into build/release: a zip for this platform, or with --all one for
 * each platform and one with all of them; their SHA-256 sums, the SBOM, and what changed. Each zip is checked.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { bundledPackages } from './bundledPackages';
import { changesOf } from './changelog';
import { problemsOf } from './check';
import { thirdPartyNotices } from './notices';
import { ALL_PLATFORMS, executableName, type Platform, thisPlatform } from './platforms';
import { PLUGIN_ID } from './pluginJson';
import { bomOfLockFile, bomOfRelease } from './sbom';
import { filesToZip } from './stage';
import { readZip, writeZip } from './zip';

const RELEASE = 'build/release';

await packageRelease(process.argv.includes('--all'));

async function packageRelease(isForAll: boolean): Promise<void> {
  const platforms = isForAll ? ALL_PLATFORMS : [thisPlatform() ?? fail('There is no Bun for this platform.')];
  rmSync('dist', { recursive: true, force: true });
  run('npm', 'run', isForAll ? 'build:all' : 'build');
  rmSync(RELEASE, { recursive: true, force: true });
  mkdirSync(RELEASE, { recursive: true });

  const packages = bundledPackages('dist/module.js.map', 'build/backend-modules.json');
  const notices = thirdPartyNotices(packages);
  for (const platform of platforms) {
    await packageFor([platform], `${PLUGIN_ID}-${version}.${platform}.zip`, notices);
  }
  if (platforms.length > 1) {
    await packageFor(platforms, `${PLUGIN_ID}-${version}.zip`, notices);
  }
  const bom = bomOfRelease(bomOfLockFile(), packages, platforms);
  writeFileSync(path.join(RELEASE, `${PLUGIN_ID}-${version}.cdx.json`), `${JSON.stringify(bom, undefined, 2)}\n`);
  writeFileSync(path.join(RELEASE, 'SHA256SUMS'), await sums());
  const changes = changesOf(version, readFileSync('CHANGELOG.md', 'utf8'));
  writeFileSync('build/release-notes.md', `${changes ?? fail(`CHANGELOG.md has no entry for ${version}.`)}\n`);
  checkExecutable();
}

async function packageFor(platforms: readonly Platform[], name: string, notices: string): Promise<void> {
  const target = path.join(RELEASE, name);
  await writeZip(target, filesToZip('dist', platforms, notices), timeOfSources());
  const problems = await readZip(target, (files) => problemsOf(files, { version, platforms }));
  if (problems.length > 0) {
    fail(`${target} is not right:\n  ${problems.join('\n  ')}`);
  }
  process.stdout.write(`${target}  ${(statSync(target).size / 1e6).toFixed(1)} MB\n`);
}

/** The executable for this platform has to run, and to know its version. */
function checkExecutable(): void {
  const platform = thisPlatform();
  if (platform) {
    const answer = execFileSync(path.resolve('dist', executableName(platform)), ['--version'], { encoding: 'utf8' });
    if (answer.trim() !== version) {
      fail(`${executableName(platform)} --version answers ${answer.trim()}, expected ${version}.`);
    }
  }
}

async function sums(): Promise<string> {
  const lines: string[] = [];
  for (const file of readdirSync(RELEASE).sort()) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path.join(RELEASE, file))) {
      hash.update(chunk);
    }
    lines.push(`${hash.digest('hex')}  ${file}\n`);
  }
  return lines.join('');
}

/** Of the last commit, so that the same sources give the same zips; now, where there is no git. */
function timeOfSources(): Date {
  try {
    return new Date(Number(execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' })) * 1000);
  } catch {
    return new Date();
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
