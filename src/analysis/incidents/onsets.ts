import { type Finding, type RuleContext } from './rule';
import { widthInWindows } from './words';

/** When and how a service left what is usual for it. */
export interface Onset {
  /** Index into `windows.services`. */
  readonly service: number;
  readonly window: number;
  /** Standard deviations from what is usual, the most that any rule tells. */
  readonly strength: number;
  /** What showed it first. */
  readonly finding: Finding;
}

/**
 * The onset of each service that left what is usual for it during an incident, or in the minutes before that a root cause is looked for;
 * not before a gap in the logs.
 *
 * @param findings of all rules, before they are merged
 */
export function onsetsOf(
  incident: Finding,
  findings: readonly Finding[],
  { windows, options, gaps }: RuleContext
): Onset[] {
  const afterGap = gaps.subarray(0, incident.from).lastIndexOf(1) + 1;
  const earliest = Math.max(afterGap, incident.from - widthInWindows(options.rootCauseMinutes, windows));
  const onsets = new Map<number, Onset>();
  for (const finding of findings) {
    if (finding.services.length > 1 || finding.from < earliest || finding.from >= incident.to) {
      continue;
    }
    const [service] = finding.services;
    const strength = finding.strength ?? 0;
    const known = onsets.get(service);
    const first = !known || finding.from < known.window || (finding.from === known.window && strength > known.strength);
    onsets.set(service, {
      service,
      window: Math.min(finding.from, known?.window ?? finding.from),
      strength: Math.max(strength, known?.strength ?? 0),
      finding: first ? finding : known.finding,
    });
  }
  return [...onsets.values()];
}
