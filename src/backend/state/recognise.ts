import { type Analysis } from '../../analysis/model/analysis';
import { datePatterns } from './datePatterns';
import { type Known, type KnownChanges } from './known';
import { recogniseIncidents } from './recogniseIncidents';

/**
 * The analysis in the light of what is known: incidents have the ids under which they were first found, and kinds of
 * messages that were seen before the range are not new.
 *
 * @param known of the same logs and options
 * @returns also what is to be remembered
 */
export function recognise(known: Known, computed: Analysis): { analysis: Analysis; changes: KnownChanges } {
  const { incidents, known: knownIncidents } = recogniseIncidents(known.incidents, computed);
  const { patterns, changes: templates } = datePatterns(known.templates, computed);
  return { analysis: { ...computed, incidents, patterns }, changes: { incidents: knownIncidents, templates } };
}
