import { type Analysis } from '../../analysis/model/analysis';
import { recommend } from '../recommendations';
import { anomalies } from './anomalySections';
import { comingIncidents, dependencies, incidents } from './incidentSections';
import { executiveSummary, overview, performance, serviceHealth, trend } from './overviewSections';
import { changedPatterns, errorPatterns } from './patternSections';
import { type Section } from './section';
import { expectedBandsSection, healthOverTime, timePatterns } from './timeSections';

/** Every section of the report, in order. */
export function sections(analysis: Analysis): Section[] {
  return [
    overview(analysis),
    performance(analysis),
    anomalies(analysis),
    errorPatterns(analysis),
    changedPatterns(analysis),
    incidents(analysis),
    comingIncidents(analysis),
    serviceHealth(analysis),
    healthOverTime(analysis),
    expectedBandsSection(analysis),
    dependencies(analysis),
    trend(analysis),
    timePatterns(analysis),
    recommendations(analysis),
    executiveSummary(analysis),
  ].filter((section) => section !== undefined);
}

function recommendations(analysis: Analysis): Section {
  const found = recommend(analysis);
  return {
    title: 'RECOMMENDATIONS',
    lines:
      found.length === 0
        ? ['Nothing stands out. Keep watching.']
        : found.flatMap(({ title, points }, index) => [
            ...(index > 0 ? [''] : []),
            `${title}:`,
            ...points.map((point) => `- ${point}`),
          ]),
  };
}
