import { type Owner } from './fairQueue';
import { type CallKind, type Calls } from '../worker/messages';

/** Something asked of a worker, until it is answered. */
export interface Call {
  readonly kind: CallKind;
  readonly request: Calls[CallKind]['request'];
  readonly owner: Owner;
  /** Alike for calls that read the same logs: the worker that read them last has most of them still. */
  readonly lane: string;
  readonly onAnswer: (answer: Calls[CallKind]['answer']) => void;
  readonly onEnd: () => void;
  readonly onError: (error: Error) => void;
  /** How often it was given to another worker, for its own died or computed for others. */
  moves: number;
}
