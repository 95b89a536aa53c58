import { type Incident } from '../../src/analysis/model/analysis';
import { countWindows } from '../../src/analysis/windows/countLogs';
import { type TimeRange } from '../../src/analysis/windows/grid';
import { findDependencies } from '../../src/analysis/dependencies/findDependencies';
import { findIncidents, ruleContext } from '../../src/analysis/incidents/findIncidents';
import { INCIDENT_RULES } from '../../src/analysis/incidents/rules';
import { type ServiceSeries, serviceSeries } from '../../src/analysis/series/serviceSeries';
import { stretchesOf } from '../../src/analysis/windows/stretches';
import { type RuleInput } from '../../src/analysis/incidents/rule';
import { tableEvidence } from '../../src/analysis/evidence/tableEvidence';
import { summarise, usualP95 } from '../../src/analysis/windows/totals';
import { windowCounts } from '../../src/analysis/windows/windowCounts';
import { type LogTable } from '../../src/logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../src/query/options';
import { type Episode } from '../../src/sources/generated/truth';
import { type Stretch } from './weeks';
import { MINUTE } from '../../src/time/units';

/** What became of one episode. */
export interface EpisodeVerdict {
  readonly type: Episode['type'];
  readonly found: boolean;
  /** How many incidents are of it. */
  readonly incidents: number;
  /** The place of the service where it began among the suspects, from 1; 0: not among them. */
  readonly rank: number;
  /** The stated cause of the first of its incidents is the service where it began. */
  readonly causeRight: boolean;
  /** From when it shows, or the range begins, to the start of its incident, in minutes. */
  readonly delay: number;
}

/** With the services' series, which rules and forecasts share. */
type CountedInput = RuleInput & { readonly series: readonly ServiceSeries[] };

/** @param templateOf by message code, where the messages' templates are known already */
export function ruleInputOf(logs: LogTable, range: TimeRange, templateOf?: Int32Array): CountedInput {
  const windows = countWindows(logs, range);
  const counts = windowCounts(windows);
  const lines = tableEvidence(logs, windows, templateOf);
  const { incidents: options } = DEFAULT_ANALYSIS_OPTIONS;
  return {
    windows,
    counts,
    series: serviceSeries({ windows, counts, lines, options }),
    dependencies: [],
    baselineP95: usualP95(summarise(logs)),
    lines,
    options,
  };
}

/** A rule broken for a while, before what belongs together is merged into incidents. */
export type Break = Pick<Incident, 'type' | 'services' | 'startMs' | 'endMs'> & { readonly kind?: string };

export function breaksOf(input: RuleInput): Break[] {
  const { startMs, windowMs, services: names } = input.windows;
  const context = ruleContext(input);
  return INCIDENT_RULES.flatMap((rule) => rule(context)).map(({ type, kind, services, from, to }) => ({
    type,
    kind,
    services: services.map((index) => names[index]),
    startMs: startMs + from * windowMs,
    endMs: startMs + to * windowMs,
  }));
}

/** When the error rate of a service was over the threshold. */
export function failuresOf({ windows, series }: CountedInput): Break[] {
  const { startMs, windowMs, services } = windows;
  return services.flatMap((service, index) => {
    return stretchesOf(series[index].failing, 1).map(({ from, to }): Break => ({
      type: 'High Error Rate',
      services: [service],
      startMs: startMs + from * windowMs,
      endMs: startMs + to * windowMs,
    }));
  });
}

export function incidentsOf({ logs, range }: Pick<Stretch, 'logs' | 'range'>): Incident[] {
  const input = ruleInputOf(logs, range);
  return findIncidents({ ...input, dependencies: findDependencies(logs, input.windows, input.counts) }, range);
}

/** An incident is of an episode when it overlaps it in one of its services. */
export function isOf(incident: Incident, { startMs, endMs, services }: Episode): boolean {
  return (
    incident.startMs < endMs && incident.endMs > startMs && incident.services.some((name) => services.includes(name))
  );
}

export function judgeEpisode(episode: Episode, incidents: readonly Incident[], range: TimeRange): EpisodeVerdict {
  const own = incidents.filter((incident) => isOf(incident, episode)).sort((a, b) => a.startMs - b.startMs);
  const suspects = new Set(
    own.flatMap(({ suspects, services }) => suspects?.map(({ service }) => service) ?? [services[0]])
  );
  const visibleMs = Math.max(range.fromMs, episode.onsetMs ?? episode.startMs);
  return {
    type: episode.type,
    found: own.length > 0,
    incidents: own.length,
    causeRight: own[0]?.cause?.service === episode.service,
    rank: [...suspects].indexOf(episode.service) + 1,
    delay: own.length > 0 ? (own[0].startMs - visibleMs) / MINUTE : NaN,
  };
}
