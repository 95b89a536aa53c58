import { hash } from '../../statistics/hash';
import { type Tokenizer } from './tokenizer';
import { MASK, NAME, WILD, WORD } from './tokens';

/** The tokens of a masked line: one for all lines that differ in values only. */
export interface Shape {
  /** Number of the message that it was first seen in; `start` and `end` are offsets into it. */
  readonly message: number;
  /** Where the text of that message begins. */
  readonly from: number;
  readonly tokenType: Uint8Array;
  readonly hash: Int32Array;
  /** Of names with digits: the same for those that differ in these alone; else 0. */
  readonly skeleton: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** The shape that a tokenizer has just read. */
export function shapeOf(tokens: Tokenizer, message: number, from: number): Shape {
  const { count } = tokens;
  return {
    message,
    from,
    tokenType: tokens.tokenType.slice(0, count),
    hash: tokens.hash.slice(0, count),
    skeleton: tokens.skeleton.slice(0, count),
    start: tokens.start.slice(0, count),
    end: tokens.end.slice(0, count),
  };
}

/** Two sums over all tokens, so that one token can be taken out and another put in; together a key of 53 bits. */
export function firstTerm(hash: number, position: number): number {
  const mixed = Math.imul(hash ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
}

export function secondTerm(hash: number, position: number): number {
  const mixed = Math.imul(hash ^ Math.imul(position + 1, 0x27d4eb2f), 0x165667b1);
  return Math.imul(mixed ^ (mixed >>> 13), 0x2545f491);
}

export function keyOf(first: number, second: number): number {
  return (first >>> 0) * 0x200000 + (second >>> 11);
}

/** The same for the same tokens, another for others. */
export function shapeKey(hash: Int32Array, count: number): number {
  let first = count;
  let second = count;
  for (let i = 0; i < count; i++) {
    first = (first + firstTerm(hash[i], i)) | 0;
    second = (second + secondTerm(hash[i], i)) | 0;
  }
  return keyOf(first, second);
}

export function isWordToken(tokenType: number): boolean {
  return tokenType === WORD || tokenType === NAME;
}

/**
 * The line with its values as `<*>` and its spaces as single ones. What is beyond the tokens of a very long line is one
 * more value.
 */
export function templateText({ from, tokenType, start, end }: Shape, message: string): string {
  let text = '';
  let at = from;
  for (let i = 0; i < tokenType.length; i++) {
    text += message.slice(at, start[i]) + (tokenType[i] === WILD ? MASK : message.slice(start[i], end[i]));
    at = end[i];
  }
  const rest = at < message.length && message.slice(at).trim() !== '';
  return (rest ? `${text} ${MASK}` : text).replace(/\s+/g, ' ').trim();
}

/** Stable for a template: made of its tokens, whatever the spaces between. */
export function templateId({ tokenType, start, end }: Shape, message: string): string {
  return hash(
    Array.from(tokenType, (tokenType, i) => (tokenType === WILD ? MASK : message.slice(start[i], end[i]))).join(' ')
  );
}
