import fc from 'fast-check';
import { isObject } from '../../objects';

const DEPTH = 10_000;
/** Written as JSON by hand: JavaScript itself writes neither. */
const BY_HAND: ReadonlyArray<readonly [mark: string, json: string]> = [
  ['@@deep array', '['.repeat(DEPTH) + ']'.repeat(DEPTH)],
  ['@@deep object', '{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH)],
  ['@@huge', '1e999'],
];

const ODD: readonly unknown[] = [
  ...BY_HAND.map(([mark]) => mark),
  ...[null, true, false, 0, -1, 1.5, 1e308, -1e308, 5e-324, 2 ** 53, '', '5', '-1', 'NaN', 'Infinity', 'text'],
  ...['x'.repeat(10_000), '9'.repeat(400), '\u001b[31m', [], {}, [null], [[]], [{}], { a: [] }, { length: 5 }],
  ...['__proto__', 'constructor', 'toString'].map((name) => JSON.parse(`{"${name}":{"a":"b"}}`) as unknown),
];

/** What to change in a value: the place, counted through it, and what is put there. */
export interface Oddity {
  readonly place: number;
  /** Of ODD; undefined: the place is left out. */
  readonly odd: unknown;
}

export const anyOddity: fc.Arbitrary<Oddity> = fc.record({
  place: fc.nat(100_000),
  odd: fc.option(fc.constantFrom(...ODD), { nil: undefined, freq: 8 }),
});

/** A JSON text with something odd at one place. */
export function withOddity(json: string, { place, odd }: Oddity): string {
  const value: unknown = JSON.parse(json);
  const places = placesIn(value);
  const chosen = place % (places.length + 1);
  if (chosen === places.length) {
    return written(odd);
  }
  const [holder, key] = places[chosen];
  if (odd === undefined) {
    delete holder[key];
  } else {
    holder[key] = odd;
  }
  return written(value);
}

/** An answer, of a JSON text on each line, with something odd at one place. */
export function withOddLine(answer: string, { place, odd }: Oddity): string {
  const lines = answer.split('\n').filter((line) => line !== '');
  if (lines.length === 0) {
    return written(odd);
  }
  const chosen = place % lines.length;
  const changed = withOddity(lines[chosen], { place: Math.floor(place / lines.length), odd });
  return lines.map((line, i) => (i === chosen ? changed : line)).join('\n');
}

type Holder = Record<string | number, unknown>;

function placesIn(value: unknown): Array<[Holder, string]> {
  if (!Array.isArray(value) && !isObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => [
    [value as Holder, key] as [Holder, string],
    ...placesIn(child),
  ]);
}

function written(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return BY_HAND.reduce((result, [mark, json]) => result.replaceAll(`"${mark}"`, json), text);
}
