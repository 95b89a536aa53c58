import { ERROR, LEVELS, UNKNOWN } from '../../logs/level';
import { type LogTable, type TextColumn } from '../../logs/logTable';
import { type Notice } from '../../logs/notice';
import { type LogPattern, type PatternSummary } from '../model/analysis';
import { mineTemplates, type MinedTemplates } from '../messages/templates/mineTemplates';
import { findPairs, type PairSearch } from './pairs';
import { type Shape, templateId, templateText } from '../messages/templates/shape';
import { groupOf, type Grouping, PARTS, type Tally, tally } from './tally';
import { comeOrGone, NEW_PART, type PatternTrend, patternTrend } from './patternTrend';
import { whole } from '../../format/format';

/** Patterns distinguished; the rarer ones are counted together. */
const MAX_PATTERNS = 5000;
const OTHER = 'other messages';

interface PatternInput {
  /** The templates of the table's different messages; left out: they are mined. */
  readonly mined?: MinedTemplates;
  /** Patterns distinguished, at most. */
  readonly maxPatterns?: number;
  /**
   * The logs that the table is a part of, of the same messages: what was first seen, what is new, what has vanished and
   * what comes together is known from them. Left out: the table alone.
   */
  readonly learned?: LogTable;
  readonly checkpoint?: () => void;
}

/**
 * The groups of messages and of errors: templates mined from the messages with exact counts, where they occur and how
 * they go; and pairs of errors that come together. What has vanished is there without logs, too. The same logs give the
 * same, in whatever order equal times arrive. Linear in the logs.
 *
 * @throws whatever `checkpoint` throws
 */
export function findPatterns(table: LogTable, input: PatternInput = {}): Omit<PatternSummary, 'named'> {
  const { maxPatterns = MAX_PATTERNS, checkpoint = () => undefined, learned = table } = input;
  const { mined = mineTemplates(table.message.values, checkpoint) } = input;
  checkpoint();
  const before = learnedFrom(learned, mined, maxPatterns);
  const all = patternsOf(table, before, UNKNOWN);
  const errors = learned === table ? before.errors() : patternsOf(table, before, ERROR);
  checkpoint();
  const known = before.errors();
  const { pairs, considered } = before.pairs();
  const seen = new Set(errors.groups.map(({ template }) => template));
  const notices: Notice[] = [];
  if (all.others > 0) {
    notices.push({
      severity: 'info',
      text: `Only the ${whole(maxPatterns)} most frequent kinds of messages are counted one by one; the others, ${whole(all.others)} logs, are counted together.`,
    });
  }
  if (considered < known.groups.length && known.groups.length > 1) {
    notices.push({
      severity: 'info',
      text: `Correlated errors were looked for among the ${considered} most frequent of ${whole(known.groups.length)} kinds.`,
    });
  }
  return {
    errorTypes: errors.types,
    errors: errors.groups.filter(({ count }) => count > 0).map(({ byLevel, ...pattern }) => pattern),
    templates: all.groups,
    pairs: pairs.filter(({ first, second }) => seen.has(first) || seen.has(second)),
    notices,
  };
}
interface Patterns {
  /** The most frequent first, those that have vanished at the end. */
  groups: LogPattern[];
  /** Of messages, by index into `groups`. */
  grouping: Grouping;
  /** Different templates, distinguished or not. */
  types: number;
  /** Logs of those that are not. */
  others: number;
}

/** What all ranges of the same logs have in common. */
interface Learned {
  readonly table: LogTable;
  readonly mined: MinedTemplates;
  /** Patterns distinguished, at most. */
  readonly most: number;
  errors(): Patterns;
  pairs(): PairSearch;
  /** The logs of a level and above by their shape; one after the last: all others. */
  tallyOf(minLevel: number): Tally;
}

/** Beyond so many cells a tally is made anew each time: memory is dearer than the time. */
const MAX_KEPT_CELLS = 1_000_000;

const learnedOf = new WeakMap<LogTable, Learned>();

/** The same for each range that is cut out of a table, so it is worked out once. */
function learnedFrom(table: LogTable, mined: MinedTemplates, most: number): Learned {
  const kept = learnedOf.get(table);
  if (kept?.mined === mined && kept.most === most) {
    return kept;
  }
  const { shapes, templateOf } = mined;
  const byShape = { templateOf, groupOfShape: Int32Array.from(shapes.keys()), count: shapes.length };
  const isSmall = (shapes.length + 1) * table.service.values.length <= MAX_KEPT_CELLS;
  const tallies = new Map<number, Tally>();
  const errors = once(() => patternsOf(table, learned, ERROR));
  const learned: Learned = {
    table,
    mined,
    most,
    errors,
    pairs: once(() =>
      findPairs(
        table,
        errorTypes(table, errors()),
        errors().groups.map(({ template }) => template)
      )
    ),
    tallyOf(minLevel) {
      const found = tallies.get(minLevel) ?? tally(table, byShape, minLevel);
      if (isSmall) {
        tallies.set(minLevel, found);
      }
      return found;
    },
  };
  learnedOf.set(table, learned);
  return learned;
}

function once<T>(work: () => T): () => T {
  let done: { readonly result: T } | undefined;
  return () => (done ??= { result: work() }).result;
}

