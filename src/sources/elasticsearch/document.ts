import { createHash } from 'node:crypto';
import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { isoInstant } from '../instant';

const NS_PER_MS = 1e6;

/** A row of a table as a document by the Elastic Common Schema, as JSON. */
export function documentOf(table: LogTable, row: number): string {
  const responseTime = table.responseTime[row];
  const statusCode = table.statusCode[row];
  const traceId = table.traceId.values.at(table.traceId.codes[row]);
  return JSON.stringify({
    '@timestamp': isoInstant({ ms: table.timeMs[row], ns: table.timeNs[row] }),
    log: { level: LEVELS[table.level[row]].toLowerCase() },
    service: { name: table.service.values[table.service.codes[row]] || 'unknown_service' },
    message: table.message.values.at(table.message.codes[row]),
    ...(!Number.isNaN(responseTime) && { event: { duration: Math.round(responseTime * NS_PER_MS) } }),
    ...(statusCode > 0 && { http: { response: { status_code: statusCode } } }),
    ...(traceId && { trace: { id: traceId } }),
  });
}

/** The same for the same document, so that one sent twice is there once. */
export function idOf(document: string): string {
  return createHash('sha1').update(document).digest('base64url');
}

/**
 * What the fields of these documents are, for an index that is made for them: times to the nanosecond, names as they
 * stand.
 */
export const MAPPINGS = {
  properties: {
    '@timestamp': { type: 'date_nanos' },
    log: { properties: { level: { type: 'keyword' } } },
    service: { properties: { name: { type: 'keyword' } } },
    message: { type: 'text' },
    event: { properties: { duration: { type: 'long' } } },
    http: { properties: { response: { properties: { status_code: { type: 'short' } } } } },
    trace: { properties: { id: { type: 'keyword' } } },
  },
};
