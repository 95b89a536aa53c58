import { readFile } from 'node:fs/promises';
import { parseJson } from '../boundedJson';
import { InputError } from '../errors';
import { type ResolvedSettings } from '../query/resolved';
import { type Mode, SETTINGS } from '../query/settings';
import { isObject } from '../objects';
import { type Path, valueAt, withValueAt } from '../query/table/paths';
import { parseSettings } from '../query/validation';
import { DAY } from '../time/units';
import { DEFAULT_DAYS, type ReadingArguments, type ReadingSource, refuseWithoutEffect } from './readingOptions';
import { tell } from './tell';
import { parseTimeArgument } from './timeArgument';

/** From `fromMs`, inclusive, to `toMs`, exclusive. */
interface TimeRange {
  fromMs: number;
  toMs: number;
}

/** What is read, and how, as options and the settings file say. */
export interface Reading {
  /** The files to read, where logs come from files. */
  files?: readonly string[];
  settings: ResolvedSettings;
}

/** Files are no data source: of its settings these hold for them. */
const FILE_SETTINGS: readonly string[] = ['fields', 'analysis', 'timeZone', 'calendar', 'calendars'];

/** Of options that go over settings. */
type Arguments = ReadingArguments & {
  mode?: Mode;
  contamination?: number | 'auto';
  calendar?: string[];
  calendarZone?: string;
};

/**
 * --settings FILE holds what a data source's jsonData holds; single options go over it. Secrets come from the
 * environment.
 * @throws InputError for options that have no effect; SettingsError for all that is wrong with the settings
 */
export async function readingOf(args: Arguments): Promise<Reading> {
  const file = args.settings === undefined ? {} : await readJson(args.settings);
  const source = args.source ?? (args.file === undefined ? sourceIn(file) : 'file');
  refuseWithoutEffect(args, source);
  const calendars = await Promise.all((args.calendar ?? []).map(calendarIn));
  const overrides = [...overridesOf(args, file, source), ...calendarOverrides(calendars, file)];
  const stored = {
    jsonData: overrides.reduce<object>(
      (json, [path, value]) => (value === undefined ? json : withValueAt(json, path, value)),
      file
    ),
    secureJsonData: {
      basicAuthPassword: process.env.SEISMOLOG_PASSWORD ?? '',
      bearerToken: process.env.SEISMOLOG_TOKEN ?? '',
      apiKey: process.env.SEISMOLOG_API_KEY ?? '',
      serviceAccountToken: process.env.SEISMOLOG_TOKEN ?? '',
    },
    url: args.url ?? '',
    basicAuth: args.user !== undefined,
    basicAuthUser: args.user ?? '',
  };
  const settings = parseSettings(stored, 'file');
  if (source !== 'file') {
    return { settings };
  }
  const vain = Object.keys(file).filter((key) => !FILE_SETTINGS.includes(key));
  if (vain.length > 0) {
    const have = vain.length === 1 ? 'has' : 'have';
    tell(
      `--settings ${args.settings}: ${vain.join(', ')} ${have} no effect on files; these have: ${FILE_SETTINGS.join(', ')}.`
    );
  }
  return { files: args.file, settings };
}

/**
 * The range of --from, --to and --days.
 * @param logs the range of the logs where it is known: what is not given is theirs
 */
export function rangeOf(args: Pick<ReadingArguments, 'from' | 'to' | 'days'>, logs?: TimeRange): TimeRange {
  const now = Date.now();
  const toMs = args.to === undefined ? (logs?.toMs ?? now) : parseTimeArgument('--to', args.to, now);
  const days = args.days ?? (logs ? undefined : DEFAULT_DAYS);
  const start = days === undefined ? Math.min(logs?.fromMs ?? -Infinity, toMs - 1) : toMs - days * DAY;
  const fromMs = args.from === undefined ? start : parseTimeArgument('--from', args.from, now);
  if (!(fromMs < toMs)) {
    if (logs && args.to === undefined) {
      const [first, last] = [logs.fromMs, logs.toMs - 1].map((ms) => new Date(ms).toISOString());
      throw new InputError(
        `There are no logs from ${args.from} on: the logs read are from ${first} to ${last}. Choose another range.`
      );
    }
    throw new InputError(`--from has to be before --to${args.to === undefined ? ', which is now by default' : ''}.`);
  }
  return { fromMs, toMs };
}

/**
 * The range of files that are read in pieces. Where a file ends is known when it is read: it has to name its bounds.
 * @returns nothing where all logs are asked for
 */
export function rangeAsked(args: ReadingArguments): { fromMs?: number; toMs?: number } {
  if (args.days !== undefined && args.to === undefined) {
    throw new InputError('Give --from, or --to beside --days: where files of this size end is not known beforehand.');
  }
  if (args.from === undefined && args.to === undefined) {
    return {};
  }
  const { fromMs, toMs } = rangeOf(args, { fromMs: -Infinity, toMs: Infinity });
  return { fromMs, toMs };
}

/** A source that settings name wrongly is reported by the check of the settings. */
function sourceIn(file: object): ReadingSource {
  const named = valueAt(file, ['source']);
  return typeof named === 'string' && Object.hasOwn(SETTINGS.source.options, named)
    ? (named as ReadingSource)
    : SETTINGS.source.default;
}

/** The settings that options of the command line set. */
function overridesOf(args: Arguments, file: object, source: ReadingSource): Array<[Path, unknown]> {
  const { limit, logs } = args;
  // All of what is asked for is made: the limit protects stores and dashboards.
  const isMade = source === 'generated' && valueAt(file, ['lineLimit']) === undefined;
  return [
    [['source'], source === 'file' ? 'generated' : args.source],
    [['generated', 'seed'], args.seed],
    [['generated', 'logsPerDay'], logs === undefined ? undefined : logs / daysOf(args)],
    [['lineLimit'], limit ?? (isMade ? SETTINGS.lineLimit.max : undefined)],
    [['mode'], args.mode],
    [['elasticsearch', 'index'], args.index],
    [source === 'elasticsearch' ? ['elasticsearch', 'timeField'] : ['fields', 'time'], args.timeField],
    [['tenantId'], args.tenant],
    [['fields', 'timeFormat'], args.timeFormat],
    [['fields', 'timeZone'], args.timeZone],
    [['timeZone'], args.calendarZone],
    [['analysis', 'forest', 'contamination'], args.contamination],
  ];
}

/** Calendars of the command line, beside those of the settings. */
function calendarOverrides(calendars: readonly object[], file: object): Array<[Path, unknown]> {
  const own = valueAt(file, ['calendars']);
  return calendars.length > 0 ? [[['calendars'], [...(Array.isArray(own) ? own : []), ...calendars]]] : [];
}

/** A calendar by its address, or of a file. */
async function calendarIn(from: string): Promise<object> {
  if (/^(https?|webcals?):\/\//i.test(from)) {
    return { url: from };
  }
  try {
    return { text: await readFile(from, 'utf8') };
  } catch (error) {
    throw new InputError(`--calendar ${from}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function daysOf(args: Arguments): number {
  const { fromMs, toMs } = rangeOf(args);
  return (toMs - fromMs) / DAY;
}

async function readJson(path: string): Promise<object> {
  try {
    const json: unknown = parseJson(await readFile(path, 'utf8'));
    if (isObject(json)) {
      return json;
    }
  } catch (error) {
    throw new InputError(`--settings ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  throw new InputError(`--settings ${path}: the file must hold a JSON object, {...}.`);
}
