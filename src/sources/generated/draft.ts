import { type Random } from '../../random/random';
import { drawVariant, type Message } from './messages';

/** The log being written: one object, used again for each. */
export interface Draft {
  /** Milliseconds since the epoch, with a fraction. */
  timeMs: number;
  /** Service code. */
  service: number;
  message: Message;
  variant: number;
  /** Milliseconds. */
  responseTime: number;
}

/** Lets the draft say a message; `last` is the value of its last variable part, where it is not to be drawn. */
export function say(draft: Draft, message: Message, random: Random, last?: number): void {
  draft.message = message;
  draft.variant = drawVariant(message, random, last);
}

/** One of them, each as likely. */
export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[random.int(items.length)];
  if (item === undefined) {
    throw new Error('Nothing to pick from.');
  }
  return item;
}

/** Uniform between the two. */
export function between(low: number, high: number, random: Random): number {
  return low + (high - low) * random.next();
}
