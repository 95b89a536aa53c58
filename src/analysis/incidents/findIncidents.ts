import { type Incident, SEVERITIES } from '../analysis';
import { type TimeRange } from '../countWindows';
import { hash } from '../statistics/hash';
import { causeOf, firstErrorOf } from './cause';
import { dataGaps } from './dataGaps';
import { mergeFindings } from './merge';
import { onsetsOf } from './onsets';
import { type Finding, type RuleContext, type RuleInput } from './rule';
import { INCIDENT_RULES } from './rules';
import { chainOf, MAX_SUSPECTS, rankSuspects, suspectOf } from './suspects';

/** What every rule found, merged where findings overlap, newest first. */
export function findIncidents(input: RuleInput, range: TimeRange): Incident[] {
  const context = { ...input, gaps: dataGaps(input.windows, input.counts) };
  const findings = INCIDENT_RULES.flatMap((rule) => rule(context));
  return mergeFindings(findings, input.windows.services)
    .map((finding) => incidentOf(finding, findings, context, range))
    .sort(
      (a, b) =>
        b.startMs - a.startMs ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        (a.id < b.id ? -1 : 1)
    );
}

function incidentOf(finding: Finding, findings: readonly Finding[], input: RuleContext, range: TimeRange): Incident {
  const { windows } = input;
  const firstWindowMs = windows.startMs + finding.from * windows.windowMs;
  const lastEndMs = windows.startMs + finding.to * windows.windowMs;
  const startMs = Math.max(range.fromMs, firstWindowMs);
  const ongoing = lastEndMs >= range.toMs;
  const { dependencies = [] } = input;
  const ranked = rankSuspects(onsetsOf(finding, findings, input), windows, dependencies);
  const suspects = ranked.slice(0, MAX_SUSPECTS).map((onset) => suspectOf(onset, finding.from, windows));
  const chain = chainOf(ranked, finding.from, windows, dependencies);
  const firstError = firstErrorOf(input, finding.from);
  const cause = causeOf(ranked, finding.from, input, firstError);
  return {
    id: idOf(finding, input, ongoing),
    type: finding.type,
    severity: finding.severity,
    services: finding.services.map((index) => windows.services[index]),
    startMs,
    endMs: Math.min(range.toMs, lastEndMs),
    ongoing,
    description: finding.description,
    recommendation: finding.recommendation,
    evidence: finding.evidence,
    ...(cause && { cause }),
    ...(firstError && { firstError }),
    ...(suspects.length > 0 && { suspects }),
    ...(chain.length > 0 && { chain }),
  };
}

/**
 * Made of what it is, where, and when it began. An incident that was under way as the range begins has no known start
 * and goes by its end, and one that outlasts the range on both sides by neither: so its id changes at most as its start and its end
 * leave the range, and not with every refresh.
 */
function idOf({ type, kind, services, from, to }: Finding, { windows }: RuleInput, ongoing: boolean): string {
  const at = (window: number) => windows.startMs + window * windows.windowMs;
  const when = from > 0 ? `from ${at(from)}` : ongoing ? 'throughout' : `to ${at(to)}`;
  const where = type === 'Cascading Failure' ? '' : windows.services[services[0]];
  return hash(`${type}|${kind ?? ''}|${where}|${when}`);
}
