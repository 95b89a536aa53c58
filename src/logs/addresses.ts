/** What parts a pair from the path before it: `?a=1&b=2`, `/day=3`, `#a=1`. */
const PARTS = '?&/#';
/** What ends an address amid text. */
const ENDS = /[\s"'`,|<>()[\]{}]/;

/** Whether what begins at `at` lies within a URL, or within a path with a query, as `b` does in `/x?a=1&b=2`. */
export function isInAddress(text: string, at: number): boolean {
  if (at > 0 && PARTS.includes(text.charAt(at - 1))) {
    return true;
  }
  const query = text.lastIndexOf('?', at - 1);
  return at > 0 && query >= 0 && !ENDS.test(text.slice(query + 1, at));
}
