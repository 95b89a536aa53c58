import { type Incident, SEVERITIES } from '../model/analysis';
import { type TimeRange } from '../windows/grid';
import { adviceOf, slowTogether } from './advice';
import { causeOf, firstErrorOf } from './rootCause/cause';
import { chainOf } from './rootCause/chain';
import { dataGaps } from '../windows/dataGaps';
import { evidenceText } from './evidence';
import { incidentIds } from './identity/incidentIds';
import { mergeFindings } from './merge/mergeFindings';
import { isOngoing } from './ongoing';
import { mayBeRelated } from './rootCause/related';
import { onsetsOf } from './rootCause/onsets';
import { type Finding, type RuleContext, type RuleInput } from './rule';
import { INCIDENT_RULES } from './rules';
import { serviceSeries } from '../series/serviceSeries';
import { sameTimeOf } from '../windows/sameTime';
import { findSilences } from '../windows/silences';
import { findTotalSilence } from '../windows/totalSilence';
import { MAX_SUSPECTS, rankSuspects, suspectOf } from './rootCause/suspects';
import { wantedFindings } from './wantedFindings';
import { listed } from '../../format/format';

/** What every rule found, merged where findings overlap, newest first. */
export function findIncidents(input: RuleInput, range: TimeRange): Incident[] {
  const { windows } = input;
  const context = ruleContext(input);
  const findings = wantedFindings(
    INCIDENT_RULES.flatMap((rule) => rule(context)),
    context
  );
  const merged = mergeFindings(findings, windows.services).map((finding) => ({
    finding,
    ongoing: isOngoing(finding, input, range),
  }));
  const ids = incidentIds(merged, windows);
  return merged
    .map(({ finding, ongoing }, i) => incidentOf({ id: ids[i], ongoing }, finding, findings, context, range))
    .sort(
      (a, b) =>
        b.startMs - a.startMs ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        (a.id < b.id ? -1 : 1)
    );
}

/** What rules are given, with what each would else look for by itself. */
export function ruleContext(input: RuleInput): RuleContext {
  const { windows, counts, silences = findSilences(windows, counts), series = serviceSeries(input) } = input;
  const sameTime = input.sameTime ?? sameTimeOf(windows);
  const totalSilence = findTotalSilence(windows, counts, input.readAtMs);
  return {
    ...input,
    silences,
    ...(totalSilence && { totalSilence }),
    gaps: dataGaps(windows, counts),
    series,
    sameTime,
  };
}

function incidentOf(
  { id, ongoing }: Pick<Incident, 'id' | 'ongoing'>,
  finding: Finding,
  findings: readonly Finding[],
  input: RuleContext,
  range: TimeRange
): Incident {
  const { windows } = input;
  const firstWindowMs = windows.startMs + finding.from * windows.windowMs;
  const lastEndMs = windows.startMs + finding.to * windows.windowMs;
  const startMs = Math.max(range.fromMs, firstWindowMs);
  const { dependencies = [] } = input;
  const hit = finding.services.map((index) => windows.services[index]);
  const onsets = onsetsOf(finding, findings, input);
  const ranked = rankSuspects(
    onsets,
    windows,
    dependencies,
    finding.isTraced ? mayBeRelated(hit, dependencies) : undefined
  );
  const suspects = ranked.slice(0, MAX_SUSPECTS).map((onset) => suspectOf(onset, finding.from, windows));
  const chain = chainOf(ranked, finding.from, windows, dependencies);
  const firstError = firstErrorOf(input, finding.from);
  const together = slowTogether(finding, findings, input);
  const cause = causeOf(ranked, finding.from, input, firstError);
  return {
    id,
    type: finding.type,
    ...(finding.kind !== undefined && { kind: finding.kind }),
    severity: finding.severity,
    services: hit,
    startMs,
    endMs: ongoing ? range.toMs : lastEndMs,
    ongoing,
    description: finding.description,
    recommendation: adviceOf(finding, together, cause, input),
    evidence: [
      ...finding.evidence.map(evidenceText),
      ...(together.length > 0 ? [`${listed(together)} became slower with it`] : []),
    ],
    ...(cause && { cause }),
    ...(firstError && { firstError }),
    ...(suspects.length > 0 && { suspects }),
    ...(chain.length > 0 && { chain }),
  };
}
