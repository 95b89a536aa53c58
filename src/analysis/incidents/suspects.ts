import { type Suspect } from '../analysis';
import { type Finding, type RuleInput } from './rule';
import { plural, widthInWindows } from './words';

const MAX_SUSPECTS = 5;

/** What a service had first, and when. */
interface Onset {
  readonly service: number;
  readonly window: number;
  readonly strength: number;
  readonly finding: Finding;
}

/**
 * Services by how likely an incident began there: the one that first left what is usual for it comes first; of those that left it in
 * the same window, the one that left it the furthest.
 *
 * @param findings of all rules, before they are merged
 */
export function suspectsOf(
  incident: Finding,
  findings: readonly Finding[],
  { windows, options }: RuleInput
): Suspect[] {
  const earliest = incident.from - widthInWindows(options.rootCauseMinutes, windows);
  const onsets = new Map<number, Onset>();
  for (const finding of findings) {
    if (finding.services.length > 1 || finding.from < earliest || finding.from >= incident.to) {
      continue;
    }
    const [service] = finding.services;
    const onset = { service, window: finding.from, strength: finding.strength ?? 0, finding };
    const known = onsets.get(service);
    if (!known || comesBefore(onset, known) < 0) {
      onsets.set(service, onset);
    }
  }
  return [...onsets.values()]
    .sort(comesBefore)
    .slice(0, MAX_SUSPECTS)
    .map(({ service, window, finding }) => {
      const minutes = Math.round(((incident.from - window) * windows.windowMs) / 60_000);
      const when =
        minutes > 0
          ? `${plural(minutes, 'minute')} before`
          : minutes < 0
            ? `${plural(-minutes, 'minute')} in`
            : 'as it began';
      return {
        service: windows.services[service],
        onsetMs: windows.startMs + window * windows.windowMs,
        text: `${windows.services[service]}, ${when}: ${finding.evidence[0]}`,
      };
    });
}

function comesBefore(a: Onset, b: Onset): number {
  return a.window - b.window || b.strength - a.strength || a.service - b.service;
}
