import { LEVELS, UNKNOWN } from '../logs/level';
import { type LogTable } from '../logs/logTable';
import { guessNotices } from '../logs/serviceForms';
import { type SampledLog, type SampledLogs } from '../query/sampledLogs';
import { type FieldMapping } from '../query/settings';
import { DAY, HOUR, MINUTE } from '../time/units';
import { type FieldRequest, type LogSource, type ReadContext } from './source';

/** Logs that are looked at, those of them that are given, and characters of a message. */
const SAMPLE = 200;
const GIVEN = 20;
const MAX_MESSAGE = 300;
/**
 * How far back is looked for logs, until there are enough: a store that logs much need not read an hour for each change
 * of the mapping.
 */
const REACHES = [
  { reachMs: MINUTE, enough: SAMPLE },
  { reachMs: HOUR, enough: 1 },
  { reachMs: DAY, enough: 1 },
  { reachMs: 7 * DAY, enough: 1 },
];

/**
 * The newest logs of a source as it reads them: of the last hour, else of the last day, else of the last week.
 *
 * @param mapping of the source
 * @throws StoreError, QueryError, CancelledError
 */
export async function sampleLogs(
  source: LogSource,
  { expr, toMs }: Pick<FieldRequest, 'expr' | 'toMs'>,
  mapping: FieldMapping,
  context: ReadContext
): Promise<SampledLogs> {
  for (const { reachMs, enough } of REACHES) {
    const request = { fromMs: toMs - reachMs, toMs, expr, lineLimit: SAMPLE };
    const { table, learned = new Map() } = await source.read(request, context);
    if (table.length >= enough) {
      const logs = Array.from({ length: table.length }, (_, row) => logAt(table, row));
      return sampledOf(
        logs,
        guessNotices(learned, mapping).map(({ text }) => text)
      );
    }
  }
  return sampledOf([], []);
}

function sampledOf(logs: readonly SampledLog[], notices: string[]): SampledLogs {
  const having = (name: keyof SampledLog): number => logs.filter((log) => log[name] !== undefined).length;
  return {
    logs: logs.slice(-GIVEN).reverse(),
    sampled: logs.length,
    found: {
      level: having('level'),
      service: having('service'),
      statusCode: having('statusCode'),
      responseTime: having('responseTimeMs'),
      traceId: having('traceId'),
    },
    notices,
  };
}

function logAt(table: LogTable, row: number): SampledLog {
  const level = table.level[row];
  const service = table.service.values[table.service.codes[row]];
  const traceId = table.traceId.values.at(table.traceId.codes[row]);
  const message = table.message.values.at(table.message.codes[row]);
  return {
    time: new Date(table.timeMs[row]).toISOString(),
    ...(level !== UNKNOWN && { level: LEVELS[level] }),
    ...(service !== '' && { service }),
    ...(table.statusCode[row] > 0 && { statusCode: table.statusCode[row] }),
    ...(!Number.isNaN(table.responseTime[row]) && { responseTimeMs: table.responseTime[row] }),
    ...(traceId !== '' && { traceId }),
    message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}...` : message,
  };
}
