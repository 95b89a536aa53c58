import { type LogTable } from '../../logs/logTable';
import { readGauge } from './gauges';
import { type WindowTable } from '../../logs/windowTable';
import { matchingRows } from './matchingRows';
import { textReader } from './readTexts';

/** How much waits in a queue, by what lines of one kind say of it that name no limit. */
export interface QueueLengths {
  /** Index into the window table's services. */
  readonly service: number;
  /** The lines, with their numbers as <*>. */
  readonly template: string;
  readonly example: string;
  /** '', or what the numbers are in: milliseconds, where what waits is measured by how long. */
  readonly unit: string;
  /** Ascending. */
  readonly timeMs: Float64Array;
  readonly lengths: Float64Array;
}

/** What a queue is called, and what gives its length: the number comes after, or up to three words before. */
const QUEUE = 'queue[ds]?|pool wait';
const LENGTH =
  'queue (?:depth|length|size)|backlog|\\blag\\b|depth|pending|waiting|in.?flight|outstanding|unprocessed|undelivered|unacked';
const NUMBER = '(?<![\\w.,-])(\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?) ?(ms\\b)?';

const NAMES_A_QUEUE = new RegExp(`${QUEUE}|${LENGTH}`, 'i');
const LENGTHS = [
  new RegExp(`(?:${LENGTH})\\D{0,40}?${NUMBER}`, 'i'),
  new RegExp(`${NUMBER}(?: [a-z]+){0,3} (?:${LENGTH}|queued)`, 'i'),
  new RegExp(`(?:${QUEUE})\\D{0,40}?${NUMBER}`, 'i'),
];
const NUMBERS = /(?<![\w.-])\d[\d,]*(?:\.\d+)?/g;

/** Kinds of lines, at most: each holds its values. */
const MAX_QUEUES = 500;

interface GrowingQueue extends Omit<QueueLengths, 'timeMs' | 'lengths'> {
  readonly timeMs: number[];
  readonly lengths: number[];
}

/**
 * The lengths of queues that lines name: "queue depth 1,240", "consumer lag 5321", "12 requests waiting". Where a line
 * names a limit it is a gauge (see readGauge) and not among these; nor are errors: what they say has happened already.
 *
 * @param templateOf the template of each different message, as a number: only messages of those that mention a queue
 *   are read
 */
export function findQueues(table: LogTable, windows: WindowTable, templateOf: Int32Array): QueueLengths[] {
  const { message, service, timeMs } = table;
  const serviceIndex = new Map(windows.services.map((name, index) => [name, index]));
  const endMs = windows.startMs + windows.windowCount * windows.windowMs;
  const readingOf = queuesOf(message.values);
  const found = new Map<string, GrowingQueue>();
  for (const row of matchingRows(table, templateOf, NAMES_A_QUEUE)) {
    const code = message.codes[row];
    if (timeMs[row] < windows.startMs || timeMs[row] >= endMs) {
      continue;
    }
    const reading = readingOf(code);
    const index = serviceIndex.get(service.values[service.codes[row]]);
    if (!reading || index === undefined) {
      continue;
    }
    const key = `${index} ${reading.template}`;
    let queue = found.get(key);
    if (!queue && found.size < MAX_QUEUES) {
      const { template, unit } = reading;
      queue = { service: index, template, example: message.values.at(code), unit, timeMs: [], lengths: [] };
      found.set(key, queue);
    }
    queue?.timeMs.push(timeMs[row]);
    queue?.lengths.push(reading.length);
  }
  return [...found.values()].map((queue) => ({
    ...queue,
    timeMs: Float64Array.from(queue.timeMs),
    lengths: Float64Array.from(queue.lengths),
  }));
}

const queuesOf = textReader((message) => readQueue(message) ?? null);

/** What one message says. */
export interface QueueReading {
  readonly length: number;
  readonly unit: string;
  /** The message, its numbers as <*>. */
  readonly template: string;
}

/** How much waits by a message. Undefined: it says no such thing, or names a limit too. */
export function readQueue(message: string): QueueReading | undefined {
  for (const pattern of LENGTHS) {
    const [, length, unit = ''] = pattern.exec(message) ?? [];
    if (length !== undefined) {
      return readGauge(message)
        ? undefined
        : { length: Number(length.replaceAll(',', '')), unit, template: message.replace(NUMBERS, '<*>') };
    }
  }
  return undefined;
}
