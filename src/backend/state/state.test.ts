import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Known, NOTHING_KNOWN } from './known';
import { MIGRATIONS } from './migrations';
import { stateFolder } from './stateFolder';
import { endStates, runState } from './testing/runState';

/* Real files, written by a real process under Bun, as the executable writes them. */

let folder: string;

beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'seismolog-state-'))));
afterEach(() => {
  endStates();
  rmSync(folder, { recursive: true });
});

const FORECAST = {
  id: 'f',
  type: 'High Error Rate',
  service: 'api',
  sign: 'error rate',
  expectedMs: 1_000,
  earliestMs: 950,
  latestMs: 1_500,
  confidence: 0.75,
} as const;
const KNOWN: Known = {
  incidents: [
    {
      id: 'a',
      type: 'Resource Exhaustion',
      kind: 'memory',
      services: ['api', 'cache'],
      startMs: 1_000.25,
      endMs: 2_000,
      first: {
        seenMs: 1_500,
        startMs: 1_000.25,
        type: 'High Error Rate',
        severity: 'HIGH',
        service: 'api',
        cause: 'cache',
        line: 'out of "memory"',
        recommendation: 'Restart it.',
      },
    },
    {
      id: 'b',
      type: 'High Error Rate',
      services: ['api'],
      startMs: 500,
      endMs: 600,
      first: {
        seenMs: 600,
        startMs: 500,
        type: 'High Error Rate',
        severity: 'MEDIUM',
        service: 'api',
        recommendation: 'Look at it.',
      },
    },
  ],
  templates: [{ id: 't', firstMs: 100, lastMs: 200 }],
  forecasts: [
    { ...FORECAST, madeMs: 100, outcome: 'hit', cameMs: 350.5 },
    { ...FORECAST, madeMs: 900 },
  ],
  services: [{ id: 'api', firstMs: 50.5, lastMs: 200 }],
};

const file = () => path.join(folder, 'seismolog.sqlite');

async function open(where: string | undefined = folder, shell?: string) {
  const state = runState(shell);
  const { said } = await state.ask({ act: 'open', folder: where });
  return { ...state, said };
}

const remembering = (state: Awaited<ReturnType<typeof open>>, key: string, changes = KNOWN) =>
  state.ask({ act: 'remember', key, changes });
const recalled = async (state: Awaited<ReturnType<typeof open>>, key: string) =>
  (await state.ask({ act: 'recall', key })).known;

describe('the state', () => {
  it('knows after the process was killed what it knew before, of each logs', async () => {
    const before = await open();
    await remembering(before, 'shop');
    await remembering(before, 'bank', { ...NOTHING_KNOWN, templates: KNOWN.templates });
    await before.kill();

    const after = await open();
    expect(await recalled(after, 'shop')).toEqual(KNOWN);
    expect(await recalled(after, 'bank')).toEqual({ ...NOTHING_KNOWN, templates: KNOWN.templates });
    expect(await recalled(after, 'post')).toEqual(NOTHING_KNOWN);
    expect(after.said).toBe(`What is learned is kept in ${folder}.`);
  });

  it('replaces the incidents, and adds to the templates and forecasts', async () => {
    const state = await open();
    await remembering(state, 'shop');
    const seenAgain = [
      { id: 't', firstMs: 50, lastMs: 300 },
      { id: 'u', firstMs: 300, lastMs: 300 },
    ];
    const incidents = KNOWN.incidents.slice(1);
    const missed = { ...FORECAST, madeMs: 900, outcome: 'miss' } as const;
    const more = { id: 'cache', firstMs: 300, lastMs: 300 };
    const services = [...KNOWN.services, more];
    await remembering(state, 'shop', { incidents, templates: seenAgain, forecasts: [missed], services: [more] });

    const forecasts = [KNOWN.forecasts[0], missed];
    expect(await recalled(state, 'shop')).toEqual({ incidents, templates: seenAgain, forecasts, services });
  });

  it.each([1, 2, 3, 5, 8])(
    'is whole when the process is killed in the midst of writing, after %d writes',
    async (n) => {
      const incidents = Array.from({ length: 500 }, () => KNOWN.incidents[1]);
      const writing = await open();
      await writing.ask({ act: 'write on', key: 'shop', changes: { ...NOTHING_KNOWN, incidents } });
      let written = 0;
      while (written < n) {
        written = (await writing.hear()).written ?? 0;
      }
      await writing.kill();

      const known = await recalled(await open(), 'shop');
      const ids = new Set(known?.incidents.map(({ id }) => id));
      expect([known?.incidents.length, ids.size]).toEqual([500, 1]);
      expect(Number([...ids][0])).toBeGreaterThanOrEqual(n);
    }
  );

  it.each([
    ['the beginning', 0],
    ['the midst', 8192],
  ])('sets a file aside that is damaged in %s, says so, and goes on', async (_, at) => {
    const before = await open();
    for (let i = 0; i < 20; i++) {
      await remembering(before, `shop ${i}`);
    }
    await before.kill();
    // What is in the log of writes would mend it.
    await (await open()).ask({ act: 'close' });
    const bytes = readFileSync(file());
    bytes.fill('no database', at, at + 4096);
    writeFileSync(file(), bytes);

    const after = await open();
    expect(after.said).toMatch(/was damaged .* renamed to seismolog\.damaged\.sqlite/);
    expect((await remembering(after, 'shop')).logged).toEqual([after.said]);
    expect(readFileSync(path.join(folder, 'seismolog.damaged.sqlite'))).toEqual(bytes);
    await after.kill();
    expect(await recalled(await open(), 'shop')).toEqual(KNOWN);
  });

  it('is in memory where no folder is set, and says so', async () => {
    const state = await open('');
    await remembering(state, 'shop');

    expect(await recalled(state, 'shop')).toEqual(KNOWN);
    expect(state.said).toMatch(/kept in memory until the plugin ends: no folder is set for it \(state_dir\)/);
  });

  it('is in memory where the folder cannot be used, and says so', async () => {
    const state = await open(path.join(__filename, 'folder'));
    await remembering(state, 'shop');

    expect(await recalled(state, 'shop')).toEqual(KNOWN);
    expect(state.said).toMatch(/kept in memory only.*state\.test\.ts.*cannot be used \(ENOTDIR.*restart Grafana/);
  });

  it('goes on in memory, with what it knows, where no more can be written, and says so', async () => {
    // No file may be larger than so many KB: as a full disk, for a process that does not end of it.
    const state = await open(folder, "trap '' XFSZ; ulimit -f 200");
    await remembering(state, 'first');
    const large = { ...NOTHING_KNOWN, incidents: Array.from({ length: 2000 }, () => KNOWN.incidents[0]) };
    const { said = '' } = await remembering(state, 'shop', large);

    expect(said).toMatch(/kept in memory only.*cannot be used/);
    expect(await recalled(state, 'first')).toEqual(KNOWN);
    expect((await recalled(state, 'shop'))?.incidents).toHaveLength(2000);
  });

  it('is in memory while another process uses the folder, and says so', async () => {
    const one = await open();
    await remembering(one, 'shop');
    const other = await open();

    expect(other.said).toMatch(/kept in memory only.*locked/);
    expect(await recalled(one, 'shop')).toEqual(KNOWN);
  });

  it('forgets the logs that were used longest ago where it would become too large', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const incidents = Array.from({ length: 500 }, () => KNOWN.incidents[0]);
    const order = { act: 'fill', keys, changes: { ...NOTHING_KNOWN, incidents } } as const;

    expect((await runState().ask({ ...order, maxBytes: 2e6 })).keys).toEqual(keys);
    const { keys: left = [] } = await runState().ask({ ...order, maxBytes: 6e5 });
    expect(left.length).toBeGreaterThan(1);
    expect(left).toEqual(keys.slice(-left.length));
    expect(left.length).toBeLessThan(keys.length);
  });
});

