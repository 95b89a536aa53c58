import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Readable } from 'node:stream';
import { Client, credentials, type MethodDefinition, type ServiceError, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { type DataResponse } from '../proto/messages';

export const TO_MS = Date.UTC(2026, 8, 21, 12);
export const HOUR_MS = 3_600_000;

type Json = Record<string, unknown>;

export interface QueryOptions {
  jsonData?: Json | string;
  uid?: string;
  org?: number;
  url?: string;
  basicAuth?: string;
  secrets?: Record<string, string>;
  headers?: Record<string, string>;
  fromMs?: number;
  toMs?: number;
}

/** The built executable, run and asked as Grafana does it. */
export class Plugin {
  private constructor(
    private readonly process: ChildProcessByStdio<null, Readable, Readable>,
    private readonly output: { stdout: string; stderr: string },
    private readonly exited: Promise<number | string>,
    private readonly client: Client
  ) {}

  /** @param environment beside what Grafana always sets */
  static async start(environment: Record<string, string> = {}, file = executable()): Promise<Plugin> {
    const env = { ...environment, grafana_plugin_type: 'datasource' };
    const child = spawn(file, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    const exited = new Promise<number | string>((resolve) =>
      child.on('exit', (code, signal) => resolve(code ?? signal ?? 'no code'))
    );
    child.stderr.on('data', (chunk) => (output.stderr += String(chunk)));
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        output.stdout += String(chunk);
        resolve();
      });
      child.on('exit', () => reject(new Error(`The executable ended at once: ${output.stderr}`)));
      child.on('error', reject);
    });
    const [, , network, address] = output.stdout.trim().split('|');
    const target = network === 'unix' ? `unix:${address}` : address;
    const client = new Client(target, credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });
    return new Plugin(child, output, exited, client);
  }

  stdout = () => this.output.stdout;
  stderr = () => this.output.stderr;
  /** The code or the signal that it ended with. */
  exitCode = () => this.exited;
  pid = () => this.process.pid ?? 0;
  signal = (name: NodeJS.Signals) => this.process.kill(name);

  async stop(): Promise<void> {
    this.client.close();
    this.process.kill('SIGTERM');
    await this.exited;
  }

  /** @param name package.Service/Method */
  call(name: string, request: Json): Promise<Json> {
    return this.start(name, request).answer;
  }

  /** Listens to a stream for a while. @returns how many messages came */
  listen(name: string, request: Json, ms: number): Promise<number> {
    const { path: route, requestSerialize, responseDeserialize } = METHODS[name];
    const stream = this.client.makeServerStreamRequest(route, requestSerialize, responseDeserialize, request);
    let messages = 0;
    stream.on('data', () => messages++);
    const timer = setTimeout(() => stream.cancel(), ms);
    return new Promise((resolve, reject) => {
      stream.once('end', () => resolve(messages));
      stream.once('error', (error: ServiceError) => {
        clearTimeout(timer);
        return error.code === status.CANCELLED ? resolve(messages) : reject(error);
      });
    });
  }

  startQuery(queries: Array<Json | string>, options: QueryOptions = {}) {
    const { fromMs = TO_MS - 24 * HOUR_MS, toMs = TO_MS, headers = {} } = options;
    const { answer, cancel } = this.start('pluginv2.Data/QueryData', {
      ...this.context(options.jsonData, options),
      headers,
      queries: queries.map((query) => ({
        refId: typeof query === 'string' ? 'bad' : query.refId,
        maxDataPoints: 1000,
        timeRange: { fromEpochMS: fromMs, toEpochMS: toMs },
        json: Buffer.from(typeof query === 'string' ? query : JSON.stringify(query)),
      })),
    });
    return { answer: answer as Promise<{ responses: Record<string, DataResponse> }>, cancel };
  }

  async query(queries: Array<Json | string>, options?: QueryOptions): Promise<Record<string, DataResponse>> {
    return (await this.startQuery(queries, options).answer).responses;
  }

  /** @param series with its labels; 0 where there is none */
  async metric(series: string): Promise<number> {
    const { metrics } = await this.call('pluginv2.Diagnostics/CollectMetrics', {});
    const lines = String((metrics as { prometheus: Buffer }).prometheus).split('\n');
    return Number(lines.find((line) => line.startsWith(`${series} `))?.slice(series.length) ?? 0);
  }

  async resource(url: string, options: QueryOptions = {}): Promise<{ code: number; body: unknown }> {
    const { code, body } = await this.call('pluginv2.Resource/CallResource', {
      ...this.context(options.jsonData, options),
      path: url.split('?')[0],
      url,
      method: 'GET',
    });
    return { code: Number(code), body: JSON.parse(String(body)) };
  }

  context(
    jsonData: Json | string = {},
    { url = '', basicAuth = '', secrets = {}, uid = 'test', org = 1 }: QueryOptions = {}
  ): Json {
    return {
      pluginContext: {
        orgId: org,
        dataSourceInstanceSettings: {
          uid,
          name: 'Test',
          url,
          basicAuthEnabled: basicAuth !== '',
          basicAuthUser: basicAuth,
          jsonData: Buffer.from(typeof jsonData === 'string' ? jsonData : JSON.stringify(jsonData)),
          decryptedSecureJsonData: secrets,
          lastUpdatedMS: 1,
        },
      },
    };
  }

  /** The ids of the processes that it started. */
  async workers(): Promise<number[]> {
    const pid = this.pid();
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  }

  async until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  private start(name: string, request: Json): { answer: Promise<Json>; cancel: () => void } {
    const method = METHODS[name];
    const { path: route, requestSerialize, responseDeserialize } = method;
    if (method.responseStream) {
      const stream = this.client.makeServerStreamRequest(route, requestSerialize, responseDeserialize, request);
      const answer = new Promise<Json>((resolve, reject) => stream.once('data', resolve).once('error', reject));
      return { answer, cancel: () => stream.cancel() };
    }
    let cancel = () => {};
    const answer = new Promise<Json>((resolve, reject) => {
      const done = (error: ServiceError | null, response?: Json) => (response ? resolve(response) : reject(error));
      const call = this.client.makeUnaryRequest(route, requestSerialize, responseDeserialize, request, done);
      cancel = () => call.cancel();
    });
    return { answer, cancel };
  }
}

export const startPlugin = (environment?: Record<string, string>) => Plugin.start(environment);

const METHODS: Record<string, MethodDefinition<Json, Json>> = Object.fromEntries(
  ['plugin', 'health', 'controller']
    .map((name) =>
      loadSync(path.join(__dirname, `../proto/${name}.proto`), { enums: String, longs: Number, keepCase: true })
    )
    .flatMap((services) => Object.entries(services))
    .flatMap(([service, methods]) => Object.entries(methods).map(([name, method]) => [`${service}/${name}`, method]))
);

/** The path of the executable for this platform. @throws where it is not built */
export function executable(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const cpu = process.arch === 'x64' ? 'amd64' : process.arch;
  const file = path.resolve(`dist/gpx_seismolog_${os}_${cpu}${os === 'windows' ? '.exe' : ''}`);
  if (!existsSync(file)) {
    throw new Error(`${file} is missing. Build it: npm run build:backend`);
  }
  return file;
}
