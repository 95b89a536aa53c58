import { type TextColumn } from '../../logs/logTable';
import { type TextPool } from '../../logs/textPool';

/**
 * Reads each different text once, when it is first asked for; one that tables share while they slide on once for all of
 * them.
 *
 * @param read must depend on the text alone; null: it says nothing
 * @returns for a column of texts what gives the reading of each, by its code
 */
export function textReader<Reading extends number | string | object | null>(
  read: (text: string) => Reading
): (texts: TextColumn) => (code: number) => Reading {
  const ofPools = new WeakMap<TextPool, Map<number, Reading>>();
  return (texts) => {
    const { pooled } = texts;
    const known = (pooled && ofPools.get(pooled.pool)) ?? new Map<number, Reading>();
    if (pooled) {
      ofPools.set(pooled.pool, known);
    }
    return (code) => {
      const number = pooled ? pooled.numbers[code] : code;
      const before = known.get(number);
      if (before !== undefined) {
        return before;
      }
      const reading = read(texts.at(code));
      known.set(number, reading);
      return reading;
    };
  };
}
