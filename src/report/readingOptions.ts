import { InvalidArgumentError, Option } from 'commander';
import { InputError } from '../errors';
import { PRESET_NAMES, type PresetName } from '../query/presets';
import { SOURCE_TYPES, type SourceType } from '../query/sources';
import { type FileFormat } from '../sources/file/fileSource';

/** Where a command reads logs from. */
export type ReadingSource = SourceType | 'file';

/** What says which logs a command reads, and how, as commander gives it. */
export interface ReadingArguments {
  source?: ReadingSource;
  file?: string[];
  fileFormat?: FileFormat;
  preset?: PresetName;
  timeFormat?: string;
  timeZone?: string;
  timeField?: string;
  url?: string;
  expr?: string;
  index?: string;
  tenant?: string;
  user?: string;
  from?: string;
  to?: string;
  days?: number;
  seed?: number;
  logs?: number;
  limit?: number;
  settings?: string;
}

/** How far back stores are read where no range is given, days. */
export const DEFAULT_DAYS = 7;

const STORES: readonly ReadingSource[] = ['loki', 'elasticsearch', 'victorialogs', 'grafana'];
const READ: readonly ReadingSource[] = ['file', ...STORES];

/** The sources on which an option has an effect; one that is left out has it on every source. */
const SOURCES_OF: Readonly<Record<string, readonly ReadingSource[]>> = {
  file: ['file'],
  fileFormat: ['file'],
  preset: ['file'],
  timeFormat: READ,
  timeZone: READ,
  timeField: READ,
  url: STORES,
  user: STORES,
  expr: STORES,
  index: ['elasticsearch'],
  tenant: ['loki', 'victorialogs'],
  seed: ['generated'],
  logs: ['generated'],
  mode: ['loki', 'elasticsearch', 'victorialogs'],
};

/** The options that say which logs are read, and how. */
export function readingOptions(): Option[] {
  return [
    new Option('--source <name>', 'where logs come from (default: file where --file is given, else generated)').choices(
      [...SOURCE_TYPES, 'file']
    ),
    new Option(
      '--file <paths...>',
      "files, patterns such as 'logs/*.log*', or - for standard input: NDJSON, JSON, logfmt, CSV or text, also gzipped; several are read as one"
    ),
    new Option('--file-format <name>', 'what the files hold').choices([
      'auto',
      'ndjson',
      'json',
      'logfmt',
      'csv',
      'text',
    ]),
    new Option(
      '--preset <name>',
      'a convention whose names of fields go before the usual ones, where the logs have them'
    ).choices(PRESET_NAMES),
    new Option('--time-field <name>', 'which field is the time (default: the usual names)'),
    new Option(
      '--time-format <tokens>',
      "of times, in tokens of Luxon: 'dd.MM.yy HH:mm:ss' (default: the usual forms)"
    ),
    new Option('--time-zone <name>', 'of times that name none: Europe/Paris (default: UTC)'),
    new Option('--url <url>', 'for --source loki, elasticsearch, victorialogs or grafana: its address'),
    new Option(
      '--expr <query>',
      'which logs: LogQL for a loki, Lucene for an elasticsearch, LogsQL for a victorialogs, JSON for a grafana'
    ),
    new Option('--index <pattern>', 'for --source elasticsearch: indices, data streams or aliases (default: logs-*)'),
    new Option('--tenant <id>', 'for --source loki: X-Scope-OrgID; for --source victorialogs: AccountID:ProjectID'),
    new Option(
      '--user <name>',
      'basic authentication; the password is read from SEISMOLOG_PASSWORD (a token from SEISMOLOG_TOKEN, an API key from SEISMOLOG_API_KEY)'
    ),
    new Option('--from <time>', 'now-7d, 2026-01-31T12:00:00Z, or milliseconds since the epoch'),
    new Option('--to <time>', 'likewise (default: now, of files their last log)'),
    new Option(
      '--days <n>',
      `how far back to read, where --from is not given (default: ${DEFAULT_DAYS}, of files all)`
    ).argParser(positive),
    new Option('--seed <n>', 'for --source generated').argParser(wholeNumber),
    new Option('--logs <n>', 'for --source generated: how many in the range').argParser(positive),
    new Option('--limit <n>', 'the most lines to read').argParser(wholeNumber),
    new Option(
      '--settings <file>',
      "JSON with anything that the data source's jsonData may hold: fields, analysis, timeZone, calendar, calendars"
    ),
  ];
}

/**
 * Refuses options that would be given in vain.
 * @param source where logs are read from in the end
 * @throws InputError that says what they go with
 */
export function refuseWithoutEffect(args: Readonly<Partial<ReadingArguments>>, source: ReadingSource): void {
  const vain = Object.keys(args).find((name) => SOURCES_OF[name]?.includes(source) === false);
  if (vain !== undefined) {
    throw new InputError(`${flag(vain)} has no effect on ${nounOf(source)}: ${remedyFor(vain, args)}.`);
  }
  if (args.from !== undefined && args.days !== undefined) {
    throw new InputError('--days has no effect beside --from: leave one of them out.');
  }
  if (args.limit !== undefined && args.limit < 1) {
    throw new InputError('--limit has to be 1 or more.');
  }
  if (source === 'file' && args.file === undefined) {
    throw new InputError('--source file needs --file PATH, or --file - for standard input.');
  }
}

function remedyFor(vain: string, args: Readonly<Partial<ReadingArguments>>): string {
  if (vain === 'file') {
    return 'leave out --source, or --file';
  }
  const wanted = orList(SOURCES_OF[vain].map(optionOf));
  return args.file === undefined ? `leave it out, or add ${wanted}` : `leave it out, or read from ${wanted} instead`;
}

function nounOf(source: ReadingSource): string {
  return source === 'file' ? 'files' : source === 'generated' ? 'generated logs' : `--source ${source}`;
}

function optionOf(source: ReadingSource): string {
  return source === 'file' ? '--file PATH' : `--source ${source}`;
}

function orList(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join('');
}

/** `--time-zone` for timeZone. */
function flag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** @throws InvalidArgumentError, which commander shows with the option. */
export function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) {
    throw new InvalidArgumentError('It has to be a number over 0.');
  }
  return value;
}

/** @throws InvalidArgumentError, which commander shows with the option. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('It has to be a whole number.');
  }
  return value;
}
