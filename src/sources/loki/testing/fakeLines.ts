import { type LogTable } from '../../../logs/logTable';
import { type FakeLine } from './fakeLine';

/** When the fake lines begin, in milliseconds since the epoch. */
export const FROM = 1_795_000_000_000;

export function line(ms: number, ns: number, text: string, service = 'api'): FakeLine {
  return { labels: { service_name: service }, time: BigInt(FROM + ms) * 1_000_000n + BigInt(ns), line: text };
}

/** `count` lines, one every `everyMs`. */
export function steady(count: number, everyMs: number): FakeLine[] {
  return Array.from({ length: count }, (_, i) => line(i * everyMs, i % 7, `line ${i}`, `service-${i % 3}`));
}

/** Time, service and line of each row: what identifies a line in Loki. */
export function rowsOf({ length, timeMs, timeNs, service, line: text }: LogTable): string[] {
  return Array.from(
    { length },
    (_, row) =>
      `${timeMs[row]}${String(timeNs[row]).padStart(6, '0')} ${service.values[service.codes[row]]} ${text.at(row)}`
  );
}

export function identities(lines: readonly FakeLine[]): string[] {
  return lines.map(({ time, labels, line: text }) => `${time} ${labels.service_name} ${text}`).sort();
}
