import fc from 'fast-check';

/** Numbers at which arithmetic goes wrong. */
export const ODD_NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 0.1, 5e-324, 2.2e-308, -5e-324, 1e-9, 1e9, 1e11, 2 ** 31, 2 ** 32, 2 ** 53, 8.64e15],
  ...[1e15, 1e300, 1.7e308, -1.7e308, Number.MAX_VALUE, NaN, Infinity, -Infinity],
];

export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...ODD_NUMBERS),
  fc.double(),
  fc.integer({ min: -1000, max: 100_000 })
);

const MARK = '$number';

/** A value as JSON that also has the numbers which JSON has not. */
export function pack(value: unknown): string {
  return JSON.stringify(value, (_, own: unknown) =>
    typeof own === 'number' && (!Number.isFinite(own) || Object.is(own, -0))
      ? { [MARK]: Object.is(own, -0) ? '-0' : String(own) }
      : own === undefined
        ? { [MARK]: 'undefined' }
        : own
  );
}

export function unpack(json: string): unknown {
  return restored(JSON.parse(json));
}

function restored(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(restored);
  }
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0][0] === MARK) {
    return entries[0][1] === 'undefined' ? undefined : Number(entries[0][1]);
  }
  return Object.fromEntries(entries.map(([key, own]) => [key, restored(own)]));
}
