import { ERROR, LEVELS, UNKNOWN } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type NamedPattern } from '../../query/options';
import { type Notice } from '../../logs/notice';
import { type LogPattern, type PatternSummary } from '../model/analysis';
import { mineTemplates, type MinedTemplates } from '../messages/templates/mineTemplates';
import { countNamed } from './namedPatterns';
import { findPairs } from './pairs';
import { templateId, templateText } from '../messages/templates/shape';
import { PARTS, type Tally, tally } from './tally';
import { patternTrend } from './patternTrend';
import { whole } from '../../format/format';

/** Patterns distinguished; the rarer ones are counted together. */
const MAX_PATTERNS = 5000;
const OTHER = 'other messages';

/**
 * The groups of messages and of errors: templates mined from the messages with exact counts, where they occur and how
 * they go; pairs of errors that come together; and the customer's own patterns. The same logs give the same, in
 * whatever order equal times arrive. Linear in the logs.
 *
 * @param mined the templates of the table's different messages, where they are known already
 * @throws QueryError for a named pattern that is not RE2 syntax; whatever `checkpoint` throws
 */
export function findPatterns(
  table: LogTable,
  named: readonly NamedPattern[],
  checkpoint: () => void,
  maxPatterns = MAX_PATTERNS,
  mined = mineTemplates(table.message.values, checkpoint)
): PatternSummary {
  const counts = countNamed(table, named, checkpoint);
  checkpoint();
  const all = patternsOf(table, mined, UNKNOWN, maxPatterns);
  const errors = patternsOf(table, mined, ERROR, maxPatterns);
  checkpoint();
  const { pairs, considered } = findPairs(
    table,
    errorTypes(table, errors),
    errors.groups.map(({ template }) => template)
  );
  const notices: Notice[] = [];
  if (all.others > 0) {
    notices.push({
      severity: 'info',
      text: `Only the ${whole(maxPatterns)} most frequent kinds of messages are counted one by one; the others, ${whole(all.others)} logs, are counted together.`,
    });
  }
  if (considered < errors.groups.length && errors.groups.length > 1) {
    notices.push({
      severity: 'info',
      text: `Correlated errors were looked for among the ${considered} most frequent of ${whole(errors.groups.length)} kinds.`,
    });
  }
  return {
    errorTypes: errors.types,
    errors: errors.groups.map(({ byLevel, ...pattern }) => pattern),
    templates: all.groups,
    pairs,
    named: counts,
    notices,
  };
}

interface Patterns {
  /** The most frequent first. */
  groups: LogPattern[];
  /** Index into `groups` of each message. */
  groupOf: Int32Array;
  /** Different templates, distinguished or not. */
  types: number;
  /** Logs of those that are not. */
  others: number;
}

/** The patterns of the logs of `minLevel` and above. */
function patternsOf(table: LogTable, mined: MinedTemplates, minLevel: number, most: number): Patterns {
  const { groupOf, shapes, types, others } = rank(table, mined, minLevel, most);
  const groups = shapes.length + (others > 0 ? 1 : 0);
  const counted = tally(table, groupOf, groups, minLevel);
  const early = table.length - logsAfter(table, 0.9);
  return {
    groupOf,
    types,
    others,
    groups: Array.from({ length: groups }, (_, group) => patternOf(table, mined, counted, group, shapes[group], early)),
  };
}

/**
 * The most frequent shapes in order, and the number of each message's among them; all others have the number after the
 * last.
 */
function rank(
  { message, level, length }: LogTable,
  { shapes, templateOf }: MinedTemplates,
  minLevel: number,
  most: number
) {
  const counts = new Uint32Array(shapes.length);
  let others = 0;
  for (let row = 0; row < length; row++) {
    if (level[row] >= minLevel) {
      const template = templateOf[message.codes[row]];
      if (template < 0) {
        others++;
      } else {
        counts[template]++;
      }
    }
  }
  const present = Array.from(counts.keys()).filter((shape) => counts[shape] > 0);
  const text = new Map<number, string>();
  const textOf = (shape: number): string => {
    const known = text.get(shape) ?? templateText(shapes[shape], message.values.at(shapes[shape].message));
    text.set(shape, known);
    return known;
  };
  present.sort((a, b) => counts[b] - counts[a] || (textOf(a) < textOf(b) ? -1 : 1));
  const kept = present.slice(0, most);
  const numbers = new Int32Array(shapes.length).fill(kept.length);
  kept.forEach((shape, number) => (numbers[shape] = number));
  others += present.slice(most).reduce((sum, shape) => sum + counts[shape], 0);
  const groupOf = templateOf.map((template) => (template < 0 ? kept.length : numbers[template]));
  return { groupOf, shapes: kept, types: present.length, others };
}

function patternOf(
  { message, service, timeMs, length }: LogTable,
  { shapes }: MinedTemplates,
  { counts, byLevel, perPart, services, firstRow, lastRow }: Tally,
  group: number,
  shape: number | undefined,
  early: number
): LogPattern {
  const start = timeMs[0];
  const span = Math.max(1, timeMs[length - 1] - start);
  const firstMs = timeMs[firstRow[group]];
  const lastMs = timeMs[lastRow[group]];
  const parts = perPart.slice(group * PARTS, (group + 1) * PARTS);
  const names = service.values.filter((_, code) => services[group * service.values.length + code] === 1).sort();
  const seen = { counts: parts, count: counts[group], first: (firstMs - start) / span, last: (lastMs - start) / span };
  const source = shape === undefined ? undefined : message.values.at(shapes[shape].message);
  return {
    id: shape === undefined || source === undefined ? OTHER : templateId(shapes[shape], source),
    template: shape === undefined || source === undefined ? OTHER : templateText(shapes[shape], source),
    example: message.values.at(message.codes[firstRow[group]]),
    count: counts[group],
    services: names,
    firstMs,
    lastMs,
    ...patternTrend(seen, early),
    counts: parts,
    byLevel: Array.from(byLevel.subarray(group * LEVELS.length, (group + 1) * LEVELS.length)),
  };
}

/** Logs in the last part of the range. */
function logsAfter({ timeMs, length }: LogTable, share: number): number {
  const border = length > 0 ? timeMs[0] + share * (timeMs[length - 1] - timeMs[0]) : 0;
  let row = length;
  while (row > 0 && timeMs[row - 1] >= border) {
    row--;
  }
  return length - row;
}

/** The group of each error by row; -1 for other logs. */
function errorTypes({ level, message, length }: LogTable, { groupOf }: Patterns): Int32Array {
  const types = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    types[row] = level[row] >= ERROR ? groupOf[message.codes[row]] : -1;
  }
  return types;
}
