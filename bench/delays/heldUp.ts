import { type Random } from '../../src/random/random';
import { type Trace } from './traces';

/** What holds a service up: its network, by so many ms, or its processor, which is so many times slower. */
export interface Delay {
  readonly name: string;
  readonly networkMs?: number;
  readonly processor?: number;
}

/** This share of calls opens a connection, whose answer is held up, too. */
const NEW_CONNECTION = 0.6;

/**
 * A trace from an instant on in which a service is held up: what it sends comes late, to those that it calls and to those
 * that called it; or what it does itself, from one of its lines to the next line, takes longer. Spans take longer by
 * what is held up within them.
 */
export function heldUp(trace: Trace, service: string, delay: Delay, fromMs: number, random: Random): Trace {
  const { networkMs = 0, processor = 1 } = delay;
  const held = new Float64Array(trace.length);
  const waiting = [trace[0].service];
  for (let i = 1; i < trace.length; i++) {
    const [before, line] = [trace[i - 1], trace[i]];
    const place = waiting.lastIndexOf(line.service);
    const isCall = place < 0;
    waiting.length = isCall ? waiting.length : place + 1;
    if (isCall) {
      waiting.push(line.service);
    }
    const sends = before.service === service && line.service !== service;
    const isReached = isCall && line.service === service && random.next() < NEW_CONNECTION;
    const works = before.service === service ? (processor - 1) * (line.timeMs - before.timeMs) : 0;
    held[i] = held[i - 1] + (line.timeMs < fromMs ? 0 : works + (sends || isReached ? networkMs : 0));
  }
  const firstOf = new Map<string, number>();
  trace.forEach(({ span }, i) => firstOf.set(span, firstOf.get(span) ?? i));
  return trace.map((line, i) => {
    const first = firstOf.get(line.span) ?? i;
    const end = trace[first].timeMs + line.durationMs;
    const inSpan = trace.findLastIndex(({ timeMs }) => timeMs <= end);
    // A processor that is slow is so up to the answer.
    const last = Math.min(held.length - 1, inSpan + (processor > 1 && line.service === service ? 1 : 0));
    return {
      ...line,
      timeMs: line.timeMs + held[i],
      durationMs: line.durationMs + Math.max(0, held[last] - held[first]),
    };
  });
}
