import { type Analysis, type ErrorPattern, type PatternSummary } from '../../analysis/model/analysis';
import { NEW_PART } from '../../analysis/patterns/patternTrend';
import { type Seen } from './known';
import { newlySeen } from './newlySeen';

/**
 * Gives kinds of messages the time at which they were first seen in any range; what was seen before is not new.
 *
 * @returns also those that are to be remembered: new ones, and those seen earlier or a day later than known
 */
export function datePatterns(
  known: readonly Seen[],
  { range, patterns }: Pick<Analysis, 'range' | 'patterns'>
): { patterns: PatternSummary; changes: Seen[] } {
  const before = new Map(known.map((template) => [template.id, template]));
  const newFromMs = range.toMs - NEW_PART * (range.toMs - range.fromMs);
  const dated = <Pattern extends ErrorPattern>(pattern: Pattern): Pattern => {
    const firstMs = before.get(pattern.id)?.firstMs ?? Infinity;
    return firstMs < pattern.firstMs ? { ...pattern, firstMs, isNew: pattern.isNew && firstMs >= newFromMs } : pattern;
  };
  return {
    patterns: { ...patterns, errors: patterns.errors.map(dated), templates: patterns.templates.map(dated) },
    changes: newlySeen(before, [...patterns.errors, ...patterns.templates]),
  };
}
