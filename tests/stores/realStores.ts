import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SeismologSettings } from '../../src/query/settings';
import { type PushStore } from '../../src/report/pushStores';
import { type PushFormat } from '../../src/sources/generated/formats';
import { freePort } from './ports';
import { type Shape, SHAPES } from './shapes';
import { type RunningStore, startProcess } from './storeProcess';

/** Which number a store takes for the 95th percentile of a window. */
type P95 =
  /** That between two values, as lines are counted. */
  | 'interpolated'
  /** The value of which 95% are lower. */
  | 'rank'
  /** Of a digest, about. */
  | 'digest';

/** What a store that is closed to others asks for: a user with a password, or, a Loki, any tenant. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** A kind of store, and what is its own among stores: docs/sources.md says the same. */
export interface RealStore {
  readonly name: string;
  /** Names what is there: the URL of one that runs, else what to start. */
  readonly variable: string;
  readonly push: PushStore;
  readonly settings: SeismologSettings;
  readonly p95: P95;
  /** A query that selects nothing but errors, and one that is none. */
  readonly errorsOnly: string;
  readonly wrongQuery: string;
  /** How often a log that is pushed twice is there. A Loki gives it once, but may count it twice. */
  readonly doubles: 'once' | 'twice' | 'once, where it is read';
  /** Shapes of logs of which it counts all that reading them gives. */
  readonly counted: readonly Shape[];
  /** How `generate --push` can write logs into it, beside its default. */
  readonly otherwise: ReadonlyArray<Exclude<PushFormat, 'ndjson'>>;
  /** Logs of clocks that go an hour ahead of its own. */
  readonly ahead: 'taken' | 'refused';
  /** @param what the variable's value, no URL @param folder for its data @param login it asks for, where it can */
  start(what: string, folder: string, login?: Login): Promise<RunningStore>;
}

const HERE = join(process.cwd(), 'tests/stores');

const OPENSEARCH = {
  push: 'elasticsearch',
  settings: { source: 'elasticsearch', elasticsearch: { index: 'logs-seismolog-default' } },
  errorsOnly: 'log.level:error',
  wrongQuery: 'log.level:(error',
  doubles: 'once',
  // It does not look into messages.
  counted: ['fields', 'text'],
  otherwise: [],
  ahead: 'taken',
} as const;

export const REAL_STORES: readonly RealStore[] = [
  {
    name: 'Loki',
    variable: 'SEISMOLOG_LOKI',
    push: 'loki',
    settings: { source: 'loki' },
    p95: 'interpolated',
    errorsOnly: '{level="error"}',
    wrongQuery: '{level="error"',
    doubles: 'once, where it is read',
    counted: SHAPES,
    otherwise: ['logfmt', 'fields'],
    ahead: 'refused',
    async start(what, folder, login) {
      const [http, grpc] = [await freePort(), await freePort()];
      const config = (await readFile(join(HERE, 'loki.yaml'), 'utf8'))
        .replaceAll('HTTP_PORT', String(http))
        .replaceAll('GRPC_PORT', String(grpc))
        .replaceAll('FOLDER', folder)
        .replace('auth_enabled: false', `auth_enabled: ${login !== undefined}`);
      const path = join(folder, 'loki.yaml');
      await writeFile(path, config);
      const url = `http://127.0.0.1:${http}`;
      return startProcess({ command: what, args: [`-config.file=${path}`], url, readyPath: '/ready', folder });
    },
  },
  {
    name: 'VictoriaLogs',
    variable: 'SEISMOLOG_VICTORIALOGS',
    push: 'victorialogs',
    settings: { source: 'victorialogs' },
    p95: 'rank',
    errorsOnly: 'level:=ERROR',
    wrongQuery: 'level:(',
    doubles: 'twice',
    counted: SHAPES,
    otherwise: ['logfmt'],
    ahead: 'taken',
    async start(what, folder, login) {
      const address = `127.0.0.1:${await freePort()}`;
      const asks = login ? [`-httpAuth.username=${login.user}`, `-httpAuth.password=${login.password}`] : [];
      const args = [`-httpListenAddr=${address}`, `-storageDataPath=${folder}`, '-retentionPeriod=100y', ...asks];
      return startProcess({ command: what, args, url: `http://${address}`, readyPath: '/health', folder });
    },
  },
  { ...OPENSEARCH, name: 'OpenSearch', variable: 'SEISMOLOG_OPENSEARCH', p95: 'digest', start: startOpenSearch },
  {
    ...OPENSEARCH,
    name: 'Elasticsearch',
    variable: 'SEISMOLOG_ELASTICSEARCH',
    p95: 'interpolated',
    start: () => Promise.reject(new Error('Its server is not on Maven: give the URL of one that runs.')),
  },
];

/** One node from Maven, by the Java of JAVA_HOME or the PATH. @param version such as 2.19.6 */
async function startOpenSearch(version: string, folder: string): Promise<RunningStore> {
  const path = join(folder, 'classpath.txt');
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath';
  const pom = join(HERE, 'opensearch/pom.xml');
  execFileSync('mvn', ['-q', '-B', '-f', pom, plugin, `-Dopensearch.version=${version}`, `-Dmdep.outputFile=${path}`]);
  const classpath = (await readFile(path, 'utf8')).trim();
  const port = String(await freePort());
  const java = process.env.JAVA_HOME === undefined ? 'java' : join(process.env.JAVA_HOME, 'bin/java');
  const args = ['-Xmx1g', '-cp', classpath, join(HERE, 'opensearch/StoreNode.java'), port, join(folder, 'node')];
  // It answers before it has found its indices again.
  const readyPath = '/_cluster/health?wait_for_status=yellow&timeout=1s';
  return startProcess({ command: java, args, url: `http://127.0.0.1:${port}`, readyPath, folder });
}

/** The store that the variable names, running. @param login for one that is started here @returns undefined where it names none */
export async function runningStore(store: RealStore, login?: Login): Promise<RunningStore | undefined> {
  const what = process.env[store.variable];
  if (!what) {
    return undefined;
  }
  if (/^https?:/.test(what)) {
    return { url: what, stop: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(tmpdir(), 'seismolog-store-'));
  const running = await store.start(what, folder, login);
  return {
    ...running,
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
