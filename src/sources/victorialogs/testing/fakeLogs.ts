import { type LogTable } from '../../../logs/logTable';
import { timeText, type FakeLog } from './fakeLog';

/** When the fake logs begin, in milliseconds since the epoch. */
export const FROM = 1_795_000_000_000;

/** A log `ms` and `ns` after FROM. */
export function log(ms: number, ns: number, message: string, fields: Record<string, string> = {}): FakeLog {
  return {
    time: BigInt(FROM + ms) * 1_000_000n + BigInt(ns),
    fields: { _msg: message, 'service.name': 'api', ...fields },
  };
}

/** `count` logs, one every `everyMs`. */
export function steady(count: number, everyMs: number): FakeLog[] {
  return Array.from({ length: count }, (_, i) =>
    log(i * everyMs, i % 7, `line ${i}`, { 'service.name': `service-${i % 3}`, level: i % 10 === 0 ? 'error' : 'info' })
  );
}

/** Time, service and line of each row: what the tests tell logs apart by. */
export function rowsOf({ length, timeMs, timeNs, service, line }: LogTable): string[] {
  return Array.from({ length }, (_, row) => {
    const time = BigInt(timeMs[row]) * 1_000_000n + BigInt(timeNs[row]);
    return `${timeText(time)} ${service.values[service.codes[row]]} ${line.at(row)}`;
  });
}

export function identities(logs: readonly FakeLog[]): string[] {
  return [...logs]
    .sort((a, b) => Number(a.time - b.time))
    .map(({ time, fields }) => `${timeText(time)} ${fields['service.name']} ${fields._msg}`);
}
