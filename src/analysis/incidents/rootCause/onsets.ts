import { type Finding, type RuleContext } from '../rule';
import { widthInWindows } from '../../windows/widthInWindows';

/** A finding shows an onset from this share of the service's greatest deviation on. */
const MIN_RELATIVE_STRENGTH = 0.25;

/** When and how a service left what is usual for it. */
export interface Onset {
  /** Index into `windows.services`. */
  readonly service: number;
  readonly window: number;
  /** Standard deviations from what is usual, the most that any rule reports. */
  readonly strength: number;
  /** What showed it first. */
  readonly finding: Finding;
}

/**
 * The onset of each service that left what is usual for it during an incident, or in the minutes before that a root
 * cause is looked for; not before a gap in the logs.
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
  const byService = new Map<number, Finding[]>();
  for (const finding of findings) {
    if (finding.services.length === 1 && finding.from >= earliest && finding.from < incident.to) {
      const [service] = finding.services;
      const own = byService.get(service);
      if (own) {
        own.push(finding);
      } else {
        byService.set(service, [finding]);
      }
    }
  }
  return [...byService].map(([service, own]) => onsetOf(service, own));
}

/**
 * The onset is that of the first significant finding: what hardly deviates, or goes by a fixed threshold, may begin
 * with a stray error before.
 */
function onsetOf(service: number, findings: readonly Finding[]): Onset {
  const strengthOf = ({ strength = 0 }: Finding) => strength;
  const strength = findings.reduce((most, finding) => Math.max(most, strengthOf(finding)), 0);
  const [finding] = findings
    .filter((candidate) => strengthOf(candidate) >= MIN_RELATIVE_STRENGTH * strength)
    .sort((a, b) => a.from - b.from || strengthOf(b) - strengthOf(a));
  return { service, window: finding.from, strength, finding };
}
