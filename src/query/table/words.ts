import { distance } from 'fastest-levenshtein';

/** A value as messages show it: JSON, clipped. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? value.slice(0, 100) : value;
  const json = JSON.stringify(text) ?? 'missing';
  return json.length > 80 ? `${json.slice(0, 80)}...` : json;
}

/** The name that a mistyped one is nearest to; undefined where none is near. Case, `_` and `-` don't count. */
export function nearest(wrong: string, names: readonly string[]): string | undefined {
  const word = plain(wrong.slice(0, 100));
  let best: string | undefined;
  let least = Math.min(3, Math.floor((word.length + 1) / 3)) + 1;
  for (const name of names) {
    const steps = distance(word, plain(name));
    if (steps < least) {
      [best, least] = [name, steps];
    }
  }
  return best;
}

/** `. Did you mean "seed"?`, or nothing. */
export function didYouMean(wrong: string, names: readonly string[]): string {
  const name = nearest(wrong, names);
  return name === undefined ? '' : `. Did you mean ${show(name)}?`;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}
