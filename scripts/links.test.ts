import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const MAIN = 'https://github.com/seismolog/seismolog/blob/main/';
const files = execFileSync('git', ['ls-files', '--', '*.md', 'src', 'provisioning', 'scripts'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => /\.(md|tsx?|json|ya?ml|tf)$/.test(file) && !file.endsWith('.test.ts'));
const pages = files.filter((file) => file.endsWith('.md'));

const read = (file: string) => readFileSync(file, 'utf8');
/** What stands between fences is every second part. */
const withoutCode = (markdown: string) =>
  markdown
    .split(/^```.*$/m)
    .filter((_, part) => part % 2 === 0)
    .join('');

/** As GitHub makes them of headings: of two that are alike the second one has a number. */
function anchorsOf(page: string): Set<string> {
  const seen = new Map<string, number>();
  const headings = Array.from(withoutCode(read(page)).matchAll(/^#{1,6} (.+)$/gm), ([, heading]) => heading);
  return new Set(
    headings.map((heading) => {
      const anchor = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-');
      const before = seen.get(anchor) ?? 0;
      seen.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${before}`;
    })
  );
}

/** Where a link of a page leads to within the repository; nothing where it leads out of it. */
function targetOf(page: string, link: string): string | undefined {
  if (link.startsWith(MAIN)) {
    return link.slice(MAIN.length);
  }
  return /^[a-z]+:/.test(link)
    ? undefined
    : path.join(path.dirname(page), link.startsWith('#') ? path.basename(page) + link : link);
}

function isThere(target: string): boolean {
  const [file, anchor] = target.split('#');
  return existsSync(file) && (anchor === undefined || !file.endsWith('.md') || anchorsOf(file).has(anchor));
}

it.each(pages)('the links of %s lead somewhere', (page) => {
  const links = Array.from(withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g), ([, link]) => link);
  const dead = links.filter((link) => {
    const target = targetOf(page, link);
    return target !== undefined && !isThere(target);
  });
  expect(dead).toEqual([]);
});

it('the links of the code, the rules and the dashboards to the documents lead somewhere', () => {
  const link = new RegExp(`${MAIN}([\\w./#-]+)`, 'g');
  const targets = files.flatMap((file) => Array.from(read(file).matchAll(link), ([, target]) => target));
  expect(targets.length).toBeGreaterThan(0);
  expect(targets.filter((target) => !isThere(target))).toEqual([]);
});

it('the documents name scripts that there are', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = pages
    .filter((page) => page !== 'CHANGELOG.md' && !page.startsWith('.changeset/'))
    .flatMap((page) => Array.from(read(page).matchAll(/npm run (?:-s )?([a-z][a-z:]*[a-z])/g), ([, name]) => name));
  expect(named.length).toBeGreaterThan(0);
  expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
});

it('the documents give the command line options that it has', () => {
  const known = new Set(read('docs/reference/command-line.md').match(/--[a-z][a-z-]+/g));
  const lines = pages.flatMap((page) => read(page).split('\n'));
  const commands = lines.filter((line) =>
    /\b(?:seismolog|npm run (?:-s )?(?:--)?) ?(?:report|parse|generate) /.test(line)
  );
  const named = commands.flatMap((line) => line.match(/(?<=\s)--[a-z][a-z-]+/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect([...new Set(named)].filter((option) => !known.has(option))).toEqual([]);
});
