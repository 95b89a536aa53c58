import { type Expected, problemsOf } from './check';
import { type ZippedFile } from './zip';

const ID = 'seismolog-loganalytics-datasource';
const EXPECTED: Expected = { version: '1.2.3', platforms: ['linux_amd64'] };

const MANIFEST = {
  type: 'datasource',
  id: ID,
  name: 'Seismolog',
  backend: true,
  executable: 'gpx_seismolog',
  info: {
    description: 'Listens to logs for tremors.',
    author: { name: 'Seismolog', url: 'https://example.com' },
    keywords: ['logs'],
    logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
    links: [{ name: 'Documentation', url: 'https://example.com/docs' }],
    screenshots: [{ name: 'Overview', path: 'img/overview.png' }],
    version: '1.2.3',
    updated: '2026-01-31',
  },
  includes: [{ type: 'dashboard', name: 'Overview', path: 'dashboards/overview.json' }],
  dependencies: { grafanaDependency: '>=12.3.0' },
};

function file(path: string, content: string | Buffer = 'x', more: Partial<ZippedFile> = {}): ZippedFile {
  const bytes = Buffer.from(content);
  return {
    path: `${ID}/${path}`,
    mode: 0o644,
    bytes: bytes.length,
    read: (atMost) => Promise.resolve(bytes.subarray(0, atMost)),
    ...more,
  };
}

function elf(machine: number): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.writeUInt16LE(machine, 18);
  return header;
}

const AMD64 = elf(0x3e);
const ARM64 = elf(0xb7);
const INSTALLED = { mode: 0o755, bytes: 125e6 };

/** A right release, with what is given in place of its own. */
function release(...changed: ZippedFile[]): ZippedFile[] {
  const files = [
    file('plugin.json', JSON.stringify(MANIFEST)),
    file('module.js'),
    file('README.md'),
    file('CHANGELOG.md', '# Changelog\n\n## 1.2.3\n\n- News.\n'),
    file('LICENSE'),
    file('THIRD-PARTY-NOTICES.txt'),
    file('img/logo.svg'),
    file('img/overview.png'),
    file('dashboards/overview.json'),
    file('gpx_seismolog_linux_amd64', AMD64, INSTALLED),
  ];
  const byPath = new Map([...files, ...changed].map((each) => [each.path, each]));
  return [...byPath.values()];
}

function without(path: string): ZippedFile[] {
  return release().filter((each) => each.path !== `${ID}/${path}`);
}

const problems = (files: ZippedFile[], expected = EXPECTED) => problemsOf(files, expected);

it('finds nothing wrong with a right release', async () => {
  expect(await problems(release())).toEqual([]);
});

it('wants all in the one folder that Grafana installs', async () => {
  expect(await problems([...release(), { ...file(''), path: 'README.md' }])).toEqual([`README.md is not in ${ID}/.`]);
});

it.each(['module.js.map', 'module.ts', 'node_modules/zod/index.js', '.env'])('refuses %s', async (path) => {
  expect(await problems(release(file(path)))).toEqual([`${ID}/${path} does not belong into a release.`]);
});

it.each(['module.js', 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'README.md'])('misses %s', async (path) => {
  expect(await problems(without(path))).toEqual([`${path} is missing or empty.`]);
});

it('wants what plugin.json names', async () => {
  expect(await problems(without('img/overview.png'))).toEqual([
    'plugin.json names img/overview.png, which is missing.',
  ]);
});

it.each([
  ['links', { ...MANIFEST.info, links: [] }],
  ['version', { ...MANIFEST.info, version: '%VERSION%' }],
  ['updated', { ...MANIFEST.info, updated: '%TODAY%' }],
])('wants %s of plugin.json filled in', async (field, info) => {
  const [problem, ...others] = await problems(release(file('plugin.json', JSON.stringify({ ...MANIFEST, info }))));
  expect(problem).toMatch(new RegExp(`^plugin.json: [^]*info\\.${field}`));
  expect(others).toEqual([]);
});

it('wants one version everywhere', async () => {
  expect(await problems(release(), { ...EXPECTED, version: '1.2.4' })).toEqual([
    'plugin.json has version 1.2.3, expected 1.2.4.',
    'CHANGELOG.md has no entry for 1.2.4.',
  ]);
});

describe('the executables', () => {
  const name = 'gpx_seismolog_linux_amd64';

  it('are those of the expected platforms', async () => {
    expect(await problems(release(), { ...EXPECTED, platforms: ['linux_arm64'] })).toEqual([
      'gpx_seismolog_linux_arm64 is missing.',
      `${name} was not expected.`,
    ]);
  });

  it('are built for the platform that they are named after', async () => {
    expect(await problems(release(file(name, ARM64, INSTALLED)))).toEqual([
      `${ID}/${name} is an executable for linux_arm64.`,
    ]);
    expect(await problems(release(file(name, 'a text', INSTALLED)))).toEqual([
      `${ID}/${name} is no executable that is known.`,
    ]);
  });

  it('may be executed', async () => {
    expect(await problems(release(file(name, AMD64, { ...INSTALLED, mode: 0o644 })))).toEqual([
      `${ID}/${name} has mode 644, expected 755.`,
    ]);
  });

  it('are neither cut off nor blown up', async () => {
    expect(await problems(release(file(name, AMD64, { ...INSTALLED, bytes: 3e6 })))).toEqual([
      `${ID}/${name} has 3 MB, expected 50 to 180.`,
    ]);
  });
});
