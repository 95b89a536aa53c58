import { createLineParser, emptyRecord } from '../../logs/lineParser';
import { type LogRecord } from '../../logs/logTable';
import { type FieldMapping } from '../../query/settings';
import { HttpError } from '../http/httpError';
import { plural, recognisedText } from '../foundText';
import { type SourceCheck } from '../source';
import { forEachKnownLine } from './appendPiece';
import { instantOf } from './instant';
import { ALL_LINES, type LokiClient } from './lokiClient';
import { type Page } from './page';
import { HOUR } from '../../time/units';

const SAMPLE = 200;

/** What a log should have, as it is called to the user. A level counts as found where the log itself names it. */
const FIELDS: ReadonlyArray<readonly [name: string, has: (record: Readonly<LogRecord>) => boolean]> = [
  ['service', ({ service }) => service !== ''],
  ['response time', ({ responseTime }) => !Number.isNaN(responseTime)],
  ['status code', ({ statusCode }) => statusCode > 0],
  ['trace id', ({ traceId }) => traceId !== ''],
];

/**
 * Asks what a user wants to know after setting up the data source: Loki's version, how many services write, how many
 * lines came in the hour before `nowMs`, and which fields are recognised in a sample of them.
 *
 * @throws HttpError that says which of address, TLS, login, tenant or server is wrong.
 */
export async function checkLoki(
  loki: LokiClient,
  mapping: FieldMapping,
  nowMs: number,
  signal: AbortSignal
): Promise<SourceCheck> {
  const fromMs = nowMs - HOUR;
  // First one question alone: what is wrong with the connection is wrong for all of them.
  const services = await loki.labelValues('service_name', fromMs, nowMs, signal);
  const span = { from: instantOf(fromMs), to: instantOf(nowMs), limit: SAMPLE };
  const [version, lines, sample] = await Promise.all([
    versionOrNothing(loki, signal),
    loki.count(ALL_LINES, fromMs, nowMs, signal),
    loki.lines(ALL_LINES, span, signal, 'backward'),
  ]);
  const shares = recognised(sample, mapping);
  const name = version ? `Loki ${version}` : 'Loki';
  return {
    message: `Connected to ${name}: ${found(services.length, lines)}${fieldsText(shares, sample.length)}`,
    details: {
      version,
      services: services.length,
      linesLastHour: lines,
      sampledLines: sample.length,
      recognised: shares,
    },
  };
}

/** Some gateways don't let this one through. */
async function versionOrNothing(loki: LokiClient, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await loki.version(signal);
  } catch (error) {
    if (error instanceof HttpError) {
      return undefined;
    }
    throw error;
  }
}

/** For each field the share of the sampled lines in which it was recognised, 0 to 1. */
function recognised(page: Page, mapping: FieldMapping): Record<string, number> {
  const parser = createLineParser(mapping);
  const record = emptyRecord();
  const counts = FIELDS.map(() => 0);
  forEachKnownLine(page.streams, (line, known) => {
    parser.parse(line, known, record);
    FIELDS.forEach(([, has], i) => {
      counts[i] += has(record) ? 1 : 0;
    });
  });
  const share = (count: number): number => (page.length > 0 ? count / page.length : 0);
  const level = share(page.length - parser.stats.withoutLevel);
  return { level, ...Object.fromEntries(FIELDS.map(([name], i) => [name, share(counts[i])])) };
}

function found(services: number, lines: number): string {
  if (lines === 0) {
    return 'no lines with a service_name in the last hour. Are logs written to this tenant, and recently?';
  }
  return `${plural(services, 'service')}, ${plural(lines, 'line')} in the last hour.`;
}

function fieldsText(shares: Record<string, number>, sampled: number): string {
  if (sampled === 0) {
    return '';
  }
  const fields = Object.entries(shares).map(([name, share]) => ({ name, isFound: share > 0 }));
  return ` ${recognisedText(fields, sampled)}`;
}
