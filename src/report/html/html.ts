import { whole } from '../../format/format';
import { visible } from '../printable';

/** Markup that is safe to show: made by the tag below, or ours altogether. */
export class Html {
  constructor(readonly markup: string) {}
}

/** Characters of a text: more of it nobody reads here. */
const LONGEST = 2000;

type Part = Html | string | number | undefined | readonly Part[];

/**
 * Markup with texts in it: html`<p>${name}</p>`. Logs are strangers' text: nothing of a text becomes markup, turns the
 * direction of writing or stays unseen. Undefined is nothing; of an array all parts are shown.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((markup, i) => markup + markupOf(parts[i])).join(''));
}

function markupOf(part: Part): string {
  if (part === undefined) {
    return '';
  }
  if (part instanceof Html) {
    return part.markup;
  }
  return typeof part === 'object' ? part.map(markupOf).join('') : escaped(String(part));
}

/** The beginning of a text that is too long, and how long it is. */
export function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${whole(text.length)} characters)` : text;
}

function escaped(text: string): string {
  return visible(cut(text, LONGEST)).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
