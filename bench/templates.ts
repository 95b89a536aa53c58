/**
 * How well templates are mined from labelled logs, one configuration for all, by the measures of Loghub-2.0: GA, FGA,
 * PA and FTA. Of the contents as the authors cut them out of the lines, and, as `whole lines`, of the messages that the
 * file source reads from the raw lines. A line whose message is no end of it, or that is none of its own, is wrong.
 *
 *   npm run bench:templates -- DIR [--leave-out SET,SET] [--json]
 *
 * DIR holds NAME.csv or NAME.csv.gz with the columns line, content, event_id and template. --leave-out: the sets that
 * the rules were tuned on; beside the mean of all stands that of the others.
 */
import { parseArgs } from 'node:util';
import { mean } from 'simple-statistics';
import { mineTemplates } from '../src/analysis/messages/templates/mineTemplates';
import { templateText } from '../src/analysis/messages/templates/shape';
import { textColumn } from '../src/logs/textColumn';
import { parseSettings } from '../src/query/validation';
import { type LabelledLines, readSets } from './loghub/labelledLines';
import { isUnused, LEAVE_OUT } from './loghub/leaveOut';
import { readLines } from './readLines';
import { type Labelled, scoreTemplates, type TemplateScores } from './templates/measures';
import { whole } from '../src/format/format';

/** Drain with parameters of its own for each set, as its authors measured it (logpai/logparser). */
const DRAIN: Readonly<Record<string, number>> = {
  HDFS: 0.9975,
  Hadoop: 0.9475,
  Spark: 0.92,
  Zookeeper: 0.9665,
  BGL: 0.9625,
  HPC: 0.887,
  Thunderbird: 0.955,
  Windows: 0.997,
  Linux: 0.69,
  Android: 0.911,
  HealthApp: 0.78,
  Apache: 1,
  Proxifier: 0.5265,
  OpenSSH: 0.7875,
  OpenStack: 0.7325,
  Mac: 0.7865,
};
const UNSET = { jsonData: {}, secureJsonData: {}, url: '', basicAuth: false, basicAuthUser: '' };
const SCORES = ['GA', 'FGA', 'PA', 'FTA'];
/** The set is mined again and again for so much processor time, for its speed. */
const TIMED_MS = 300;

interface Result {
  set: string;
  lines: number;
  contents: TemplateScores;
  wholeLines: TemplateScores;
  /** The grouping accuracy that Drain's authors measured on the contents. */
  drain: number | null;
  templates: number;
  trueTemplates: number;
  linesPerSecond: number;
}

const { values: options, positionals } = parseArgs({
  options: { 'leave-out': LEAVE_OUT, json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('Usage: npm run bench:templates -- DIR [--leave-out SET,SET] [--json]\n');
  process.exit(1);
}

const results: Result[] = [];
for (const labelled of readSets(folder)) {
  results.push(await measure(labelled));
}
const unused = isUnused(options['leave-out']);
const means = meansOf(results);
const meansOfUnused = meansOf(results.filter(({ set }) => unused(set)));

if (options.json) {
  print(JSON.stringify({ sets: results, mean: means, meanOfUnused: meansOfUnused }, null, 2));
} else {
  row('', 'contents', '', '', '', '', 'whole lines');
  row('set', ...SCORES, 'Drain GA', ...SCORES, 'templates', 'true', 'lines/s');
  for (const { set, contents, wholeLines, drain, templates, trueTemplates, linesPerSecond } of results) {
    const counts = [String(templates), String(trueTemplates), thousands(linesPerSecond)];
    row(set, ...shares(contents), share(drain), ...shares(wholeLines), ...counts);
  }
  for (const [name, mean] of Object.entries({ mean: means, 'not used': meansOfUnused })) {
    const speedCells = ['', '', thousands(mean.linesPerSecond)];
    row(name, ...shares(mean.contents), share(mean.drain), ...shares(mean.wholeLines), ...speedCells);
  }
}

function meansOf(sets: readonly Result[]) {
  return {
    contents: meanScores(sets.map(({ contents }) => contents)),
    wholeLines: meanScores(sets.map(({ wholeLines }) => wholeLines)),
    drain: meanOfKnown(sets.map(({ drain }) => drain)),
    linesPerSecond: sets.length > 0 ? mean(sets.map(({ linesPerSecond }) => linesPerSecond)) : NaN,
  };
}

async function measure({ set, lines, content, actual }: LabelledLines): Promise<Result> {
  const mined = mine(content);
  return {
    set,
    lines: content.length,
    contents: scoreTemplates(mined, actual),
    wholeLines: scoreTemplates(mine(await messagesOf(lines)), actual),
    drain: DRAIN[set] ?? null,
    templates: new Set(mined.group).size,
    trueTemplates: new Set(actual.group).size,
    linesPerSecond: speed(content),
  };
}

function mine(messages: readonly string[]): Labelled {
  const { templateOf, shapes } = mineTemplates(textColumn(messages), () => undefined);
  const texts = shapes.map((shape) => templateText(shape, messages[shape.message]));
  return { group: Array.from(templateOf), text: Array.from(templateOf, (shape) => texts[shape]) };
}

/** The messages that the file source reads from lines: the longest end of each line that is one. */
async function messagesOf(lines: readonly string[]): Promise<string[]> {
  const { values } = (await readLines(lines, parseSettings(UNSET, 'file').fields)).message;
  const messages = new Set(Array.from({ length: values.length }, (_, code) => values.at(code)));
  return lines.map((line) => {
    const text = line.trimEnd();
    for (let from = 0; from < text.length; from++) {
      if (messages.has(text.slice(from))) {
        return text.slice(from);
      }
    }
    return line;
  });
}

/** Lines a second of processor time, of all threads: what else the machine does counts for nothing. */
function speed(content: string[]): number {
  const began = process.cpuUsage();
  const elapsed = () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  let runs = 0;
  do {
    mineTemplates(textColumn(content), () => undefined);
    runs++;
  } while (elapsed() < TIMED_MS);
  return (runs * content.length * 1000) / elapsed();
}

function meanOfKnown(values: Array<number | null>): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? mean(known) : null;
}

function meanScores(scores: readonly TemplateScores[]): TemplateScores {
  const of = (name: keyof TemplateScores): number => (scores.length > 0 ? mean(scores.map((one) => one[name])) : NaN);
  return { ga: of('ga'), fga: of('fga'), pa: of('pa'), fta: of('fta') };
}

function row(set: string, ...cells: string[]): void {
  print((set.padEnd(12) + cells.map((cell) => cell.padStart(11)).join('')).trimEnd());
}

function shares({ ga, fga, pa, fta }: TemplateScores): string[] {
  return [ga, fga, pa, fta].map(share);
}

function share(value: number | null): string {
  return value === null ? '' : value.toFixed(4);
}

function thousands(value: number): string {
  return whole(Math.round(value));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
