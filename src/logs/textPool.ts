/**
 * Different texts, each known by its number, which stays as it is while tables that share them slide on. What is worked
 * out of a text can be kept by its number; weakly by the pool, so that it goes with it.
 */
export class TextPool {
  /** By number. */
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a text, a new one where it was not seen before. */
  numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.texts.push(text);
      this.numbers.set(text, number);
    }
    return number;
  }
}

/** The texts of a column in a pool. */
export interface PooledTexts {
  readonly pool: TextPool;
  /** Of each text its number. */
  readonly numbers: Uint32Array;
}

/** A pool may hold so many texts that no row has any more for each that one has, and so many whatever there are. */
const MAX_OLD = 1;
const MIN_OLD = 1000;

/**
 * The pool to put the texts of columns into: one that they have, as long as most of its texts are theirs.
 * @param most different texts that there may be in the columns
 */
export function poolFor(columns: ReadonlyArray<{ readonly pooled?: PooledTexts }>, most: number): TextPool {
  const pool = columns.find(({ pooled }) => pooled)?.pooled?.pool;
  return pool && pool.texts.length <= (1 + MAX_OLD) * most + MIN_OLD ? pool : new TextPool();
}
