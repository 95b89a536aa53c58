import { matchNamed } from '../../analysis/patterns/namedPatterns';
import { type LogTable } from '../../logs/logTable';
import { type TriedPatterns } from '../../query/triedPatterns';
import { type CallResourceRequest } from '../proto/messages';
import { newestLines } from './lines';
import { type Tools } from './tools';
import { clipped } from '../../format/format';

/** Lines that patterns are tried on, and messages that are shown of each. */
const LINES = 1000;
const SHOWN = 5;
const LENGTH = 500;

/**
 * What the named patterns of a query, and of the settings, find in the newest lines of a range:
 * `matches?from=MS&to=MS[&query=JSON]`. They are matched as they are counted.
 *
 * @throws QueryError, StoreError
 */
export async function matches(
  { pluginContext }: CallResourceRequest,
  params: URLSearchParams,
  { limits }: Tools,
  signal: AbortSignal
): Promise<TriedPatterns> {
  const { table, options } = await newestLines(
    { name: 'matches', pluginContext, params, limit: LINES },
    limits,
    signal
  );
  const found = matchNamed(table.message.values, options.patterns, () => signal.throwIfAborted());
  return {
    lines: table.length,
    patterns: found.map(({ name, codes }) => {
      const messages = messagesOf(table, new Set(codes));
      return {
        name,
        matches: messages.length,
        messages: messages.slice(0, SHOWN).map((message) => clipped(message, LENGTH)),
      };
    }),
  };
}

/** The messages of these codes, a row each, newest first. */
function messagesOf({ message, length }: LogTable, codes: ReadonlySet<number>): string[] {
  const newestFirst = Array.from({ length }, (_, i) => message.codes[length - 1 - i]);
  return newestFirst.filter((code) => codes.has(code)).map((code) => message.values.at(code));
}
