import { parser } from '@grafana/lezer-logql';
import { type SourceType } from '../../query/sources';
import { mayHoldVariable } from '../../query/variables';
import { bracketProblem, type SyntaxProblem } from './brackets';

/**
 * The first thing that is wrong with a query as it stands; undefined where nothing is, or nothing is known: a store says
 * itself what it does not take.
 */
export function syntaxProblem(source: SourceType, expr: string): SyntaxProblem | undefined {
  return bracketProblem(source, expr) ?? (source === 'loki' ? logqlProblem(expr) : undefined);
}

/** By Loki's grammar. A variable may stand where it has no place for a name. */
function logqlProblem(expr: string): SyntaxProblem | undefined {
  if (expr.trim() === '' || mayHoldVariable(expr)) {
    return undefined;
  }
  let problem: SyntaxProblem | undefined;
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError && !problem) {
        problem = { from, to: Math.max(to, Math.min(from + 1, expr.length)), kind: 'unexpected' };
      }
      return !problem;
    },
  });
  return problem;
}

/** Where a store's error says that it is: "parse error at line 1, col 9: ..."; undefined where it does not say. */
export function placeInError(message: string | undefined, expr: string): number | undefined {
  const found = /\bline (\d+),? col(?:umn)?:? (\d+)/.exec(message ?? '');
  if (!found) {
    return undefined;
  }
  const [line, column] = found.slice(1).map(Number);
  const lines = expr.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return line <= lines.length ? Math.min(expr.length, before + Math.max(0, column - 1)) : undefined;
}
