import { QueryError } from '../errors';
import { compileRe2 } from '../query/patterns';
import { type ViewRequest } from './view';

/**
 * Whether something is wanted by the request's `include` and `exclude`, by its texts: the one matches in one of them,
 * the other in none.
 *
 * @throws QueryError where one of them is no regular expression
 */
export function textFilter({
  include,
  exclude,
}: Pick<ViewRequest, 'include' | 'exclude'>): (...texts: string[]) => boolean {
  const [wanted, unwanted] = [compiled('Include', include), compiled('Exclude', exclude)];
  return (...texts) =>
    (!wanted || texts.some((text) => wanted.matcher(text).find())) &&
    !(unwanted && texts.some((text) => unwanted.matcher(text).find()));
}

function compiled(name: string, pattern: string | undefined): ReturnType<typeof compileRe2> | undefined {
  try {
    return pattern === undefined ? undefined : compileRe2(pattern);
  } catch (error) {
    throw new QueryError(`${name} ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
