import { recordForecasts } from '../../analysis/forecast/record/recordForecasts';
import { type Analysis } from '../../analysis/model/analysis';
import { type IncidentOptions } from '../../query/options';
import { datePatterns } from './datePatterns';
import { type Known, type KnownChanges } from './known';
import { recogniseIncidents } from './recogniseIncidents';

/**
 * The analysis in the light of what is known: incidents have the ids under which they were first found, kinds of
 * messages that were seen before the range are not new, and forecasts are as sure as their record leaves them.
 *
 * @param known of the same logs and options
 * @returns also what is to be remembered
 */
export function recognise(
  known: Known,
  computed: Analysis,
  options: IncidentOptions
): { analysis: Analysis; changes: KnownChanges } {
  const { incidents, known: knownIncidents } = recogniseIncidents(known.incidents, computed);
  const { patterns, changes: templates } = datePatterns(known.templates, computed);
  const { forecasts, record, changes } = recordForecasts(known.forecasts, computed, options);
  return {
    analysis: { ...computed, incidents, patterns, forecasts, forecastRecord: record },
    changes: { incidents: knownIncidents, templates, forecasts: changes },
  };
}
