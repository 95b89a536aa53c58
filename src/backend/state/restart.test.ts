import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { HOUR_MS, type Plugin, type QueryOptions, startPlugin, TO_MS } from '../testing/pluginProcess';

/* The executable as Grafana runs it, killed and started again. `npm test` builds it first. */

let folder: string;
let plugin: Plugin;

beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'seismolog-restart-'))));
afterEach(async () => {
  await plugin.stop();
  rmSync(folder, { recursive: true });
});

const start = async (environment: Record<string, string>) => (plugin = await startPlugin(environment));

async function kill(): Promise<void> {
  plugin.signal('SIGKILL');
  await plugin.exitCode();
}

/** The columns of the incidents of a range. */
async function incidents(options: QueryOptions) {
  const { A } = await plugin.query([{ refId: 'A', queryType: 'incidents' }], options);
  const table = tableFromIPC(A.frames?.[0] ?? []);
  const column = (name: string) => [...(table.getChild(name) ?? [])];
  const [ids, types, causes] = [column('id'), column('type'), column('firstCause')];
  const startsMs = column('time').map(Number);
  return ids.map((id, i) => ({ id, type: types[i], startMs: startsMs[i], cause: causes[i] }));
}

/** A day that begins within an incident, and nothing learned before: what is computed of it alone is another id. */
async function withinAnIncident() {
  const jsonData = { learningDays: 1 };
  const all = await incidents({ jsonData });
  const [one] = all.filter(({ startMs }) => startMs < TO_MS - HOUR_MS);
  const fromMs = one.startMs + 60_000;
  return { one, range: { fromMs, toMs: fromMs + 24 * HOUR_MS, jsonData } };
}

it.each(['GF_PLUGIN_STATE_DIR', 'SEISMOLOG_STATE_DIR'])(
  'knows an incident by its id after it was killed, in the folder of %s',
  async (name) => {
    await start({ [name]: folder });
    const { one, range } = await withinAnIncident();
    await kill();

    await start({ [name]: folder });
    expect(await incidents(range)).toContainEqual({ ...one, startMs: expect.any(Number) });
  }
);

it('goes by computed ids where nothing is kept, and Save & test says so', async () => {
  await start({});
  const { one, range } = await withinAnIncident();
  await kill();

  await start({});
  expect((await incidents(range)).map(({ id }) => id)).not.toContain(one.id);
  await expect(plugin.call('pluginv2.Diagnostics/CheckHealth', plugin.context())).resolves.toMatchObject({
    status: 'OK',
    message: expect.stringMatching(/^Generated logs: .*\. What is learned is kept in memory until the plugin ends/),
  });
});
