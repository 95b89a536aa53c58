import { type KnownFields } from '../../logs/lineParser';
import { type FieldMapping } from '../../query/settings';
import { ALL_OF_LOKI } from '../../query/storeText';
import { plural } from '../foundText';
import { recognisedShares, sharesText } from '../recognisedShares';
import { type SourceCheck } from '../source';
import { versionOrNothing } from '../versionOrNothing';
import { forEachKnownLine } from './appendPiece';
import { instantOf } from '../instant';
import { type LokiClient } from './lokiClient';
import { type Page } from './page';
import { HOUR } from '../../time/units';

const SAMPLE = 200;

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
    versionOrNothing(loki.version(signal)),
    loki.count(ALL_OF_LOKI, fromMs, nowMs, signal),
    loki.lines(ALL_OF_LOKI, span, signal, 'backward'),
  ]);
  const shares = recognisedShares(linesOf(sample), mapping);
  const name = version ? `Loki ${version}` : 'Loki';
  return {
    message: `Connected to ${name}: ${found(services.length, lines)}${sharesText(shares, sample.length)}`,
    details: {
      version,
      services: services.length,
      linesLastHour: lines,
      sampledLines: sample.length,
      recognised: shares,
    },
  };
}

function linesOf(page: Page): Array<{ line: string; known: KnownFields }> {
  const lines: Array<{ line: string; known: KnownFields }> = [];
  forEachKnownLine(page.streams, (line, known) => lines.push({ line, known }));
  return lines;
}

function found(services: number, lines: number): string {
  if (lines === 0) {
    return 'no lines with a service_name in the last hour. Are logs written to this tenant, and recently?';
  }
  return `${plural(services, 'service')}, ${plural(lines, 'line')} in the last hour.`;
}
