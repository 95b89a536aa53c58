import { InputError } from '../../errors';
import { type Part, type Token, TOKENS } from './tokens';

/** A template as an expression that matches from `lastIndex` on, and what its groups are, the first group first. */
export interface Template {
  readonly expression: RegExp;
  readonly parts: readonly Part[];
}

/** Spaces; columns are never padded with more than 32. */
const SPACES = '[ \\t]{1,32}';

/** A token; where an optional piece begins and ends; spaces; anything else. */
const PIECE = /\$([A-Za-z]+)|(\{\?)|(\})|( +)|[^$ {}]+|[{}$]/g;

/**
 * Compiles a template of an access line: its text as it stands, a space for any spaces, `$token` for what differs,
 * `{?...}` for what may be missing, and is taken for missing where it can be.
 *
 * @param isWhole nothing but spaces may follow.
 * @throws InputError for an unknown token.
 */
export function compileTemplate(template: string, isWhole = false): Template {
  const parts: Part[] = [];
  let depth = 0;
  const source = template.replace(PIECE, (piece, token?: string, opens?: string, closes?: string, spaces?: string) => {
    if (token !== undefined) {
      return patternOf(token, parts);
    }
    if (opens !== undefined) {
      depth++;
      return '(?:';
    }
    if (closes !== undefined && depth > 0) {
      depth--;
      return ')??';
    }
    return spaces !== undefined ? SPACES : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return { expression: new RegExp(isWhole ? `${source}\\s{0,32}$` : source, 'y'), parts };
}

function patternOf(name: string, parts: Part[]): string {
  if (!isToken(name)) {
    throw new InputError(`There is no token $${name} of access lines.`);
  }
  const { pattern, before = '', after = '', part }: Token = TOKENS[name];
  if (part) {
    parts.push(part);
  }
  return before + (part ? `(${pattern})` : pattern) + after;
}

/** Whether there is a token of that name. */
export function isToken(name: string): name is keyof typeof TOKENS {
  return Object.hasOwn(TOKENS, name);
}
