import { clipped } from '../../format/format';

/** What is shown of a line. */
const EXAMPLE = 100;

/** Ids say nothing about a kind of line. */
const ID = /\b[0-9a-f]{16,}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** The beginning of a line, without long ids. */
export function excerpt(text: string): string {
  const line = text
    .split('\n', 1)[0]
    .slice(0, 5 * EXAMPLE)
    .replace(ID, '…');
  return clipped(line, EXAMPLE);
}
