import { ERROR, LEVELS, UNKNOWN } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type NamedPattern } from '../../query/options';
import { type LogPattern, type PatternSummary } from '../model/analysis';
import { findPatterns } from './findPatterns';
import { type MinedTemplates } from '../messages/templates/mineTemplates';
import { countNamed, matchNamed } from './namedPatterns';
import { templateId } from '../messages/templates/shape';

/**
 * The patterns of a sample, with counts of what the sample stands for. Errors that all were read are counted exactly.
 *
 * @param weight how many logs each row stands for
 * @param mined the templates of the sample's messages
 * @throws QueryError for a named pattern that is not RE2 syntax; whatever `checkpoint` throws
 */
export function findSamplePatterns(
  table: LogTable,
  weight: Float64Array,
  named: readonly NamedPattern[],
  checkpoint: () => void,
  mined: MinedTemplates
): PatternSummary {
  const found = findPatterns(table, { mined, checkpoint });
  const weighed = weighTemplates(table, weight, mined, new Set(found.templates.map(({ id }) => id)));
  const levelsOf = ({ id }: { id: string }) => weighed.get(id) ?? weighed.get('') ?? [];
  const scaled = <Pattern extends Omit<LogPattern, 'byLevel'>>(pattern: Pattern, fromLevel: number): Pattern => {
    const count = Math.round(levelsOf(pattern).reduce((sum, logs, level) => sum + (level >= fromLevel ? logs : 0), 0));
    return { ...pattern, count, counts: pattern.counts.map((part) => Math.round((part * count) / pattern.count)) };
  };
  return {
    ...found,
    errors: found.errors.map((pattern) => scaled(pattern, ERROR)).sort((a, b) => b.count - a.count),
    templates: found.templates
      .map((pattern) => ({ ...scaled(pattern, UNKNOWN), byLevel: levelsOf(pattern).map(Math.round) }))
      .sort((a, b) => b.count - a.count),
    named: countNamed(table, matchNamed(table.message.values, named, checkpoint), weight),
  };
}

/** Logs by level of each template, by its id; '' has those of all other templates. */
function weighTemplates(
  { message, level, length }: LogTable,
  weight: Float64Array,
  { shapes, templateOf }: MinedTemplates,
  shown: ReadonlySet<string>
): Map<string, number[]> {
  const ids = shapes.map((shape) => templateId(shape, message.values.at(shape.message)));
  const weighed = new Map<string, number[]>();
  for (let row = 0; row < length; row++) {
    const template = templateOf[message.codes[row]];
    const id = template >= 0 && shown.has(ids[template]) ? ids[template] : '';
    let levels = weighed.get(id);
    if (!levels) {
      levels = LEVELS.map(() => 0);
      weighed.set(id, levels);
    }
    levels[level[row]] += weight[row];
  }
  return weighed;
}
