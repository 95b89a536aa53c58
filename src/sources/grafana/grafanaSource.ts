import { QueryError, SettingsError } from '../../errors';
import { emptyRecord } from '../../logs/lineParser';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { ServiceParser } from '../../logs/serviceForms';
import { type FieldMapping, type GrafanaOptions } from '../../query/settings';
import { show } from '../../query/table/words';
import { type StoreConnection } from '../http/connection';
import { newestLines } from '../newestLines';
import { type LogSource, type ReadContext, type ReadRequest, type ReadResult } from '../source';
import { checkGrafana } from './checkGrafana';
import { detectGrafanaFields } from './detectGrafanaFields';
import { createGrafanaClient, type GrafanaClient } from './grafanaClient';
import { readPages } from './readPages';
import { parseObject } from '../../logs/json';

type Query = GrafanaOptions['query'];

/**
 * Logs from any data source of a Grafana that gives log lines, through Grafana's own query API. `expr` is a JSON object
 * laid over the query of the settings. Where there are more lines than the limit, the newest are read, and a notice
 * says so.
 *
 * @throws SettingsError where the connection can't be used or no data source is named.
 */
export function grafanaSource(connection: StoreConnection, options: GrafanaOptions, mapping: FieldMapping): LogSource {
  const { datasourceUid } = options;
  if (datasourceUid === '') {
    throw new SettingsError(
      'No data source of the Grafana is named. Set its UID in the settings: the last part of the address of its settings page.'
    );
  }
  const client = createGrafanaClient(connection, datasourceUid);
  const readRange = async (request: ReadRequest, context: ReadContext): Promise<ReadResult> =>
    read(client, queryOf(options, request.expr), mapping, request, context);
  return {
    read: readRange,
    detectFields: (request, { signal }) => detectGrafanaFields(client, queryOf(options, request.expr), request, signal),
    check: (context) => checkGrafana(client, datasourceUid, readRange, Date.now(), context),
  };
}

/** @throws QueryError for a text that is no JSON object, and for keys that the settings leave to nobody. */
function queryOf({ query, queryKeys }: GrafanaOptions, expr: string): Query {
  if (expr.trim() === '') {
    return query;
  }
  const own = parseObject(expr);
  if (!own) {
    throw new QueryError(
      `The query to a data source of Grafana must be a JSON object in its own model, such as {"expr": "{app=\\"x\\"}"} for a Loki; it is: ${expr.slice(0, 80)}`
    );
  }
  const allowed = queryKeys.split(',').map((key) => key.trim());
  const refused = Object.keys(own).filter((key) => !allowed.includes(key));
  if (refused.length > 0) {
    throw new QueryError(
      `A query may set ${allowed.join(', ')} of the query to that data source, and this one sets ${refused.slice(0, 3).map(show).join(', ')}. ` +
        'What else it may set stands in the settings of the data source, as "Keys that a query may set".'
    );
  }
  return { ...query, ...own };
}

async function read(
  client: GrafanaClient,
  query: Query,
  mapping: FieldMapping,
  { fromMs, toMs, lineLimit, learned }: ReadRequest,
  { signal, onProgress }: ReadContext
): Promise<ReadResult> {
  const builder = new LogTableBuilder();
  const parser = new ServiceParser(mapping, toMs, learned);
  const record = emptyRecord();
  const notices = await readPages(fromMs, toMs, {
    fetch: (from, to) => client.lines(query, from, to, signal),
    take(piece) {
      const { frame } = piece;
      const known = Array.from({ length: frame.length }, (_, row) => frame.known(row));
      parser.learn(known.map((own, row) => ({ line: frame.line(row), known: own, stream: own })));
      for (let row = 0; row < frame.length; row++) {
        const time = frame.timeMs(row);
        if (time >= piece.fromMs && time < piece.toMs) {
          record.timeMs = time;
          record.timeNs = frame.timeNs(row);
          parser.parse(frame.line(row), known[row], record);
          builder.append(record);
        }
      }
      onProgress?.(Math.min(builder.length, lineLimit));
      return builder.length <= lineLimit;
    },
  });

  const all = builder.finish();
  if (all.length <= lineLimit) {
    return { table: all, notices, learned: parser.learned };
  }
  const newest = newestLines(all, lineLimit, undefined);
  return { ...newest, notices: [...newest.notices, ...notices], learned: parser.learned };
}
