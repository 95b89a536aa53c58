import { readFileSync } from 'node:fs';
import bun from './bun.json';
import { type BundledPackage } from './bundledPackages';

/** Licences that let us ship a package in a work under Apache 2.0. Another one has to be looked at first. */
const ACCEPTED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

const LINE = '-'.repeat(100);

/**
 * The notices that others ask for where their work is passed on: of each package in the two halves, and of Bun and
 * what it is linked with.
 * @throws Error where a package has a licence that was not looked at, or none
 */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const unknown = packages.filter(({ licence }) => !isAccepted(licence));
  if (unknown.length > 0) {
    const list = unknown.map(({ name, licence }) => `${name} (${licence})`).join(', ');
    throw new Error(`Look at the licences of ${list}. Where they allow it, add them in scripts/package/notices.ts.`);
  }
  return [INTRODUCTION, ...packages.map(noticeOf), bunNotice()].join(`\n\n${LINE}\n\n`) + '\n';
}

const INTRODUCTION = `Seismolog is licensed under the Apache License 2.0: see LICENSE.
It contains the work of others, listed here with their licences.`;

function isAccepted(licence: unknown): boolean {
  return (
    typeof licence === 'string' &&
    licence
      .replace(/[()]/g, '')
      .split(' AND ')
      .every((id) => ACCEPTED.has(id))
  );
}

function noticeOf({ name, version, licence, texts }: BundledPackage): string {
  return [`${name} ${version} (${licence})`, ...texts].join('\n\n');
}

function bunNotice(): string {
  const parts = bun.parts.map(({ name, licence, url }) => `  ${name}: ${licence}\n    ${url}`);
  return `Bun ${bun.version} (${bun.licence}): the run time in the executables
  ${bun.url}

Bun is linked with these, each under its own licence:

${parts.join('\n')}

JavaScriptCore and TinyCC are under the GNU Lesser General Public License. Their sources, as Bun uses them, are at the
addresses above. To use a changed version of them, build Bun from its sources with the change, as its LICENSE.md says,
and then Seismolog with that Bun:

  bun build src/backend/main.ts src/backend/thread.ts --compile --compile-executable-path=PATH_OF_YOUR_BUN ...

scripts/build-backend.mjs of Seismolog's sources has the whole command. The licence:

${readFileSync(new URL('licences/LGPL-2.1.txt', import.meta.url), 'utf8').trim()}`;
}
