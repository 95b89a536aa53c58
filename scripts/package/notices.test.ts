import { existsSync } from 'node:fs';
import { optionalDependencies } from '../../package.json';
import bun from './bun.json';
import { type BundledPackage } from './bundledPackages';
import { thirdPartyNotices } from './notices';

const left: BundledPackage = { name: 'left', version: '1.0.0', licence: 'MIT', texts: ['Copyright (c) Lefty'] };
const right: BundledPackage = { name: 'right', version: '2.0.0', licence: '(MIT AND Zlib)', texts: [] };

it('gives each package with its licence and what its files say', () => {
  expect(thirdPartyNotices([left])).toContain('left 1.0.0 (MIT)\n\nCopyright (c) Lefty\n');
});

it('names what Bun is linked with, and gives the LGPL', () => {
  const notices = thirdPartyNotices([]);
  expect(notices).toContain('BoringSSL: ');
  expect(notices).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
});

it('says how to build with another Bun, from files that exist', () => {
  const files = thirdPartyNotices([]).match(/\b(?:src|scripts)\/[\w./-]+\.\w+/g) ?? [];
  expect(files.length).toBeGreaterThan(1);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

it('asks to look at a licence that is new', () => {
  expect(() => thirdPartyNotices([left, right])).toThrow('Look at the licences of right ((MIT AND Zlib)).');
});

it('lists the parts of the Bun that is used', () => {
  // After an update of Bun compare its LICENSE.md with bun.json, then set the version there.
  expect(new Set(Object.values(optionalDependencies))).toEqual(new Set([bun.version]));
});
