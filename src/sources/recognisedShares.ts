import { createLineParser, emptyRecord, type KnownFields } from '../logs/lineParser';
import { type LogRecord } from '../logs/logTable';
import { type FieldMapping } from '../query/settings';
import { recognisedText } from './foundText';

/** What a log should have, as it is called to the user. A level counts as found where the log itself names it. */
const FIELDS: ReadonlyArray<readonly [name: string, has: (record: Readonly<LogRecord>) => boolean]> = [
  ['service', ({ service }) => service !== ''],
  ['response time', ({ responseTime }) => !Number.isNaN(responseTime)],
  ['status code', ({ statusCode }) => statusCode > 0],
  ['trace id', ({ traceId }) => traceId !== ''],
];

/** For each of the fields that a log should have the share of lines, 0 to 1, in which it was recognised. */
export function recognisedShares(
  lines: Iterable<{ readonly line: string; readonly known: KnownFields }>,
  mapping: FieldMapping
): Record<string, number> {
  const parser = createLineParser(mapping);
  const record = emptyRecord();
  const counts = FIELDS.map(() => 0);
  for (const { line, known } of lines) {
    parser.parse(line, known, record);
    FIELDS.forEach(([, has], i) => {
      counts[i] += has(record) ? 1 : 0;
    });
  }
  const { lines: all, withoutLevel } = parser.stats;
  const share = (count: number): number => (all > 0 ? count / all : 0);
  return {
    level: share(all - withoutLevel),
    ...Object.fromEntries(FIELDS.map(([name], i) => [name, share(counts[i])])),
  };
}

/** A sentence on these shares of some lines, behind a space; '' where there were no lines. */
export function sharesText(shares: Readonly<Record<string, number>>, sampled: number): string {
  if (sampled === 0) {
    return '';
  }
  const fields = Object.entries(shares).map(([name, share]) => ({ name, isFound: share > 0 }));
  return ` ${recognisedText(fields, sampled)}`;
}
