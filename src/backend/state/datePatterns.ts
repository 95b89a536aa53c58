import { type Analysis, type ErrorPattern, type PatternSummary } from '../../analysis/model/analysis';
import { NEW_PART } from '../../analysis/patterns/patternTrend';
import { DAY } from '../../time/units';
import { type KnownTemplate } from './known';

/** By how much later a template has to be seen again to be written down again. */
const AGAIN_MS = DAY;

/**
 * Gives kinds of messages the time at which they were first seen in any range; what was seen before is not new.
 *
 * @returns also those that are to be remembered: new ones, and those seen earlier or a day later than known
 */
export function datePatterns(
  known: readonly KnownTemplate[],
  { range, patterns }: Pick<Analysis, 'range' | 'patterns'>
): { patterns: PatternSummary; changes: KnownTemplate[] } {
  const before = new Map(known.map((template) => [template.id, template]));
  const newFromMs = range.toMs - NEW_PART * (range.toMs - range.fromMs);
  const dated = <Pattern extends ErrorPattern>(pattern: Pattern): Pattern => {
    const firstMs = before.get(pattern.id)?.firstMs ?? Infinity;
    return firstMs < pattern.firstMs ? { ...pattern, firstMs, isNew: pattern.isNew && firstMs >= newFromMs } : pattern;
  };
  return {
    patterns: { ...patterns, errors: patterns.errors.map(dated), templates: patterns.templates.map(dated) },
    changes: changesOf(before, [...patterns.errors, ...patterns.templates]),
  };
}

function changesOf(before: ReadonlyMap<string, KnownTemplate>, seen: readonly ErrorPattern[]): KnownTemplate[] {
  const after = new Map<string, KnownTemplate>();
  for (const { id, firstMs, lastMs } of seen) {
    const template = after.get(id) ?? before.get(id);
    if (!template || firstMs < template.firstMs || lastMs >= template.lastMs + AGAIN_MS) {
      after.set(id, {
        id,
        firstMs: Math.min(firstMs, template?.firstMs ?? Infinity),
        lastMs: Math.max(lastMs, template?.lastMs ?? -Infinity),
      });
    }
  }
  return [...after.values()];
}
