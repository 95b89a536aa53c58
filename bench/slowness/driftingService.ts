import { INFO } from '../../src/logs/level';
import { type LogTable } from '../../src/logs/logTable';
import { sliceText, textColumn } from '../../src/logs/textColumn';
import { type Random } from '../../src/random/random';
import { MINUTE } from '../../src/time/units';

/** The usual response time, ms, and how far single responses of a minute scatter around its own (log-sd). */
const USUAL = 100;
const SCATTER = 0.6;

/** One service whose response times are log-normal, and drift from minute to minute. */
export interface DriftingService {
  readonly minutes: number;
  readonly perMinute: number;
  /** Standard deviation of the logarithm of the minutes' means. */
  readonly drift: number;
  /** It is slower by `factor` for `minutes` minutes from the minute `from` on. */
  readonly trouble?: { readonly from: number; readonly minutes: number; readonly factor: number };
}

/** Its logs, from the epoch on. */
export function logsOf({ minutes, perMinute, drift, trouble }: DriftingService, random: Random): LogTable {
  const length = minutes * perMinute;
  const timeMs = new Float64Array(length);
  const responseTime = new Float64Array(length);
  for (let minute = 0; minute < minutes; minute++) {
    const isSlow = trouble && minute >= trouble.from && minute < trouble.from + trouble.minutes;
    const level = USUAL * (isSlow ? trouble.factor : 1) * Math.exp(drift * random.normal());
    for (let i = 0; i < perMinute; i++) {
      const row = minute * perMinute + i;
      timeMs[row] = Math.floor(MINUTE * (minute + i / perMinute));
      responseTime[row] = level * Math.exp(SCATTER * random.normal());
    }
  }
  const codes = new Uint32Array(length);
  return {
    length,
    timeMs,
    timeNs: new Uint32Array(length),
    service: { values: ['api'], codes },
    level: new Uint8Array(length).fill(INFO),
    message: { values: textColumn(['handled']), codes },
    responseTime,
    statusCode: new Uint16Array(length),
    traceId: { values: textColumn(['']), codes },
    line: sliceText(textColumn([]), 0, length),
  };
}
