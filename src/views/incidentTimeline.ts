import { type Analysis, type Incident, SEVERITIES } from '../analysis/model/analysis';
import { type Notice } from '../logs/notice';
import { SEVERITY_COLOURS } from './colours';
import { noData, seriesFrame } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { isWanted, wantedIncidents } from './services';
import { type LimitedRequest } from './view';

/** A number for each severity, the gravest the highest, which the panel shows as its word. */
const CONFIG: FieldConfig = {
  mappings: [
    {
      type: 'value',
      options: Object.fromEntries(
        SEVERITIES.map((severity, index) => [
          String(rankOf(severity)),
          { text: severity, color: SEVERITY_COLOURS[severity], index },
        ])
      ),
    },
  ],
};

function rankOf(severity: Incident['severity']): number {
  return SEVERITIES.length - SEVERITIES.indexOf(severity);
}

/**
 * A series for each service that was part of an incident, those with the gravest and most first: the gravest severity
 * at each time, no value where there was none. All have the same times, those at which something begins or ends.
 */
export function incidentTimeline(analysis: Analysis, request: LimitedRequest): Frame[] {
  const { fromMs, toMs } = analysis.range;
  const incidents = wantedIncidents(analysis, request);
  const all = servicesOf(incidents).filter((service) => isWanted(request, service));
  if (all.length === 0) {
    // Without a time, Grafana draws its own complaint in place of the range.
    const ends = Float64Array.of(fromMs, toMs);
    const empty = seriesFrame(ends, Float64Array.of(NaN, NaN), CONFIG, { service: 'all services' });
    return noData(empty, 'No incident was found in this range.', request);
  }
  const edges = incidents.flatMap(({ startMs, endMs }) => [Math.max(fromMs, startMs), Math.min(toMs, endMs)]);
  const times = Float64Array.from(new Set([fromMs, ...edges, toMs])).sort();
  const [first, ...rest] = all
    .slice(0, request.limit)
    .map((service) => seriesFrame(times, severities(service, incidents, times), CONFIG, { service }));
  const notices: Notice[] =
    all.length > request.limit
      ? [{ severity: 'info', text: `The ${request.limit} worst hit of ${all.length} services.` }]
      : [];
  return [{ ...first, meta: { ...first.meta, ...(notices.length > 0 && { notices }) } }, ...rest];
}

function servicesOf(incidents: readonly Incident[]): string[] {
  const weights = new Map<string, number>();
  for (const { severity, services } of incidents) {
    for (const service of services) {
      // One that is graver outweighs any number of others.
      weights.set(service, (weights.get(service) ?? 0) + (incidents.length + 1) ** rankOf(severity));
    }
  }
  return [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([service]) => service);
}

function severities(service: string, incidents: readonly Incident[], times: Float64Array): Float64Array {
  const ranks = new Float64Array(times.length).fill(NaN);
  for (const { services, severity, startMs, endMs } of incidents) {
    if (services.includes(service)) {
      times.forEach((time, i) => {
        if (time >= startMs && time < endMs) {
          ranks[i] = Math.max(rankOf(severity), Number.isNaN(ranks[i]) ? 0 : ranks[i]);
        }
      });
    }
  }
  return ranks;
}
