import { basename } from 'node:path';
import { CancelledError, InputError } from '../../errors';
import { FieldSampler } from '../../logs/fieldSampler';
import { learnFieldOrder } from '../../logs/form/learnFieldOrder';
import { HEAD_LINES, learnForm } from '../../logs/form/learnForm';
import { learnTimeField } from '../../logs/form/learnTimeField';
import { criOfDocker } from '../../logs/frames/docker';
import { parseObject } from '../../logs/looseObject';
import { sliceByTime } from '../../logs/select';
import { emptyRecord } from '../../logs/lineParser';
import { describeGuesses } from '../../logs/values/describeGuesses';
import { learnValues } from '../../logs/values/learnValues';
import { type LogTable } from '../../logs/logTable';
import { type DetectedField } from '../../query/detectedField';
import { presetMapping, type PresetName } from '../../query/presets';
import { type FieldMapping } from '../../query/settings';
import { type LogSource, type ReadContext, type ReadResult, type SourceCheck } from '../source';
import { type DateOrder } from '../../logs/time/resolve';
import { type Notice } from '../../logs/notice';
import { BLOCK_FORMATS } from './blocks';
import { checkTimeFormat } from './checkTimeFormat';
import { describeForm, type FileForm } from './describeForm';
import { expandJson } from './expandJson';
import { expandXml } from './expandXml';
import { type FileInput, readInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { type FileReading } from './fileReading';
import { detectFormat, type FileFormat } from './format';
import { nothingRead } from './nothingRead';
import { Problems } from './problems';
import { readBlocks } from './readBlocks';
import { readCsv } from './readCsv';
import { readJson } from './readJson';
import { readLines } from './readLines';
import { readNdjson } from './readNdjson';
import { sampleLines } from './sample';
import { learnTable } from './tableForm';
import { type WholeLimit } from './wholeLimit';
import { whole } from '../../format/format';
import { isObject } from '../../objects';

export { type FileFormat };

export interface FileOptions {
  mapping: FieldMapping;
  /** Where the logs have its fields, they are taken before others of usual names; the mapping goes before it. */
  preset?: PresetName;
  /** Default: recognised by the content. */
  format?: FileFormat | 'auto';
  /** Default: a file is read as a whole, whatever its size. */
  most?: WholeLimit;
}

/** Logs with the range that they cover: from the first log's millisecond, inclusive, to behind the last one's. */
export interface RangedLogs extends ReadResult {
  range: { fromMs: number; toMs: number };
  /** How many name no service, so that their file's name stands for it; left out: not known of a part. */
  withoutService?: number;
  /** What was learned of the file's form, in lines for people: found out where it is asked for. */
  form: () => string[];
}

/**
 * Reads all logs of a file, however many: NDJSON, a JSON array, logfmt, CSV with a header, or plain text, each also
 * gzipped.
 * @param path '-' is standard input.
 * @throws InputError that says what is wrong with the file and what to do; LargeInput for one that is over the limit;
 * SettingsError for a pattern that is none.
 */
export async function readFileLogs(path: string, options: FileOptions, context?: ReadContext): Promise<RangedLogs> {
  const given = await readInput(path, options.most);
  throwIfAborted(context);
  const { input, format } = withoutEnvelopes(given, formatOf(given, options));
  const learned = learn(input, format, basename(path), options);
  const problems = new Problems(input.bytes, NOUNS[format]);
  const logs = parse(input, learned, problems, (count) => {
    throwIfAborted(context);
    context?.onProgress?.(count);
  });
  const { table } = logs;
  if (table.length === 0) {
    throw nothingRead(input.name, learned, problems);
  }
  context?.onProgress?.(table.length);
  const range = { fromMs: table.timeMs[0], toMs: table.timeMs[table.length - 1] + 1 };
  return {
    table,
    notices: [...problems.notices(table.length), ...remarks(logs, learned), ...guesses(learned)],
    range,
    withoutService: logs.withoutService,
    form: () => describeForm(learned),
  };
}

/** A file as a source of logs. Its lines are never cut off: the line limit is for stores. */
export function fileSource(path: string, options: FileOptions): LogSource {
  return {
    async read({ fromMs, toMs }, context): Promise<ReadResult> {
      const { table, notices } = await readFileLogs(path, options, context);
      return { table: sliceByTime(table, fromMs, toMs), notices };
    },
    async check(context): Promise<SourceCheck> {
      const { table, range } = await readFileLogs(path, options, context);
      const services = table.service.values.filter((service) => service !== '').length;
      const [from, to] = [range.fromMs, range.toMs].map((time) => new Date(time).toISOString());
      return { message: `Read ${whole(table.length)} logs of ${services} services from ${from} to ${to}.` };
    },
  };
}

export const NOUNS: Readonly<Record<FileFormat, string>> = {
  ndjson: 'line',
  json: 'object',
  logfmt: 'line',
  csv: 'row',
  text: 'line',
};

/** Objects that hold many logs are opened. */
export function withoutEnvelopes(input: FileInput, format: FileFormat): { input: FileInput; format: FileFormat } {
  if (format === 'text') {
    const lines = expandXml(input.bytes);
    return { input: lines ? { ...input, bytes: lines } : input, format };
  }
  const bytes = format === 'json' || format === 'ndjson' ? expandJson(input.bytes) : undefined;
  return bytes ? { input: { ...input, bytes }, format: 'ndjson' } : { input, format };
}

/** The format that is told, or else found. @throws InputError for objects that are told to be logfmt */
export function formatOf({ name, bytes }: FileInput, { format = 'auto', mapping }: FileOptions): FileFormat {
  if (format !== 'auto' && format !== 'logfmt') {
    return format;
  }
  const found = detectFormat(name, bytes, mapping);
  if (format === 'logfmt' && (found === 'ndjson' || found === 'json')) {
    throw new InputError(`${name} is not logfmt: it holds objects of JSON. Leave out --file-format, or name ${found}.`);
  }
  return format === 'auto' ? found : format;
}

/**
 * What a sample of the file shows of its lines.
 * @param more lines from further on, where the bytes are its beginning
 */
export function learn(
  { bytes, modifiedMs, steps }: FileInput,
  format: FileFormat,
  name: string,
  { mapping: asked, preset }: Pick<FileOptions, 'mapping' | 'preset'>,
  more: readonly string[] = []
): FileForm {
  const sample = [...sampleLines(bytes), ...more];
  const given = preset === undefined ? asked : { ...presetMapping(preset, fieldsOf(bytes, format, sample)), ...asked };
  const docker = format === 'ndjson' ? sample.flatMap((line) => criOfDocker(line) ?? []) : [];
  const isDocker =
    docker.length > 0 && docker.length >= sample.filter((line) => line.startsWith('{')).length * MIN_SHARE;
  if (format === 'text' || format === 'logfmt') {
    checkTimeFormat(sample, given);
  }
  // Of a table nothing is learned from its lines but the day that its head says.
  const lines = format === 'csv' ? sample.slice(0, HEAD_LINES) : isDocker ? docker : sample;
  const form = learnForm(lines, { nearMs: modifiedMs, name });
  const objects = format === 'ndjson' ? sample.slice(0, OBJECTS).map(parseObject).filter(isObject) : [];
  const time = learnTimeField(objects, given, modifiedMs);
  const mapped = time === undefined ? given : { ...given, time };
  const dates = learnFieldOrder(objects, mapped, modifiedMs);
  const isLines = format === 'text' || format === 'logfmt';
  const table = format === 'csv' ? learnTable(bytes, given, modifiedMs) : undefined;
  const mapping = table?.mapping ?? mapped;
  const values =
    table?.values ??
    learnValues(mapping, { nearMs: modifiedMs, form }, (parser) => {
      const record = emptyRecord();
      (isDocker ? docker : sample).forEach((line) => parser.parse(line, {}, record));
    });
  return {
    format,
    form: {
      ...form,
      ...(dates && { order: dates.order, guessedDate: dates.isGuess ? dates.example : undefined }),
      values,
    },
    given,
    mapping,
    isDocker,
    blocks: isLines ? BLOCK_FORMATS.find((one) => one.is(sample.slice(0, OBJECTS))) : undefined,
    table,
    steps,
    sample,
  };
}

/** The fields that logs have. @throws InputError where they have none that a preset could name */
function fieldsOf(bytes: Uint8Array, format: FileFormat, sample: readonly string[]): DetectedField[] {
  const sampler = new FieldSampler();
  if (format === 'csv') {
    learnTable(bytes, {}, NaN)?.columns.forEach(({ name }) => sampler.describe(name, {}));
  } else {
    sample.forEach((line) => sampler.addLine(line));
  }
  const fields = sampler.fields();
  if (fields.length === 0) {
    throw new InputError('--preset has no effect: the logs are text, without fields. Leave it out.');
  }
  return fields;
}

/** So many lines of a file of Docker are Docker's. */
const MIN_SHARE = 0.8;
/** Lines of the sample that are looked at closely. */
const OBJECTS = 100;

export function parse(
  file: FileInput,
  { format, mapping, form, isDocker, blocks, table }: FileForm,
  problems: Problems,
  onProgress: (logs: number) => void
): FileLogs {
  const reading: FileReading = { file, mapping, form, problems, onProgress };
  if (blocks) {
    return readBlocks(reading, blocks);
  }
  switch (format) {
    case 'csv':
      return readCsv(reading, table);
    case 'json':
      return readJson(reading);
    case 'ndjson':
      return isDocker ? readLines(reading, { isText: true, wordsOf: criOfDocker }) : readNdjson(reading);
    default:
      return readLines(reading, { isText: format === 'text' });
  }
}

export function remarks(
  {
    table,
    withoutLevel,
    partialTimes,
  }: Pick<FileLogs, 'withoutLevel' | 'partialTimes'> & { table: Pick<LogTable, 'length'> },
  { format, form }: FileForm
): Notice[] {
  const notices: Notice[] = [];
  if (withoutLevel > 0) {
    const text = `${whole(withoutLevel)} of ${whole(table.length)} ${NOUNS[format]}s name no level and have no status that stands for one: their level is unknown, and error rates are computed without them.`;
    notices.push({ severity: 'info', text });
  }
  if (partialTimes > 0) {
    const isSaid = form.firstDayMs !== undefined;
    const day = isSaid ? 'that the file itself says' : 'on which the file was last written';
    const text = `${whole(partialTimes)} of ${whole(table.length)} ${NOUNS[format]}s have a time without a full date; it was completed by the day ${day}.`;
    notices.push({ severity: isSaid ? 'info' : 'warning', text });
  }
  return notices;
}

export function guesses({ form, mapping, table }: FileForm): Notice[] {
  const { values } = form;
  const units = values && mapping.responseTimeUnit === undefined ? describeGuesses([{ service: '', values }]) : [];
  const order = table ? table.order?.order : form.order;
  const date = table ? (table.order?.isGuess ? table.example : undefined) : form.guessedDate;
  const dates = date !== undefined && order && mapping.timeFormat === undefined ? [describeOrder(date, order)] : [];
  return [
    ...units.map((text) => ({ severity: 'info', text }) as const),
    ...dates.map((text) => ({ severity: 'warning', text }) as const),
  ];
}

const ORDER_NAMES: Readonly<Record<DateOrder, string>> = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
};

/** That the order of dates is a guess, with the setting that changes it. */
function describeOrder(date: string, order: DateOrder): string {
  const other = order === 'dmy' ? 'MM/dd/yyyy HH:mm:ss' : 'dd/MM/yyyy HH:mm:ss';
  return (
    `Dates such as ${JSON.stringify(date)} are taken for ${ORDER_NAMES[order]}: so they are nearest to when the file was ` +
    `last written. If that is wrong, set their form (--time-format, fields.timeFormat), such as "${other}".`
  );
}

export function throwIfAborted(context: ReadContext | undefined): void {
  if (context?.signal.aborted) {
    throw new CancelledError();
  }
}