describe('a file of an earlier version', () => {
  /** What a version wrote, and what is known of it now. One is added with each version. */
  const VERSIONS: ReadonlyArray<{ sql: string; known: Known }> = [
    { sql: 'SELECT 1', known: NOTHING_KNOWN },
    {
      sql: `INSERT INTO logs VALUES (7, 'shop', 1);
        INSERT INTO incidents VALUES (7, 0, 'a', 'Resource Exhaustion', 'memory', '["api","cache"]', 1000.25, 2000,
          '{"seenMs":1500,"startMs":1000.25,"type":"High Error Rate","severity":"HIGH","service":"api","cause":"cache","line":"out of \\"memory\\"","recommendation":"Restart it."}');
        INSERT INTO incidents VALUES (7, 1, 'b', 'High Error Rate', NULL, '["api"]', 500, 600,
          '{"seenMs":600,"startMs":500,"type":"High Error Rate","severity":"MEDIUM","service":"api","recommendation":"Look at it."}');
        INSERT INTO templates VALUES (7, 't', 100, 200);`,
      known: { ...KNOWN, forecasts: [], services: [] },
    },
    {
      sql: `INSERT INTO logs VALUES (7, 'shop', 1);
        INSERT INTO forecasts VALUES (7, 'f', 100, 'High Error Rate', 'api', 'error rate', 1000, 950, 1500, 0.75, 'hit', 350.5);
        INSERT INTO forecasts VALUES (7, 'f', 900, 'High Error Rate', 'api', 'error rate', 1000, 950, 1500, 0.75, NULL, NULL);`,
      known: { ...NOTHING_KNOWN, forecasts: KNOWN.forecasts },
    },
    {
      sql: `INSERT INTO logs VALUES (7, 'shop', 1);
        INSERT INTO services VALUES (7, 'api', 50.5, 200);`,
      known: { ...NOTHING_KNOWN, services: KNOWN.services },
    },
  ];

  it.each(VERSIONS.map(({ sql, known }, version) => ({ version, sql, known })))(
    '($version) is read and brought to the newest',
    async ({ version, sql, known }) => {
      await runState().ask({ act: 'make', file: file(), version, sql });
      const state = await open();
      expect(state.said).toMatch(/is kept in/);
      expect(await recalled(state, 'shop')).toEqual(known);
      await remembering(state, 'shop');
      expect(await recalled(state, 'shop')).toEqual(KNOWN);
    }
  );

  it('is known of each version', () => {
    expect(VERSIONS).toHaveLength(MIGRATIONS.length + 1);
  });

  it('stays as it is where it is of a later one: what is learned is in memory, and that is said', async () => {
    await runState().ask({ act: 'make', file: file(), version: MIGRATIONS.length + 1, sql: 'SELECT 1' });
    const state = await open();
    expect(state.said).toMatch(/kept in memory only.*schema is version \d+, this Seismolog knows/);
    expect(readdirSync(folder)).toEqual(['seismolog.sqlite']);
  });
});

describe('stateFolder', () => {
  it.each([
    [{ GF_PLUGIN_STATE_DIR: '/a', SEISMOLOG_STATE_DIR: '/b' }, '/a'],
    [{ GF_PLUGIN_STATE_DIR: ' ', SEISMOLOG_STATE_DIR: '/b' }, '/b'],
    [{}, undefined],
  ])('of %j is %s', (environment, expected) => {
    expect(stateFolder(environment)).toBe(expected);
  });
});
