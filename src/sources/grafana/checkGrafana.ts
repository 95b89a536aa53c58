import { SettingsError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { PLUGIN_ID } from '../../query/settings';
import { plural, recognisedText } from '../foundText';
import { type LogSource, type ReadContext, type SourceCheck } from '../source';
import { type GrafanaClient } from './grafanaClient';
import { HOUR } from '../../time/units';
import { whole } from '../../format/format';

const SAMPLE = 1000;

/**
 * Asks what a user wants to know after setting up the data source: Grafana's version, which data source answers, how
 * many lines it gives for the hour before `nowMs`, of how many services, and what is recognised in them.
 *
 * @throws SettingsError for a Seismolog data source; HttpError that says which of address, TLS, login, data source or
 *   query is wrong.
 */
export async function checkGrafana(
  client: GrafanaClient,
  datasourceUid: string,
  read: LogSource['read'],
  nowMs: number,
  context: ReadContext
): Promise<SourceCheck> {
  const version = await client.version(context.signal);
  const datasource = await client.datasource(datasourceUid, context.signal);
  const name = datasource ? `${datasource.name} (${datasource.type})` : datasourceUid;
  if (datasource?.type === PLUGIN_ID) {
    throw new SettingsError(
      `${datasource.name} is a Seismolog data source, which gives analyses and no lines. Name the data source that has the logs.`
    );
  }
  const request = { fromMs: nowMs - HOUR, toMs: nowMs, expr: '', lineLimit: SAMPLE };
  const { table, notices } = await read(request, context);
  const isMore = table.length === SAMPLE;
  const lines = `${isMore ? 'at least ' : ''}${whole(table.length)} ${table.length === 1 ? 'line' : 'lines'}`;
  const said = notices.filter(({ severity, text }) => severity !== 'info' && !text.startsWith('The newest'));
  return {
    message: [
      `Connected to Grafana${version ? ` ${version}` : ''}: its data source ${name} gives ${lines} in the last hour${found(table)}`,
      ...said.map(({ text }) => text),
    ].join(' '),
    details: { version, datasource: name, lines: table.length, services: servicesIn(table) },
  };
}

function found(table: LogTable): string {
  if (table.length === 0) {
    return '. Does its query find lines in Explore?';
  }
  const { length, service, responseTime, statusCode, traceId } = table;
  const has: ReadonlyArray<readonly [name: string, test: (row: number) => boolean]> = [
    ['service', (row) => service.values[service.codes[row]] !== ''],
    ['response time', (row) => !Number.isNaN(responseTime[row])],
    ['status code', (row) => statusCode[row] > 0],
    ['trace id', (row) => traceId.codes[row] !== 0],
  ];
  const rows = Array.from({ length }, (_, row) => row);
  const services = servicesIn(table);
  const by = services > 0 ? `, of ${plural(services, 'service')}` : '';
  const fields = has.map(([name, test]) => ({ name, isFound: rows.some(test) }));
  return `${by}. ${recognisedText(fields, length)}`;
}

function servicesIn({ service: { values, codes } }: LogTable): number {
  return new Set(codes.filter((code) => values[code] !== '')).size;
}
