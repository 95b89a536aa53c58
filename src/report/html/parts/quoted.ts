import { cut, Html, html } from '../html';

/** Characters of a line: of a stack trace the first frames, and not a page of paper. */
const LONGEST = 500;

/** A line of a log, or a kind of lines, as code, broken where it was. */
export function quoted(line: string): Html {
  const parts = cut(line, LONGEST).split(/\r?\n/);
  return html`<code>${parts.map((part, i) => [i > 0 ? new Html('<br />') : undefined, part])}</code>`;
}
