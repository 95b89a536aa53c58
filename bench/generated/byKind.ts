/** What is of each type, and all. */
export function byKind<T extends { readonly type: string }>(items: readonly T[]): Array<[string, readonly T[]]> {
  const types = [...new Set(items.map(({ type }) => type))].sort();
  return [...types.map((type): [string, T[]] => [type, items.filter((item) => item.type === type)]), ['all', items]];
}

/** Of the items, those for which it holds, 0 to 1. */
export function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}
