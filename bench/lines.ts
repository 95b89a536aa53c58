/**
 * How many lines of logs of others are flagged, whole lines as the file source reads them, default options; and of a
 * set with labelled alerts, how many of these are among them, beside sorting by level.
 *
 *   npm run bench:lines -- DIR [--leave-out SET,SET] [--json]
 *
 * DIR is one of bench:templates. Where a set's lines begin with a label ('- ' for none, as in BGL), it is not read.
 */
import { parseArgs } from 'node:util';
import { scoreLogs } from '../src/analysis/anomalies/scoreLogs';
import { figuresOf } from '../src/analysis/features/logFigures';
import { type LogTable } from '../src/logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../src/query/options';
import { print, printTable } from './generated/print';
import { type LabelledLines, readSets } from './loghub/labelledLines';
import { isUnused, LEAVE_OUT } from './loghub/leaveOut';
import { readLines } from './readLines';

/** So many of a set's lines begin with the label of none. */
const MOSTLY = 0.5;
const NO_ALERT = '- ';

/** Of lines that were taken for alerts: how many are, and how many of all are among them. */
interface Alerts {
  readonly precision: number;
  readonly recall: number;
}

const { values: options, positionals } = parseArgs({
  options: { 'leave-out': LEAVE_OUT, json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('Usage: npm run bench:lines -- DIR [--leave-out SET,SET] [--json]\n');
  process.exit(1);
}

const results: Array<Awaited<ReturnType<typeof measure>>> = [];
for (const set of readSets(folder)) {
  results.push(await measure(set));
}
const quiet = results.filter(({ alerts }) => alerts === undefined);
const unused = quiet.filter(({ set }) => isUnused(options['leave-out'])(set));
const means = { quiet: meanOf(quiet), unused: meanOf(unused) };
if (options.json) {
  print(JSON.stringify({ sets: results, meanFlagged: means }, null, 2));
} else {
  const flagged = results.map(({ set, lines, flagged }) => ({ set, lines, flagged }));
  printTable('Lines flagged, as a share', [
    ...flagged,
    { set: 'mean where nothing is labelled', lines: NaN, flagged: means.quiet },
    { set: 'mean of those not used', lines: NaN, flagged: means.unused },
  ]);
  for (const { set, alerts } of results) {
    if (alerts) {
      const rows = Object.entries(alerts).map(([by, found]) => ({ by, ...found }));
      printTable(`Labelled alerts of ${set}`, rows);
    }
  }
}

function meanOf(sets: ReadonlyArray<{ readonly flagged: number }>): number {
  return sets.reduce((sum, { flagged }) => sum + flagged, 0) / sets.length;
}

async function measure({ set, lines }: LabelledLines) {
  const isLabelled = lines.filter((line) => line.startsWith(NO_ALERT)).length > MOSTLY * lines.length;
  const table = await readLines(isLabelled ? lines.map((line) => line.slice(line.indexOf(' ') + 1)) : lines);
  const rows = scoreLogs(figuresOf(table), DEFAULT_ANALYSIS_OPTIONS.forest, () => undefined)?.unusual ?? [];
  const flagged = Uint8Array.from(table.level, () => 0);
  rows.forEach(({ row }) => (flagged[row] = 1));
  const truth = alertsByTime(lines, table, isLabelled);
  const severe = Math.max(...table.level);
  return {
    set,
    lines: lines.length,
    flagged: rows.length / table.length,
    ...(truth && {
      alerts: {
        'what is flagged': among(truth, (row) => flagged[row]),
        'the highest level': among(truth, (row) => (table.level[row] === severe ? 1 : 0)),
        'as many, by level': among(truth, byLevel(table, rows.length)),
      },
    }),
  };
}

/**
 * 1 for the rows that are alerts; undefined: nothing is labelled. Rows are in the order of time, which lines are, too.
 */
function alertsByTime(lines: readonly string[], table: LogTable, isLabelled: boolean): Uint8Array | undefined {
  if (!isLabelled) {
    return undefined;
  }
  if (table.length !== lines.length) {
    throw new Error(`${lines.length} lines were read as ${table.length} logs: their labels cannot be told.`);
  }
  return Uint8Array.from(lines, (line) => (line.startsWith(NO_ALERT) ? 0 : 1));
}

/** So many lines in the order of their level; of those of the last level that is taken, each a part. */
function byLevel({ level }: LogTable, count: number): (row: number) => number {
  const sorted = level.slice().sort().reverse();
  const last = sorted[Math.max(0, count - 1)];
  const above = level.filter((own) => own > last).length;
  const part = (count - above) / level.filter((own) => own === last).length;
  return (row) => (level[row] > last ? 1 : level[row] === last ? part : 0);
}

/** @param takenAt how far each row is taken for an alert, 0 to 1 */
function among(truth: Uint8Array, takenAt: (row: number) => number): Alerts {
  const taken = Float64Array.from(truth, (_, row) => takenAt(row));
  const hits = taken.reduce((sum, part, row) => sum + part * truth[row], 0);
  const sum = (values: Float64Array | Uint8Array) => Array.from(values).reduce((all, value) => all + value, 0);
  return { precision: hits / sum(taken), recall: hits / sum(truth) };
}
