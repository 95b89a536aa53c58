import { type Incident, SEVERITIES } from '../analysis';
import { hash } from '../statistics/hash';
import { type Finding, type RuleInput } from './rule';
import { INCIDENT_RULES } from './rules';
import { firstCause } from './firstCause';
import { type TimeRange } from '../countWindows';

/** What every rule found, merged where findings overlap, newest first. */
export function findIncidents(input: RuleInput, range: TimeRange): Incident[] {
  return INCIDENT_RULES.flatMap((rule) => rule(input))
    .map((finding) => incidentOf(finding, input, range))
    .sort(
      (a, b) =>
        b.startMs - a.startMs ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        (a.id < b.id ? -1 : 1)
    );
}

function incidentOf(finding: Finding, input: RuleInput, range: TimeRange): Incident {
  const { windows } = input;
  const services = finding.services.map((index) => windows.services[index]);
  const firstWindowMs = windows.startMs + finding.from * windows.windowMs;
  const lastEndMs = windows.startMs + finding.to * windows.windowMs;
  const startMs = Math.max(range.fromMs, firstWindowMs);
  const cause = firstCause(input, startMs, firstWindowMs + windows.windowMs);
  return {
    id: hash(`${finding.type}|${[...services].sort()[0]}|${firstWindowMs}`),
    type: finding.type,
    severity: finding.severity,
    services,
    startMs,
    endMs: Math.min(range.toMs, lastEndMs),
    ongoing: lastEndMs >= range.toMs,
    description: finding.description,
    recommendation: finding.recommendation,
    evidence: finding.evidence,
    ...(cause && { cause }),
  };
}
