import { existsSync, readFileSync } from 'node:fs';

/** A path in the text: of a file, or of a folder. What is not there yet is written in capitals. */
const PATH = /`((?:src|docs|scripts|assembly)\/[\w./-]+)`/g;

it.each(['CONTRIBUTING.md', 'SECURITY.md', 'docs/architecture.md'])('%s names files that exist', (page) => {
  const paths = Array.from(readFileSync(page, 'utf8').matchAll(PATH), ([, path]) => path);
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !path.includes('NAME') && !existsSync(path))).toEqual([]);
});
