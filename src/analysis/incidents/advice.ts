import { type IncidentCause } from '../model/analysis';
import { type Finding, type RuleInput } from './rule';
import { listed } from '../../format/format';
import { widthInWindows } from '../windows/widthInWindows';

/** From this likelihood on a cause is worth going to first. */
const LIKELY = 0.5;

/** Services that became slower as one did: within the time in which services that fail make a cascade. By name. */
export function slowTogether(
  finding: Finding,
  findings: readonly Finding[],
  { windows, options }: RuleInput
): string[] {
  if (finding.type !== 'Performance Degradation') {
    return [];
  }
  const width = widthInWindows(options.cascadeWindowMinutes, windows);
  const others = findings.filter(
    ({ type, services, from, to }) =>
      type === 'Performance Degradation' &&
      !finding.services.includes(services[0]) &&
      Math.abs(from - finding.from) <= width &&
      Math.min(to, finding.to) > Math.max(from, finding.from)
  );
  return [...new Set(others.map(({ services }) => windows.services[services[0]]))].sort();
}

/**
 * What a finding recommends, and where else to look: at what services that slowed down at once share, and where it
 * likely began.
 */
export function adviceOf(
  { recommendation, services }: Finding,
  together: readonly string[],
  cause: IncidentCause | undefined,
  { windows }: RuleInput
): string {
  const own = windows.services[services[0]];
  const shared =
    together.length > 0
      ? `. ${listed(together)} became slower with it: look at what they share, a network segment or a store`
      : '';
  const begin =
    cause && cause.confidence >= LIKELY && (cause.service !== own || services.length > 1)
      ? `. Begin at ${cause.service}, where it likely began`
      : '';
  return `${recommendation}${shared}${begin}`;
}
