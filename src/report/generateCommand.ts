import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../errors';
import { type LogTable } from '../logs/logTable';
import { type StoreConnection } from '../query/connection';
import { DEFAULT_GENERATED_OPTIONS, type FaultMix, type GeneratedOptions } from '../query/settings';
import { parseSettings } from '../query/validation';
import {
  csvHeader,
  LINE_FORMATS,
  type LineFormat,
  PUSH_FORMATS,
  type PushFormat,
  toLine,
} from '../sources/generated/formats';
import { generate } from '../sources/generated/generate';
import { truthToJson } from '../sources/generated/truth';
import { DEFAULT_PUSH_INDEX, pushToElasticsearch } from '../sources/elasticsearch/push';
import { pushToLoki } from '../sources/loki/push';
import { pushToVictoriaLogs } from '../sources/victorialogs/push';
import { sayerOf, withoutSecrets } from '../sources/saysNoSecrets';
import { createProgress } from './progress';
import { type PushStore } from './pushStores';
import { tell } from './tell';
import { parseTimeArgument } from './timeArgument';
import { MINUTE, DAY } from '../time/units';
import { whole } from '../format/format';

/** The command line of `generate`, as commander gives it. */
export interface GenerateArguments {
  days: number;
  logs?: number;
  seed?: number;
  faults: FaultMix;
  to: string;
  format?: LineFormat | PushFormat;
  output?: string;
  truth?: string;
  push?: string;
  store?: PushStore;
  index?: string;
  tenant?: string;
  user?: string;
  follow?: boolean;
}

const FOLLOW_MS = MINUTE;
const LINES_A_CHUNK = 5000;

/**
 * Generates logs and writes them to a file or standard output, or pushes them into a store.
 * @throws SeismologError
 */
export async function runGenerate(args: GenerateArguments): Promise<void> {
  refuseWithoutEffect(args);
  const toMs = parseTimeArgument('--to', args.to, Date.now());
  const range = { fromMs: toMs - args.days * DAY, toMs };
  const options: GeneratedOptions = {
    seed: args.seed ?? DEFAULT_GENERATED_OPTIONS.seed,
    logsPerDay: args.logs === undefined ? DEFAULT_GENERATED_OPTIONS.logsPerDay : args.logs / args.days,
    faults: args.faults,
  };
  const { table, truth } = generate(options, range);
  if (args.truth !== undefined) {
    await writeFile(args.truth, JSON.stringify(truthToJson(truth)));
  }
  if (args.push === undefined) {
    await writeLines(table, lineFormatOf(args), args.output);
    return;
  }
  const connection = connectionOf(args.push, args);
  await push(connection, table, args);
  if (args.follow) {
    await follow(connection, options, toMs, args);
  }
}

/** @throws InputError for an option that would be given in vain or cannot be, which says what it goes with */
function refuseWithoutEffect(args: GenerateArguments): void {
  const isPushed = args.push !== undefined;
  const vain = (isPushed ? NOT_PUSHED : PUSHED).find((name) => args[name] !== undefined);
  if (vain !== undefined) {
    throw new InputError(
      isPushed
        ? `--${vain} has no effect with --push, which writes into the store: leave one of them out.`
        : `--${vain} has no effect without --push URL, the store to write into: add it, or leave out --${vain}.`
    );
  }
  const { store = 'loki' } = args;
  const others = store === 'elasticsearch' ? (['tenant', 'format'] as const) : (['index'] as const);
  const other = isPushed && others.find((name) => args[name] !== undefined);
  if (other) {
    throw new InputError(`--${other} has no effect with --store ${store}: leave it out, or choose another store.`);
  }
  (isPushed ? pushFormatOf : lineFormatOf)(args);
}

/** @throws InputError for one that is for other places than these logs go to */
function lineFormatOf({ format = 'ndjson' }: GenerateArguments): LineFormat {
  return LINE_FORMATS.find((one) => one === format) ?? isNotFor(format, 'in a file', LINE_FORMATS);
}

/** @throws InputError, likewise */
function pushFormatOf({
  store,
  format = store === 'victorialogs' ? 'fields' : 'ndjson',
}: GenerateArguments): PushFormat {
  return PUSH_FORMATS.find((one) => one === format) ?? isNotFor(format, 'that are pushed into a store', PUSH_FORMATS);
}

function isNotFor(format: string, where: string, formats: readonly string[]): never {
  throw new InputError(`--format ${format} is not for logs ${where}: choose one of ${formats.join(', ')}.`);
}

const PUSHED = ['store', 'index', 'tenant', 'user', 'follow'] as const;
const NOT_PUSHED = ['output'] as const;

async function writeLines(table: LogTable, format: LineFormat, path: string | undefined): Promise<void> {
  const chunks = Readable.from(lines(table, format));
  if (path === undefined) {
    await pipeline(chunks, process.stdout, { end: false });
  } else {
    await pipeline(chunks, createWriteStream(path));
  }
}

function* lines(table: LogTable, format: LineFormat): Generator<string> {
  if (format === 'csv') {
    yield `${csvHeader}\n`;
  }
  for (let from = 0; from < table.length; from += LINES_A_CHUNK) {
    const chunk: string[] = [];
    for (let row = from; row < Math.min(from + LINES_A_CHUNK, table.length); row++) {
      chunk.push(toLine(table, row, format));
    }
    yield `${chunk.join('\n')}\n`;
  }
}

async function push(connection: StoreConnection, table: LogTable, args: GenerateArguments): Promise<void> {
  const { store = 'loki', index = DEFAULT_PUSH_INDEX } = args;
  const progress = await createProgress(process.stderr);
  progress.step(`Pushing ${whole(table.length)} logs`, table.length);
  const context = {
    signal: new AbortController().signal,
    onProgress: (pushed: number) => progress.update(pushed),
  };
  const format = pushFormatOf(args);
  const pushed = {
    loki: () => pushToLoki(connection, table, { format, ...context }),
    elasticsearch: () => pushToElasticsearch(connection, table, { index, ...context }),
    victorialogs: () => pushToVictoriaLogs(connection, table, { format, ...context }),
  }[store];
  const { lines, bytes } = await withoutSecrets(pushed, sayerOf(connection));
  progress.end();
  tell(`Pushed ${whole(lines)} logs (${(bytes / 1e6).toFixed(1)} MB) to ${connection.url}`);
}

/** Keeps a store that was filled once as alive as a real one. Ends when the process is asked to end. */
async function follow(
  connection: StoreConnection,
  options: GeneratedOptions,
  sinceMs: number,
  args: GenerateArguments
): Promise<void> {
  for (let fromMs = sinceMs; ;) {
    await sleep(FOLLOW_MS);
    const toMs = Date.now();
    await push(connection, generate(options, { fromMs, toMs }).table, args);
    fromMs = toMs;
  }
}

/** Checked as the data source's settings are. */
function connectionOf(url: string, args: GenerateArguments): StoreConnection {
  return parseSettings({
    jsonData: { source: args.store ?? 'loki', ...(args.tenant !== undefined && { tenantId: args.tenant }) },
    secureJsonData: {
      basicAuthPassword: process.env.SEISMOLOG_PASSWORD ?? '',
      bearerToken: process.env.SEISMOLOG_TOKEN ?? '',
      apiKey: process.env.SEISMOLOG_API_KEY ?? '',
    },
    url,
    basicAuth: args.user !== undefined,
    basicAuthUser: args.user ?? '',
  }).connection;
}
