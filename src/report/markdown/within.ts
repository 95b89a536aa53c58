import { whole } from '../../format/format';
import { tokensIn } from './tokens';

/**
 * As many lines, from the first on, as the tokens allow; then a line that says how many are left out.
 *
 * @param all how many there are, where only the first of them are given
 */
export function within(tokens: number, lines: readonly string[], all = lines.length): string[] {
  const room = (shown: number) => tokens - tokensIn(leftOut(all - shown).join('\n'));
  let used = 0;
  let shown = 0;
  for (const line of lines) {
    used += tokensIn(`${line}\n`);
    if (used > room(shown + 1)) {
      break;
    }
    shown++;
  }
  return [...lines.slice(0, shown), ...leftOut(all - shown)];
}

function leftOut(count: number): string[] {
  return count > 0 ? [`- ${whole(count)} more left out`] : [];
}
