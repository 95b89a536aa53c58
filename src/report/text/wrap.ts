/** What a terminal or a mail shows without breaking lines itself. */
export const MAX_WIDTH = 110;
const HANGING = 4;

/**
 * A line broken between words where it is too long; what follows is indented further. Words too long for a line are
 * left whole.
 */
export function wrap(line: string, width = MAX_WIDTH): string[] {
  if (line.length <= width) {
    return [line];
  }
  const indent = line.length - line.trimStart().length;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const least = lines.length === 0 ? indent : indent + HANGING;
    const end = rest.lastIndexOf(' ', width);
    const at = end > least ? end : rest.indexOf(' ', width);
    if (at < 0) {
      break;
    }
    lines.push(rest.slice(0, at));
    rest = ' '.repeat(indent + HANGING) + rest.slice(at + 1).trimStart();
  }
  return [...lines, rest];
}
