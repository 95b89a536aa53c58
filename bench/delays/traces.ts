import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Random } from '../../src/random/random';
import { MINUTE, SECOND } from '../../src/time/units';
import { type Fault } from '../faults/faultDay';

/** After a fault it is taken to be over; and so long before, labels may come too late. */
const SETTLED = 4 * MINUTE;
const BEFORE = 100 * SECOND;

/** A pause in all logs; traces so near to one may be cut off. */
const PAUSE = MINUTE;
const NEAR = SECOND;

/** A line of NDJSON as bench:faults reads it. */
interface Row {
  readonly ts: string;
  readonly service: string;
  readonly trace_id: string;
  readonly line: string;
  readonly duration_ms: number;
}

/** A line of a trace: when it was written, ms, and what its span took. */
interface TraceLine {
  readonly row: Row;
  readonly service: string;
  readonly span: string;
  readonly timeMs: number;
  readonly durationMs: number;
}

/** In the order of time. */
export type Trace = readonly TraceLine[];

/** The traces of a day with faults (as of readFaultDay) that began while none was, and were not cut off. */
export function quietTraces(folder: string): Trace[] {
  const faults: Fault[] = JSON.parse(readFileSync(path.join(folder, 'faults.json'), 'utf8'));
  const text = gunzipSync(readFileSync(path.join(folder, 'logs.ndjson.gz'))).toString('utf8');
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineOf(JSON.parse(line)))
    .sort((a, b) => a.timeMs - b.timeMs);
  const pauses = lines
    .map(({ timeMs }, i) => [i > 0 ? lines[i - 1].timeMs : -Infinity, timeMs])
    .filter(([before, after]) => after - before > PAUSE)
    .flat();
  const edges = [...pauses, lines[lines.length - 1].timeMs];
  const troubles = faults.map(({ time }) => Date.parse(time));
  const traces = new Map<string, TraceLine[]>();
  for (const line of lines) {
    const trace = traces.get(line.row.trace_id) ?? [];
    trace.push(line);
    traces.set(line.row.trace_id, trace);
  }
  return [...traces.values()].filter((trace) => {
    const [first, last] = [trace[0].timeMs, trace[trace.length - 1].timeMs];
    return (
      troubles.every((time) => last < time - BEFORE || first >= time + SETTLED) &&
      edges.every((edge) => last < edge - NEAR || first > edge + NEAR)
    );
  });
}

function lineOf(row: Row): TraceLine {
  const timeNs = BigInt(row.ts);
  return {
    row,
    service: row.service,
    span: /SpanID: (\w+)/.exec(row.line)?.[1] ?? row.service,
    timeMs: Number(timeNs / 1_000_000n) + Number(timeNs % 1_000_000n) / 1e6,
    durationMs: row.duration_ms,
  };
}

/** So many of the traces, again and again, at random times from 0 to `untilMs`, each under an id of its own. */
export function drawTraces(traces: readonly Trace[], count: number, untilMs: number, random: Random): Trace[] {
  return Array.from({ length: count }, (_, i) => {
    const trace = traces[random.int(traces.length)];
    const shift = random.next() * untilMs - trace[0].timeMs;
    const id = trace[0].row.trace_id.slice(0, 24) + i.toString(16).padStart(8, '0');
    return trace.map((line) => {
      const text = line.row.line.replace(line.row.trace_id, id);
      return { ...line, timeMs: line.timeMs + shift, row: { ...line.row, trace_id: id, line: text } };
    });
  });
}

/** The lines of traces as NDJSON, in the order of time; `startMs` is the instant of their time 0. */
export function linesOf(traces: readonly Trace[], startMs: number): string[] {
  return traces
    .flat()
    .sort((a, b) => a.timeMs - b.timeMs)
    .map(({ row, timeMs, durationMs }) => {
      const whole = Math.floor(timeMs);
      const ns = String(Math.floor((timeMs - whole) * 1e6)).padStart(6, '0');
      return JSON.stringify({ ...row, ts: `${startMs + whole}${ns}`, duration_ms: Number(durationMs.toFixed(3)) });
    });
}
