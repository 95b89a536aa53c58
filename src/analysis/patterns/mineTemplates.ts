import { consolidate } from './consolidate';
import { type Shape, shapeKey, shapeOf } from './shape';
import { Tokenizer } from './tokenizer';

/** Shapes held at once. */
const MAX_SHAPES = 100_000;
const CHECK_EVERY = 10_000;

export interface MinedTemplates {
  readonly shapes: readonly Shape[];
  /** The number of each message's template in `shapes`; -1: more kinds than can be told apart. */
  readonly templateOf: Int32Array;
}

/**
 * Groups messages by their template. Each message is masked and split once; messages of the same tokens are one shape, and
 * shapes that differ only in what must be values are merged.
 */
export function mineTemplates(
  messages: readonly string[],
  checkpoint: () => void,
  maxShapes = MAX_SHAPES
): MinedTemplates {
  const tokenizer = new Tokenizer();
  const templateOf = new Int32Array(messages.length);
  let shapes: Shape[] = [];
  let numbers = new Map<number, number>();
  let full = false;
  for (let m = 0; m < messages.length; m++) {
    if (m % CHECK_EVERY === 0) {
      checkpoint();
    }
    tokenizer.read(messages[m]);
    const key = shapeKey(tokenizer.hash, tokenizer.count);
    let number = numbers.get(key);
    if (number === undefined) {
      if (shapes.length >= maxShapes && !full) {
        shapes = settle(shapes, m);
        numbers = new Map(shapes.map(({ hash }, index) => [shapeKey(hash, hash.length), index]));
        full = shapes.length > maxShapes / 2;
      }
      number = numbers.get(key) ?? (shapes.length < maxShapes ? shapes.length : -1);
      if (number === shapes.length) {
        shapes.push(shapeOf(tokenizer, m));
        numbers.set(key, number);
      }
    }
    templateOf[m] = number;
  }
  return { shapes: settle(shapes, messages.length), templateOf };

  function settle(old: Shape[], seen: number): Shape[] {
    const { shapes: merged, becomes } = consolidate(old, checkpoint);
    for (let m = 0; m < seen; m++) {
      templateOf[m] = templateOf[m] < 0 ? -1 : becomes[templateOf[m]];
    }
    return merged;
  }
}
