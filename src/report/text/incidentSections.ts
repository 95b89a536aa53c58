import {
  type Analysis,
  type Dependency,
  type Forecast,
  type Incident,
  SEVERITIES,
} from '../../analysis/model/analysis';
import { dateTime } from '../../format/dateTime';
import { percent, whole } from '../../format/format';
import { duration } from '../../format/durations';
import { row, type Section, TOP, topOf, under } from './section';

export function incidents({ incidents }: Analysis): Section {
  const critical = incidents.filter(({ severity }) => severity === 'CRITICAL');
  return {
    title: 'INCIDENTS',
    lines: [
      row('Total Incidents', whole(incidents.length)),
      ...SEVERITIES.map((severity) =>
        row(
          `  - ${capitalised(severity)}`,
          whole(incidents.filter((incident) => incident.severity === severity).length)
        )
      ),
      ...(critical.length > 0 ? ['', 'CRITICAL INCIDENTS (Immediate Action Required):'] : []),
      ...critical.flatMap(incident),
    ],
  };
}

function incident(
  {
    type,
    services,
    startMs,
    endMs,
    ongoing,
    description,
    recommendation,
    evidence,
    cause,
    suspects = [],
    chain = [],
  }: Incident,
  index: number
): string[] {
  return [
    '',
    ` ${index + 1}. ${type}`,
    `    Service: ${services.join(', ')}`,
    `    Time: ${dateTime(startMs)} to ${ongoing ? 'now' : dateTime(endMs)} (${duration(endMs - startMs)})`,
    `    Description: ${description}`,
    ...evidence.map((text) => `    Evidence: ${text}`),
    ...(cause ? [`    Cause: ${cause.text}`] : []),
    ...named('Suspects', suspects.slice(0, TOP)),
    ...named('Chain', chain),
    `    Recommendation: ${recommendation}`,
  ];
}

/** Numbered lines under a label, in an incident's own indentation. */
function named(label: string, links: ReadonlyArray<{ readonly text: string }>): string[] {
  return links.length > 0 ? [`    ${label}:`, ...links.map(({ text }, i) => `      ${i + 1}. ${text}`)] : [];
}

/** Rules that will be broken if what goes on goes on, the soonest first. */
export function comingIncidents({ forecasts, range }: Analysis): Section {
  return {
    title: 'COMING INCIDENTS',
    lines:
      forecasts.length === 0
        ? ['Nothing is seen coming.']
        : [
            row('Forecasts', whole(forecasts.length)),
            ...under(
              topOf(forecasts.length, 'Soonest First'),
              forecasts.slice(0, TOP).flatMap((forecast, i) => coming(forecast, i, range.toMs))
            ),
          ],
  };
}

function coming(forecast: Forecast, index: number, nowMs: number): string[] {
  const { service, rule, expectedMs, earliestMs, latestMs, confidence, indicator, recommendation } = forecast;
  return [
    ` ${index + 1}. ${service}: ${rule}`,
    `    In ${duration(expectedMs - nowMs)}: ${dateTime(expectedMs)}, confidence ${percent(confidence, 0)}`,
    `    With a chance of 80% between ${dateTime(earliestMs)} and ${dateTime(latestMs)}`,
    `    Indicator: ${indicator}`,
    `    Recommendation: ${recommendation}`,
  ];
}

/** Who depends on whom, the most certain first; undefined where nothing shows it. */
export function dependencies({ dependencies }: Analysis): Section | undefined {
  return dependencies.length === 0
    ? undefined
    : {
        title: 'SERVICE DEPENDENCIES',
        lines: [topOf(dependencies.length, 'Most Certain First'), ...dependencies.slice(0, TOP).map(dependency)],
      };
}

function dependency({ from, to, evidence }: Dependency, index: number): string {
  return ` ${index + 1}. ${from} -> ${to}: ${evidence}`;
}

function capitalised(word: string): string {
  return word[0] + word.slice(1).toLowerCase();
}
