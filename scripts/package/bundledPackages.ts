import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A package of others that is part of what we ship. */
export interface BundledPackage {
  name: string;
  version: string;
  /** An SPDX expression. */
  licence: string;
  /** What its licence and notice files say. */
  texts: string[];
}

/** What our own code is compiled with leaves parts of itself in the result. */
const RUN_TIMES_OF_COMPILERS = ['assemblyscript', 'webpack'];

/** Of packages whose package.json does not say it, by their licence file. */
const LICENCES_READ: Readonly<Record<string, string>> = { '@grafana/plugin-ui': 'Apache-2.0' };

const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
const NOTICE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * The packages that went into the two halves, by what webpack and Bun say that they read.
 * @param sourceMap dist/module.js.map
 * @param metafile of `bun build`
 */
export function bundledPackages(sourceMap: string, metafile: string): BundledPackage[] {
  const { sources } = JSON.parse(readFileSync(sourceMap, 'utf8')) as { sources: string[] };
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as {
    outputs: Record<string, { inputs: Record<string, unknown> }>;
  };
  const modules = [...sources, ...Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs))];
  const folders = new Set(RUN_TIMES_OF_COMPILERS.map((name) => `node_modules/${name}`));
  for (const module of modules) {
    const folder = PACKAGE_FOLDER.exec(module)?.[0];
    if (folder !== undefined) {
      folders.add(folder.slice(folder.indexOf('node_modules/')));
    }
  }
  return [...folders].map(packageIn).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function packageIn(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = noticeFilesIn(folder).map((file) => readFileSync(file, 'utf8').trim());
  return { name, version, licence: license ?? LICENCES_READ[name] ?? 'none', texts };
}

/** Of the package itself, not of packages within it. echarts has a folder of licences. */
function noticeFilesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => NOTICE_FILE.test(name))
    .flatMap((entry) => {
      const found = path.join(folder, entry.name);
      return entry.isFile() ? [found] : readdirSync(found).map((file) => path.join(found, file));
    })
    .sort();
}
