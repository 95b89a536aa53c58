import { type LogTable } from '../../src/logs/logTable';
import { sliceByTime } from '../../src/logs/select';
import { isoInstant } from '../../src/sources/instant';
import { type Week } from '../generated/weeks';
import { readLines } from '../readLines';
import { OTHER_WORDS } from './otherWords';

const VOCABULARIES = ['own', 'other'] as const;

type Vocabulary = (typeof VOCABULARIES)[number];

/** @throws Error for a name of none */
export function vocabularyOf(name: string): Vocabulary {
  const found = VOCABULARIES.find((vocabulary) => vocabulary === name);
  if (!found) {
    throw new Error(`--vocabulary ${name}: one of ${VOCABULARIES.join(', ')} is needed.`);
  }
  return found;
}

/**
 * Generated logs as somebody else would write them: faults in other words, no level, fields of other names; read as any
 * file of lines is. A row stays a row.
 */
export async function inOtherWords(logs: LogTable): Promise<LogTable> {
  const wordsOf = translator();
  const table = await readLines(Array.from({ length: logs.length }, (_, row) => lineOf(logs, row, wordsOf)));
  if (table.length !== logs.length) {
    throw new Error(`${logs.length} lines were written, and ${table.length} logs read.`);
  }
  return table;
}

/** A week of them, with the days before it. */
export async function weekInOtherWords(week: Week): Promise<Week> {
  const all = await inOtherWords(week.all);
  return { ...week, all, logs: sliceByTime(all, week.range.fromMs, week.range.toMs) };
}

function lineOf(logs: LogTable, row: number, wordsOf: (message: string, row: number) => string): string {
  const { timeMs, timeNs, service, message, responseTime, statusCode, traceId } = logs;
  const words = wordsOf(message.values.at(message.codes[row]), row);
  const trace = traceId.values.at(traceId.codes[row]);
  return (
    `t=${isoInstant({ ms: timeMs[row], ns: timeNs[row] })} app=${service.values[service.codes[row]]} ` +
    `msg=${JSON.stringify(words)} elapsed=${responseTime[row]}ms code=${statusCode[row]}${trace && ` traceId=${trace}`}`
  );
}

/** Says what a message says in other words; of several it takes now the one and now the other. */
function translator(): (message: string, row: number) => string {
  const rules = Object.entries(OTHER_WORDS).map(([template, words]) => ({ pattern: patternOf(template), words }));
  const known = new Map<string, { words: readonly string[]; parts: readonly string[] } | undefined>();
  return (message, row) => {
    if (!known.has(message)) {
      const rule = rules.find(({ pattern }) => pattern.test(message));
      known.set(message, rule && { words: rule.words, parts: rule.pattern.exec(message)?.slice(1) ?? [] });
    }
    const said = known.get(message);
    return said
      ? said.words[row % said.words.length].replace(/\{(\d)\}/g, (_, part: string) => said.parts[Number(part)] ?? '')
      : message;
  };
}

/** Variable parts have no blanks. */
function patternOf(template: string): RegExp {
  const literals = template.split(/\{\w+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('(\\S+?)')}$`);
}
