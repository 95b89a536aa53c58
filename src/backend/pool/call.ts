import { type Owner } from './fairQueue';
import { type CallKind, type Calls } from '../worker/messages';

/** A request to a worker, until it is answered. */
export interface Call {
  readonly kind: CallKind;
  readonly request: Calls[CallKind]['request'];
  readonly owner: Owner;
  /** The same for calls that read the same logs: the worker that read them last still has most of them. */
  readonly lane: string;
  readonly onAnswer: (answer: Calls[CallKind]['answer']) => void;
  readonly onEnd: () => void;
  readonly onError: (error: Error) => void;
  /** How often it moved to another worker, because its own died or was busy for others. */
  moves: number;
}
