import { QueryError } from '../../errors';

/** Every log. */
export const ALL_LOGS = '*';

/** The column of a count. Our columns are called so that no field of a log is. */
export const LOGS = 'seismolog.logs';

/** A query with more pipes. It stands on lines of its own, as it may end in a comment. */
export function piped(expr: string, ...pipes: string[]): string {
  return [expr, ...pipes.map((pipe) => `| ${pipe}`)].join('\n');
}

/** Pipes whose output are no logs. */
const COUNTING = new Set([
  'block_stats',
  'blocks_count',
  'facets',
  'field_names',
  'field_values',
  'generate_sequence',
  'query_stats',
  'stats',
  'stats_remote',
  'top',
  'uniq',
]);

/** Pipes whose output for a range is not that of its parts. */
const WHOLE = new Set([
  'first',
  'head',
  'last',
  'limit',
  'offset',
  'order',
  'running_stats',
  'sample',
  'skip',
  'sort',
  'stream_context',
  'total_stats',
  'union',
]);

/**
 * Checks that a query can be asked for parts of a range, and gives logs.
 *
 * @throws QueryError that names the pipe which stands against it
 */
export function checkSelectsLogs(expr: string): void {
  for (const pipe of pipesOf(expr)) {
    if (COUNTING.has(pipe)) {
      throw new QueryError(
        `The query counts instead of selecting logs, by its pipe "${pipe}": ${expr.slice(0, 200)}. Give a filter such as service.name:="api" error.`
      );
    }
    if (WHOLE.has(pipe)) {
      throw new QueryError(
        `The query has the pipe "${pipe}", and a range is read in parts: leave it out. Which logs are read, in which order and how many, is not for the query to say.`
      );
    }
  }
}

/** The names of a query's own pipes, in order: not those of queries within it. */
function pipesOf(expr: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let isBehindPipe = false;
  for (const [token] of expr.matchAll(/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`[^`]*`?|#[^\n]*|\w+|[^\s\w]/gs)) {
    if (token.startsWith('#')) {
      continue;
    }
    if (isBehindPipe) {
      names.push(token.toLowerCase());
    }
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    isBehindPipe = token === '|' && depth === 0;
  }
  return names;
}
