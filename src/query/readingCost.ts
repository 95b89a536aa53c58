import { type Mode } from './settings';

/** What the analysis of a range reads: the range with the learning period before it. */
export interface ReadingCost {
  readonly days: number;
  readonly lineLimit: number;
  readonly mode: Mode;
  /** About how many lines there are; left out where the store doesn't say. */
  readonly lines?: number;
  /** About how many bytes these are; left out where that is not known. */
  readonly bytes?: number;
  /** About how many requests reading them takes, as far as the line limit goes; left out likewise. */
  readonly requests?: number;
}

/** What is said of it, with values in braces; the editors say it in other languages, too. */
export const COST_TEXTS = {
  day: 'The last day',
  days: 'The last {{days}} days',
  line: 'about 1 line',
  lines: 'about {{lines}} lines',
  small: 'under 1 MB',
  unknown: '{{period}}: at most {{limit}} lines are read; the store does not say how many there are.',
  counted: '{{period}}: {{amount}}; the store counts them, and a sample is read.',
  newest: '{{period}}: {{amount}}, of which the newest {{limit}} are read.',
  all: '{{period}}: {{amount}}, which are read one by one.',
  request: 'That takes about 1 request.',
  requests: 'That takes about {{requests}} requests.',
} as const;

/** Says one of the texts with its values, in some language. */
export type Say = (text: string, values: Readonly<Record<string, string>>) => string;

const inEnglish: Say = (text, values) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]);

const MB = 1e6;

/**
 * A sentence about it: how much there is, and what is read of it.
 *
 * @param language of the numbers, as BCP 47 names it
 */
export function costText(
  { days, lineLimit, mode, lines, bytes, requests }: ReadingCost,
  say: Say = inEnglish,
  language = 'en-US'
): string {
  const roughly = new Intl.NumberFormat(language, { maximumSignificantDigits: 2, useGrouping: true });
  const exactly = new Intl.NumberFormat(language);
  const period = days === 1 ? say(COST_TEXTS.day, {}) : say(COST_TEXTS.days, { days: exactly.format(days) });
  const limit = exactly.format(lineLimit);
  if (lines === undefined) {
    return say(COST_TEXTS.unknown, { period, limit });
  }
  const count = lines === 1 ? say(COST_TEXTS.line, {}) : say(COST_TEXTS.lines, { lines: roughly.format(lines) });
  const amount = bytes === undefined ? count : `${count} (${size(bytes)})`;
  if (mode === 'windows' || (mode === 'auto' && lines > lineLimit)) {
    return say(COST_TEXTS.counted, { period, amount });
  }
  const read =
    lines > lineLimit ? say(COST_TEXTS.newest, { period, amount, limit }) : say(COST_TEXTS.all, { period, amount });
  return requests === undefined ? read : `${read} ${asked(requests)}`;

  function asked(of: number): string {
    return of === 1 ? say(COST_TEXTS.request, {}) : say(COST_TEXTS.requests, { requests: roughly.format(of) });
  }

  /** "1.2 GB", "340 MB", "under 1 MB". */
  function size(of: number): string {
    if (of < MB) {
      return say(COST_TEXTS.small, {});
    }
    return of < 1000 * MB ? `${roughly.format(of / MB)} MB` : `${roughly.format(of / (1000 * MB))} GB`;
  }
}
