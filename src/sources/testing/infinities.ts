/** The paths of the numbers that no frame may show. NaN stands for what is not known. */
export function infinitiesIn(value: unknown, path = ''): string[] {
  if (typeof value === 'number') {
    return Math.abs(value) === Infinity ? [path] : [];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => infinitiesIn(child, `${path}.${key}`))
    : [];
}
