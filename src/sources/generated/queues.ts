import { INFO } from '../../logs/level';
import { type Draft, say } from './draft';
import { type EpisodePlan } from './episodes/kind';
import { defineMessage, type Message } from './messages';
import { ANALYTICS, GATEWAY, NOTIFICATION, PAYMENT } from './services';
import { type Random } from '../../random/random';

/** What usually waits in a service's queue, and how it says so: no line names a limit. */
interface Queue {
  readonly message: Message;
  /** In an average minute. */
  readonly length: number;
  /** How much more waits under more load: the exponent. */
  readonly load: number;
  /** The standard deviation of the logarithm. */
  readonly sigma: number;
}

const saying = (text: string) => defineMessage(INFO, 200, text);

/** By service code. */
const QUEUES: ReadonlyMap<number, Queue> = new Map([
  [NOTIFICATION, { message: saying('Consumer lag of group mail is {count}'), length: 120, load: 1, sigma: 0.25 }],
  [ANALYTICS, { message: saying('Ingest backlog: {count} events waiting'), length: 900, load: 1.5, sigma: 0.3 }],
  [PAYMENT, { message: saying('Settlement queue holds {count} entries'), length: 20, load: 1, sigma: 0.5 }],
  [GATEWAY, { message: saying('{count} requests in flight'), length: 12, load: 1, sigma: 0.35 }],
]);

/** Of a service's logs. */
const SHARE = 0.12;

/** From so many times the usual on, what waits beyond is trouble to be seen. */
const SEEN = 1;

/** Of the load of an average minute, that of the busiest. */
const BUSIEST = 1.9;

/** The services that have a queue. */
export const QUEUEING: readonly number[] = [...QUEUES.keys()];

/** What waits in the queue of a service in the busiest of its usual hours. */
export function busiestLength(service: number): number {
  const queue = QUEUES.get(service);
  return queue ? queue.length * BUSIEST ** queue.load : 0;
}

/** Lets an ordinary log, now and then, say how many wait. @returns whether so many that the log is anomalous */
export function sayQueue(draft: Draft, load: number, plan: EpisodePlan | undefined, random: Random): boolean {
  const queue = QUEUES.get(draft.service);
  if (!queue || draft.message.level > INFO || random.next() >= SHARE) {
    return false;
  }
  const more = plan?.backlog?.(draft.service, draft.timeMs) ?? 0;
  const usual = queue.length * load ** queue.load * Math.exp(queue.sigma * random.normal());
  // What waits beyond the usual is a sum over hours, and no longer varies by the minute.
  say(draft, queue.message, random, usual + more);
  return more > SEEN * busiestLength(draft.service);
}
