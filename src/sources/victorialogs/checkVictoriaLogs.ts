import { recogniseField } from '../../logs/fieldNames';
import { type FieldMapping } from '../../query/settings';
import { HOUR } from '../../time/units';
import { plural } from '../foundText';
import { instantOf } from '../instant';
import { recognisedShares, sharesText } from '../recognisedShares';
import { type SourceCheck } from '../source';
import { versionOrNothing } from '../versionOrNothing';
import { countLogs } from './countLogs';
import { ALL_LOGS, piped } from './logsql';
import { quoted } from '../../query/storeText';
import { countIn } from './rows';
import { LogReader, type StoredLog, type TimeSpan } from './storedLogs';
import { type VictoriaLogsClient } from './victoriaLogsClient';

const SAMPLE = 200;
const SERVICES = 'seismolog.services';

/**
 * Asks what a user wants to know after setting up the data source: the version, how many services wrote how many logs
 * in the hour before `nowMs`, and which fields are recognised in a sample of them.
 *
 * @throws HttpError that says which of address, TLS, login, tenant or server is wrong.
 */
export async function checkVictoriaLogs(
  client: VictoriaLogsClient,
  mapping: FieldMapping,
  nowMs: number,
  signal: AbortSignal
): Promise<SourceCheck> {
  const span = { from: instantOf(nowMs - HOUR), to: instantOf(nowMs) };
  // First one question alone: what is wrong with the connection is wrong for all of them.
  const lines = await countLogs({ client, expr: ALL_LOGS, mapping }, span, signal);
  const [version, rows] = await Promise.all([
    versionOrNothing(client.version(signal)),
    client.logs(ALL_LOGS, span, signal, SAMPLE),
  ]);
  const sample = new LogReader(mapping).logsOf(rows, span);
  const services = await countServices(client, serviceField(sample, mapping), span, signal);
  const shares = recognisedShares(sample, mapping);
  const name = version === undefined ? 'VictoriaLogs' : `VictoriaLogs ${version}`;
  return {
    message: `Connected to ${name}: ${found(services, lines)}${sharesText(shares, sample.length)}`,
    details: { version, services, linesLastHour: lines, sampledLines: sample.length, recognised: shares },
  };
}

/** Of the fields of a sample that which says best of which service a log is. */
function serviceField(sample: readonly StoredLog[], mapping: FieldMapping): string | undefined {
  const names = [...new Set(sample.flatMap(({ stream }) => Object.keys(stream)))];
  const rank = (name: string): number => recogniseField([name], mapping)?.rank ?? Infinity;
  return names.sort((a, b) => rank(a) - rank(b)).at(0);
}

async function countServices(
  client: VictoriaLogsClient,
  field: string | undefined,
  span: TimeSpan,
  signal: AbortSignal
): Promise<number | undefined> {
  if (field === undefined) {
    return undefined;
  }
  const query = piped(ALL_LOGS, `stats count_uniq(${quoted(field)}) as ${quoted(SERVICES)}`);
  const [row] = await client.query(query, span, signal);
  return countIn(row ?? {}, SERVICES);
}

function found(services: number | undefined, lines: number): string {
  if (lines === 0) {
    return 'no logs in the last hour. Are logs written to this tenant, and recently?';
  }
  const counted = [...(services === undefined ? [] : [plural(services, 'service')]), plural(lines, 'line')];
  return `${counted.join(', ')} in the last hour.`;
}
