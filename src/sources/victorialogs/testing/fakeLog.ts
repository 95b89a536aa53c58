/** A log in a fake VictoriaLogs: nanoseconds since the epoch, and its fields, `_msg` among them. */
export interface FakeLog {
  readonly time: bigint;
  readonly fields: Readonly<Record<string, string>>;
}

const NS_PER_MS = 1_000_000n;

/** As VictoriaLogs writes it: ISO 8601 to the nanosecond. */
export function timeText(time: bigint): string {
  const iso = new Date(Number(time / NS_PER_MS)).toISOString().slice(0, -1);
  return `${iso}${String(time % NS_PER_MS).padStart(6, '0')}Z`;
}

/** Nanoseconds since the epoch of a time in ISO 8601 with up to nine decimals. */
export function nanosecondsOf(text: string): bigint {
  const [, decimals = ''] = /\.(\d+)Z$/.exec(text) ?? [];
  const seconds = Date.parse(text.replace(/(?:\.\d+)?Z$/, 'Z'));
  return BigInt(seconds) * NS_PER_MS + BigInt(decimals.padEnd(9, '0'));
}
