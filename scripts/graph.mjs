/**
 * Draws who imports whom into docs/architecture.md, by folder, of what dependency-cruiser finds; with --check it only
 * compares.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = 'docs/architecture.md';
const MARKED = /(<!-- imports: npm run graph -->\n)[^]*?(<!-- end -->)/;

/** The room that a file of src/ is in. */
function roomOf(file) {
  const [, first, ...rest] = file.split('/');
  return rest.length > 0 ? first : first.replace(/\.tsx?$/, '');
}

function edges() {
  const found = execFileSync('npx', ['depcruise', 'src', '--output-type', 'json', '--exclude', TESTS], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  });
  const pairs = new Set();
  for (const { source, dependencies } of JSON.parse(found).modules.filter(({ source }) => source.startsWith('src/'))) {
    for (const { resolved } of dependencies.filter((to) => to.resolved.startsWith('src/'))) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (from !== to && !FOUNDATION.has(to)) {
        pairs.add(`  ${from} --> ${to}`);
      }
    }
  }
  return [...pairs].sort();
}

const TESTS = String.raw`\.test\.|/testing/|testDataSource`;
/** What every room may use says nothing in a picture. */
const FOUNDATION = new Set(['errors', 'format', 'kernels', 'objects', 'random', 'time']);

const page = readFileSync(PAGE, 'utf8');
const drawn = page.replace(MARKED, `$1\n\`\`\`mermaid\nflowchart TD\n${edges().join('\n')}\n\`\`\`\n\n$2`);
if (!process.argv.includes('--check')) {
  writeFileSync(PAGE, drawn);
} else if (drawn !== page) {
  throw new Error(`${PAGE} draws other imports than there are. Run "npm run graph".`);
}
