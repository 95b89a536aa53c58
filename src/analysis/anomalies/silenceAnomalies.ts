import { type Anomaly } from '../model/analysis';
import { type Silence } from '../windows/silences';
import { plural } from '../../format/format';
import { duration } from '../../format/durations';
import { hash } from '../statistics/hash';
import { type WindowTable } from '../../logs/windowTable';

/** No log is as unusual as one that should have come and did not: the lowest of all scores. */
const SCORE = -1;

/** A service that says nothing while it should is an anomaly without a log: one for each silence, at its beginning. */
export function silenceAnomalies(found: readonly Silence[], windows: WindowTable): Anomaly[] {
  return found.map(({ service, from, to, expected }) => {
    const name = windows.services[service];
    const timeMs = windows.startMs + from * windows.windowMs;
    const text = `no log in ${duration((to - from) * windows.windowMs)}, normally about ${plural(Math.round(expected), 'log')}`;
    const message = `${name} fell silent: ${text}`;
    return {
      id: hash(`silence ${name} ${timeMs}`),
      timeMs,
      timeNs: 0,
      service: name,
      level: 'WARNING',
      message,
      line: message,
      score: SCORE,
      type: 'service outage',
      reasons: [{ feature: 'silence', value: 0, normal: expected, text }],
    };
  });
}

/** Counts anomalies without a log in the windows in which they begin. */
export function countSilences(silences: readonly Anomaly[], windows: WindowTable, perWindow: Uint32Array): void {
  for (const { service, timeMs } of silences) {
    const window = Math.round((timeMs - windows.startMs) / windows.windowMs);
    perWindow[windows.services.indexOf(service) * windows.windowCount + window]++;
  }
}