/** The patterns of the logs of `minLevel` and above. */
function patternsOf(table: LogTable, learned: Learned, minLevel: number): Patterns {
  const { mined, most } = learned;
  const { grouping, shapes, types, others } = rank(table, mined, minLevel, most);
  const rest = mined.shapes.length;
  const own = coursesOf(table, tally(table, grouping, minLevel));
  const group = (shape: number, index: number) => patternOf({ table, mined, shape }, own, index);
  const found = shapes.map(group);
  const groups = others > 0 ? [...found, group(rest, shapes.length)] : found;
  return {
    grouping,
    types,
    others,
    groups: learned.table === table ? groups : withLearned(groups, shapes, table, learned, minLevel),
  };
}

/** The patterns with what is known of them from before, and those that have vanished. */
function withLearned(
  groups: readonly LogPattern[],
  shapes: readonly number[],
  recent: LogTable,
  { table, mined, most, tallyOf }: Learned,
  minLevel: number
): LogPattern[] {
  const rest = mined.shapes.length;
  const before = coursesOf(table, tallyOf(minLevel), recent);
  const known = groups.map((pattern, index) => {
    const { firstMs, isNew, isVanished } = before.presenceOf(shapes[index] ?? rest);
    return { ...pattern, firstMs, isNew, isVanished: !isNew && (pattern.isVanished || isVanished) };
  });
  const seen = new Set(shapes);
  const vanished = Array.from(mined.shapes.keys())
    .filter((shape) => !seen.has(shape) && before.counted.counts[shape] > 0 && before.presenceOf(shape).isVanished)
    .slice(0, Math.max(0, most - shapes.length))
    .map((shape) => patternOf({ table, mined, shape }, before, shape))
    .map((pattern) => ({ ...pattern, count: 0, counts: new Uint32Array(PARTS), trend: 'STABLE' as const }));
  return [...known, ...vanished];
}

/** The most frequent shapes in order, each a group of messages; all others are the group after the last. */
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
  const textOf = (shape: number): string => namesOf(shapes[shape], message.values).text;
  present.sort((a, b) => counts[b] - counts[a] || (textOf(a) < textOf(b) ? -1 : 1));
  const kept = present.slice(0, most);
  const groupOfShape = new Int32Array(shapes.length).fill(kept.length);
  kept.forEach((shape, number) => (groupOfShape[shape] = number));
  others += present.slice(most).reduce((sum, shape) => sum + counts[shape], 0);
  return {
    grouping: { templateOf, groupOfShape, count: kept.length },
    shapes: kept,
    types: present.length,
    others,
  };
}

/** How a shape is known, worked out once for all ranges. */
interface Names {
  readonly id: string;
  readonly text: string;
}

const namesOfShapes = new WeakMap<Shape, Names>();

function namesOf(shape: Shape, messages: TextColumn): Names {
  const known = namesOfShapes.get(shape);
  if (known) {
    return known;
  }
  const message = messages.at(shape.message);
  const names = { id: templateId(shape, message), text: templateText(shape, message) };
  namesOfShapes.set(shape, names);
  return names;
}

/** How the groups of a tally go, in the time of its logs. */
interface Courses {
  readonly counted: Tally;
  courseOf(group: number): Pick<LogPattern, 'firstMs' | 'lastMs' | 'counts' | keyof PatternTrend>;
  /** The same without its trend, which takes longest. */
  presenceOf(group: number): Pick<LogPattern, 'firstMs' | 'isNew' | 'isVanished'>;
}

/** @param recent the last of the logs: what came in them first may be new. Left out: in the last part of all */
function coursesOf(table: LogTable, counted: Tally, recent?: LogTable): Courses {
  const { timeMs, length } = table;
  const start = timeMs[0];
  const span = Math.max(1, timeMs[length - 1] - start);
  const part = recent?.length ? Math.min(NEW_PART, 1 - (recent.timeMs[0] - start) / span) : NEW_PART;
  const early = length - logsAfter(table, 1 - part);
  const seen = (group: number) => {
    const [firstMs, lastMs] = [timeMs[counted.firstRow[group]], timeMs[counted.lastRow[group]]];
    const counts = counted.perPart.slice(group * PARTS, (group + 1) * PARTS);
    const [first, last] = [(firstMs - start) / span, (lastMs - start) / span];
    return { firstMs, lastMs, counts, count: counted.counts[group], first, last };
  };
  return {
    counted,
    courseOf(group) {
      const own = seen(group);
      const { firstMs, lastMs, counts } = own;
      return { firstMs, lastMs, counts, ...patternTrend(own, early, part) };
    },
    presenceOf(group) {
      const own = seen(group);
      return { firstMs: own.firstMs, ...comeOrGone(own, early, part) };
    },
  };
}

/** @param pattern its logs' table, and the number of its shape; one after the last: all others */
function patternOf(
  { table, mined, shape }: { table: LogTable; mined: MinedTemplates; shape: number },
  { counted, courseOf }: Courses,
  group: number
): LogPattern {
  const { message, service } = table;
  const { counts, byLevel, services, firstRow } = counted;
  const { firstMs, lastMs, counts: parts, ...trend } = courseOf(group);
  const names = service.values.filter((_, code) => services[group * service.values.length + code] === 1).sort();
  const isOther = shape >= mined.shapes.length;
  const { id, text } = isOther ? { id: OTHER, text: OTHER } : namesOf(mined.shapes[shape], message.values);
  return {
    id,
    template: text,
    example: message.values.at(message.codes[firstRow[group]]),
    count: counts[group],
    services: names,
    firstMs,
    lastMs,
    ...trend,
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
function errorTypes({ level, message, length }: LogTable, { grouping }: Patterns): Int32Array {
  const types = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    types[row] = level[row] >= ERROR ? groupOf(grouping, message.codes[row]) : -1;
  }
  return types;
}
