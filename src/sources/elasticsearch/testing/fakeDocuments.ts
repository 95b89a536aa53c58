import { type LogTable } from '../../../logs/logTable';
import { type FakeDocument } from './fakeModel';

/** When the fake documents begin, in milliseconds since the epoch. */
export const FROM = 1_795_000_000_000;

/** A document `ms` (and `ns`) after FROM. */
export function logDocument(ms: number, text: string, { ns = 0, shard = 0, service = 'api' } = {}): FakeDocument {
  const time = new Date(FROM + ms).toISOString().slice(0, -1) + String(ns).padStart(6, '0') + 'Z';
  return {
    id: `${text}-${ms}`,
    shard,
    timeMs: FROM + ms,
    source: { '@timestamp': time, message: text, 'service.name': service, 'log.level': 'warn' },
  };
}

export function steadyDocuments(count: number, everyMs: number): FakeDocument[] {
  return Array.from({ length: count }, (_, i) =>
    logDocument(i * everyMs, `line ${i}`, { ns: i % 7, shard: i % 3, service: `service-${i % 3}` })
  );
}

/** Time, service and line of each row. */
export function rowsOf({ length, timeMs, timeNs, service, line }: LogTable): string[] {
  return Array.from(
    { length },
    (_, row) => `${timeMs[row]}.${timeNs[row]} ${service.values[service.codes[row]]} ${line.at(row)}`
  );
}

export function identities(documents: readonly FakeDocument[]): string[] {
  return documents
    .map(({ timeMs, source }) => {
      const ns = Number(String(source['@timestamp']).slice(-7, -1));
      return `${timeMs}.${ns} ${String(source['service.name'])} ${String(source.message)}`;
    })
    .sort();
}
