import { NoLogsError } from '../../errors';
import { FieldSampler } from '../../logs/fieldSampler';
import { LEVELS, UNKNOWN } from '../../logs/level';
import { createLineParser, emptyRecord } from '../../logs/lineParser';
import { parseObject } from '../../logs/looseObject';
import { isSamePath } from '../../query/fieldPath';
import { type FileForm } from './describeForm';
import { type FileFormat } from './format';
import { type Problems } from './problems';
import { suggestTimeFormat } from './suggestTimeFormat';

const NAMES: Readonly<Record<FileFormat, string>> = {
  ndjson: 'NDJSON',
  json: 'a JSON array',
  logfmt: 'logfmt',
  csv: 'CSV',
  text: 'plain text',
};

/** Names that are listed, and characters of a message that are shown. */
const MAX_NAMES = 15;
const MAX_MESSAGE = 60;

/**
 * Says of a file in which nothing was a log: the line that was seen, what could be read of it, and the option that
 * would help.
 */
export function nothingRead(name: string, learned: FileForm, problems: Problems): NoLogsError {
  const { first, firstText } = problems;
  const what = `${name} was read as ${NAMES[learned.format]} and holds no log`;
  if (firstText === '') {
    const where = learned.format === 'csv' ? ' below its header' : '';
    return new NoLogsError(`${what}${where}. Give a file with logs in it.`);
  }
  const missing = missingField(learned);
  if (missing !== undefined) {
    return new NoLogsError(`${name}: ${missing}`);
  }
  const reading = nearestReading(firstText, learned);
  const why = `that can be placed in time: ${first}.${reading && ' '}${reading}`;
  return new NoLogsError(`${what} ${why} ${advice(firstText, learned)}`);
}

/** Says where the field that is named as the time is in no log, and which fields there are. */
function missingField({ given, sample }: FileForm): string | undefined {
  const sampler = new FieldSampler();
  sample.forEach((line) => sampler.addLine(line));
  const names = sampler.fields().map(({ name }) => name);
  const { time } = given;
  return time === undefined || names.some((name) => isSamePath(time, name))
    ? undefined
    : `no log has a field ${JSON.stringify(time)}, which is named as the time. ${listed(names, 'fields')} Name one of them with --time-field, or leave it out.`;
}

function listed(names: readonly string[], what: string): string {
  return names.length === 0
    ? `There are no ${what}.`
    : `Its ${what} are ${names.slice(0, MAX_NAMES).join(', ')}${names.length > MAX_NAMES ? '...' : ''}.`;
}

/** What is known of a line but for its time. */
function nearestReading(line: string, learned: FileForm): string {
  const names = namesIn(line, learned);
  if (names.length > 0) {
    return listed(names, learned.format === 'csv' ? 'columns' : 'fields');
  }
  const record = emptyRecord();
  createLineParser(learned.mapping, { form: learned.form }).parse(line, {}, record);
  const found = [
    record.level !== UNKNOWN && `level ${LEVELS[record.level]}`,
    record.service !== '' && `service ${JSON.stringify(record.service)}`,
    record.statusCode > 0 && `status ${record.statusCode}`,
    !Number.isNaN(record.responseTime) && `response time ${record.responseTime} ms`,
    record.message !== '' && `message ${JSON.stringify(record.message.slice(0, MAX_MESSAGE))}`,
  ].filter((part) => part !== false);
  return found.length > 0 ? `Without a time it is read as ${found.join(', ')}.` : '';
}

function namesIn(line: string, { format, table }: FileForm): string[] {
  return format === 'csv' ? (table?.columns ?? []).map(({ name }) => name) : Object.keys(parseObject(line) ?? {});
}

function advice(line: string, learned: FileForm): string {
  const tokens = suggestTimeFormat(line);
  const wrongFormat = 'if that is not what the file holds, name it with --file-format';
  if (tokens !== undefined) {
    return `Its time may be of the form --time-format ${JSON.stringify(tokens)}; ${wrongFormat}.`;
  }
  return namesIn(line, learned).length > 0
    ? `Name the one with the time, --time-field NAME, and say how it is written where that is unusual, --time-format; ${wrongFormat}.`
    : `Say how its time is written, --time-format such as 'dd.MM.yy HH:mm:ss', or give fields.pattern with a group named time in --settings; ${wrongFormat}.`;
}
