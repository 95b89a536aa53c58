/** A mapped name is taken literally, except that stores write `_` for the dots of a label. */
export function isSamePath(mapped: string, path: string): boolean {
  return mapped === path || mapped.replace(/[^A-Za-z0-9]/g, '_') === path.replace(/[^A-Za-z0-9]/g, '_');
}
