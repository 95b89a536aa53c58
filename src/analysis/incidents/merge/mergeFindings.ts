import { type IncidentType, SEVERITIES } from '../../model/analysis';
import { mergeEvidence } from '../evidence';
import { type Finding } from '../rule';

/**
 * What an incident of a type explains, so that it need not be reported again by itself. The most significant type comes
 * first.
 */
const EXPLAINS: Record<IncidentType, readonly IncidentType[]> = {
  'Cascading Failure': ['High Error Rate', 'Service Unavailability', 'Performance Degradation', 'Unusual Log Pattern'],
  'Security Threat': ['High Error Rate', 'Unusual Log Pattern'],
  'Resource Exhaustion': [
    'High Error Rate',
    'Service Unavailability',
    'Performance Degradation',
    'Unusual Log Pattern',
  ],
  'High Error Rate': ['Service Unavailability', 'Performance Degradation', 'Unusual Log Pattern'],
  'Service Unavailability': ['Performance Degradation', 'Unusual Log Pattern'],
  'Performance Degradation': ['Unusual Log Pattern'],
  'Unusual Log Pattern': [],
};

/** Whether an incident of a type may be one of the other as well, which is not reported by itself then. */
export function includesType(type: IncidentType, other: IncidentType): boolean {
  return type === other || EXPLAINS[type].includes(other);
}

/** Whether an incident of one type explains one of the other, so that the same trouble may be called either. */
export function belongTogether(a: IncidentType, b: IncidentType): boolean {
  return EXPLAINS[a].includes(b) || EXPLAINS[b].includes(a);
}

/** A finding is explained by another that covers this share of it. */
const COVERED = 0.5;

/**
 * One finding for one trouble: findings of the same kind and service that overlap become one; what a wider finding of
 * the same services explains becomes its evidence.
 *
 * @param names of the services
 */
export function mergeFindings(findings: readonly Finding[], names: readonly string[]): Finding[] {
  const joined = joinSameKind(findings);
  const taken = new Set<Finding>();
  const order = Object.keys(EXPLAINS);
  const wider = [...joined].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  const byService = names.map((): Finding[] => []);
  joined.forEach((finding) => byService[finding.services[0]].push(finding));
  return wider.flatMap((finding) => {
    if (taken.has(finding)) {
      return [];
    }
    const explained = finding.services
      .flatMap((service) => byService[service])
      .filter((other) => explains(finding, other) && other !== finding && !taken.has(other));
    explained.forEach((other) => taken.add(other));
    return [explained.reduce((whole, part) => withEvidenceOf(whole, part, names), finding)];
  });
}

function joinSameKind(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const service = finding.type === 'Cascading Failure' ? '' : finding.services[0];
    const key = `${finding.type}|${finding.kind ?? ''}|${service}`;
    const group = groups.get(key);
    if (group) {
      group.push(finding);
    } else {
      groups.set(key, [finding]);
    }
  }
  return [...groups.values()].flatMap((group) => {
    const joined: Finding[] = [];
    for (const finding of [...group].sort((a, b) => a.from - b.from)) {
      const last = joined.at(-1);
      if (last && finding.from <= last.to) {
        joined[joined.length - 1] = join(last, finding);
      } else {
        joined.push(finding);
      }
    }
    return joined;
  });
}

/** Keeps the text of the finding that names who did it, or else of the more severe one. */
function join(a: Finding, b: Finding): Finding {
  const [severe, lesser] = SEVERITIES.indexOf(a.severity) <= SEVERITIES.indexOf(b.severity) ? [a, b] : [b, a];
  const [main, other] = lesser.isNamed && !severe.isNamed ? [lesser, severe] : [severe, lesser];
  return {
    ...main,
    severity: severe.severity,
    services: [...new Set([...main.services, ...other.services])],
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    strength: Math.max(a.strength ?? 0, b.strength ?? 0),
    evidence: mergeEvidence([...main.evidence, ...other.evidence]),
  };
}

function explains(whole: Finding, part: Finding): boolean {
  const common = Math.min(whole.to, part.to) - Math.max(whole.from, part.from);
  return (
    common >= COVERED * (part.to - part.from) &&
    EXPLAINS[whole.type].includes(part.type) &&
    part.services.every((service) => whole.services.includes(service))
  );
}

function withEvidenceOf(whole: Finding, part: Finding, names: readonly string[]): Finding {
  const service = names[part.services[0]];
  const evidence = whole.services.length > 1 ? part.evidence.map((one) => ({ ...one, service })) : part.evidence;
  return {
    ...whole,
    from: Math.min(whole.from, part.from),
    to: Math.max(whole.to, part.to),
    // What the lines say is more to the point than what a rate says.
    recommendation:
      part.kind && !whole.kind && whole.services.length === 1 ? part.recommendation : whole.recommendation,
    evidence: mergeEvidence([...whole.evidence, ...evidence]),
  };
}
