import { prettifyError } from 'zod';
import { HEADER_BYTES, platformOf } from './executable';
import { executableName, type Platform } from './platforms';
import { filesNamedIn, PLUGIN_ID, pluginJson } from './pluginJson';
import { NOTICES_FILE } from './stage';
import { type ZippedFile } from './zip';

/** What a zip should hold. */
export interface Expected {
  version: string;
  platforms: readonly Platform[];
}

const NEEDED = ['plugin.json', 'module.js', 'README.md', 'CHANGELOG.md', 'LICENSE', NOTICES_FILE];

/** Source maps, sources, other people's packages, and what belongs to one machine. */
const UNWANTED = /\.(map|tsx?|mts)$|(^|\/)(node_modules|\.git|\.env|\.DS_Store)(\/|$)/;

const MB = 1e6;
/** An executable is Bun (some 95 MB) and our code. Outside of this something is missing, or too much in it. */
const EXECUTABLE_MB = { least: 50, most: 180 };
const OTHER_FILE_MB = 5;

/**
 * Checks that a zip is what Grafana installs: one folder with the plugin's id, a right plugin.json and all that it
 * names, executables for the expected platforms and no others, and nothing that does not belong there.
 * @returns what is wrong with it, a sentence each
 */
export async function problemsOf(files: readonly ZippedFile[], { version, platforms }: Expected): Promise<string[]> {
  const folder = `${PLUGIN_ID}/`;
  const byPath = new Map<string, ZippedFile>();
  const problems: string[] = [];
  for (const file of files) {
    const { path } = file;
    if (!path.startsWith(folder)) {
      problems.push(`${path} is not in ${folder}.`);
    } else if (UNWANTED.test(path)) {
      problems.push(`${path} does not belong into a release.`);
    }
    byPath.set(path.slice(folder.length), file);
  }
  for (const needed of NEEDED.filter((path) => !byPath.get(path)?.bytes)) {
    problems.push(`${needed} is missing or empty.`);
  }
  return [
    ...problems,
    ...(await problemsOfPluginJson(byPath, version)),
    ...(await problemsOfChangelog(byPath, version)),
    ...(await problemsOfExecutables(byPath, platforms)),
  ];
}

type Files = ReadonlyMap<string, ZippedFile>;

async function problemsOfPluginJson(files: Files, version: string): Promise<string[]> {
  const file = files.get('plugin.json');
  if (!file) {
    return [];
  }
  const { success, data, error } = pluginJson.safeParse(JSON.parse((await file.read()).toString()));
  if (!success) {
    return [`plugin.json: ${prettifyError(error)}`];
  }
  return [
    ...(data.info.version === version ? [] : [`plugin.json has version ${data.info.version}, expected ${version}.`]),
    ...filesNamedIn(data)
      .filter((path) => !files.has(path))
      .map((path) => `plugin.json names ${path}, which is missing.`),
  ];
}

async function problemsOfChangelog(files: Files, version: string): Promise<string[]> {
  const text = await files.get('CHANGELOG.md')?.read();
  const hasEntry = text === undefined || text.toString().includes(`\n## ${version}`);
  return hasEntry ? [] : [`CHANGELOG.md has no entry for ${version}.`];
}

async function problemsOfExecutables(files: Files, platforms: readonly Platform[]): Promise<string[]> {
  const problems: string[] = [];
  const expected = new Map(platforms.map((platform) => [executableName(platform), platform]));
  for (const name of expected.keys()) {
    if (!files.has(name)) {
      problems.push(`${name} is missing.`);
    }
  }
  for (const [path, file] of files) {
    const platform = expected.get(path);
    if (platform) {
      problems.push(...(await problemsOfExecutable(file, platform)));
    } else if (path.startsWith('gpx_')) {
      problems.push(`${path} was not expected.`);
    } else if (file.bytes > OTHER_FILE_MB * MB) {
      problems.push(`${path} is larger than ${OTHER_FILE_MB} MB.`);
    }
  }
  return problems;
}

async function problemsOfExecutable(file: ZippedFile, platform: Platform): Promise<string[]> {
  const problems: string[] = [];
  const found = platformOf(await file.read(HEADER_BYTES));
  if (found !== platform) {
    problems.push(`${file.path} is ${found ? `an executable for ${found}` : 'no executable that is known'}.`);
  }
  if (file.mode !== 0o755) {
    problems.push(`${file.path} has mode ${file.mode.toString(8)}, expected 755.`);
  }
  if (file.bytes < EXECUTABLE_MB.least * MB || file.bytes > EXECUTABLE_MB.most * MB) {
    const { least, most } = EXECUTABLE_MB;
    problems.push(`${file.path} has ${Math.round(file.bytes / MB)} MB, expected ${least} to ${most}.`);
  }
  return problems;
}
