import { type TextColumn } from '../../../logs/logTable';
import { type TextGroups, numberRoughly } from '../numberMessages';
import { consolidate } from './consolidate';
import { learnHeader } from './header';
import { type Shape, shapeKey, shapeOf } from './shape';
import { Tokenizer } from './tokenizer';

/** Shapes held at once. */
const MAX_SHAPES = 30_000;
const CHECK_EVERY = 10_000;
/** No number of a shape. */
const UNKNOWN = -2;

export interface MinedTemplates {
  readonly shapes: readonly Shape[];
  /** The number of each message's template in `shapes`; -1: more groups than can be distinguished. */
  readonly templateOf: Int32Array;
  /** Finer: of one tokenType are messages that differ in values alone. */
  readonly groups: TextGroups;
}

/**
 * Groups messages by the template of their text, which begins behind what its logger writes before each. Of messages
 * that differ in values alone one is masked and split; messages of the same tokens are one shape, and shapes that
 * differ only in what must be values are merged.
 */
export function mineTemplates(messages: TextColumn, checkpoint: () => void, maxShapes = MAX_SHAPES): MinedTemplates {
  const tokenizer = new Tokenizer();
  const templateOf = new Int32Array(messages.length);
  let shapes: Shape[] = [];
  let numbers = new Map<number, number>();
  const headerEnd = learnHeader(messages);
  const groups = numberRoughly(messages);
  const numberOfGroup = new Int32Array(groups.count).fill(UNKNOWN);
  let full = false;
  for (let m = 0; m < messages.length; m++) {
    if (m % CHECK_EVERY === 0) {
      checkpoint();
    }
    const group = groups.ofText[m];
    if (numberOfGroup[group] === UNKNOWN) {
      numberOfGroup[group] = numberOf(m);
    }
    templateOf[m] = numberOfGroup[group];
  }
  return { shapes: settle(shapes, messages.length), templateOf, groups };

  /** The number of the shape of a message, a new one where it was not seen before. */
  function numberOf(m: number): number {
    const message = messages.at(m);
    const from = headerEnd(message);
    tokenizer.read(message, from);
    const key = shapeKey(tokenizer.hash, tokenizer.count);
    const known = numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    if (shapes.length >= maxShapes && !full) {
      shapes = settle(shapes, m);
      numbers = new Map(shapes.map(({ hash }, index) => [shapeKey(hash, hash.length), index]));
      numberOfGroup.fill(UNKNOWN);
      full = shapes.length > maxShapes / 2;
    }
    if (shapes.length >= maxShapes) {
      return -1;
    }
    numbers.set(key, shapes.length);
    return shapes.push(shapeOf(tokenizer, m, from)) - 1;
  }

  function settle(old: Shape[], seen: number): Shape[] {
    const { shapes: merged, becomes } = consolidate(old, checkpoint);
    for (let m = 0; m < seen; m++) {
      templateOf[m] = templateOf[m] < 0 ? -1 : becomes[templateOf[m]];
    }
    return merged;
  }
}
