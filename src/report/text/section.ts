import { whole } from '../../format/format';

/** A part of the report: its heading and its lines. */
export interface Section {
  title: string;
  lines: string[];
}

/** How many of a ranking are shown. */
export const TOP = 5;

const LABEL_WIDTH = 32;

/** "Error Rate:          2.15%" */
export const row = (label: string, value: string): string => `${`${label}:`.padEnd(LABEL_WIDTH)}${value}`;

/** A heading within a section, and what comes under it; neither where there is nothing. */
export const under = (heading: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? ['', heading, ...lines] : [];

/** A heading that says how many of all are shown: "Top 5 of 37 Episodes:". */
export const topOf = (all: number, what: string): string =>
  all > TOP ? `Top ${TOP} of ${whole(all)} ${what}:` : `${what}:`;
