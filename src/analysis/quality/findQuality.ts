import { type KnownEvent } from '../../query/calendar';
import { type Mark } from '../../query/marks';
import { MARGIN_MS } from '../incidents/muted';
import { type Analysis, type FirstJudgement, type Incident, INCIDENT_TYPES } from '../model/analysis';
import { quantile } from '../statistics/quantile';
import { isOf } from '../windows/leftOut';

/** What was found in a range, against what people marked in it. */
export interface Quality {
  readonly what: 'incidents' | 'anomalies';
  /** Undefined: of all. */
  readonly service: string | undefined;
  /** The type of the incidents; undefined: all. */
  readonly rule: string | undefined;
  /** Incidents that people marked, and of these those in which anything was found. */
  readonly marked: number;
  readonly met: number;
  /** What was found: in an incident that was marked, in what was marked as noise, in neither. */
  readonly right: number;
  readonly noise: number;
  readonly unmarked: number;
  /** From the start of a marked incident to what was found, ms, the median; negative: before. NaN: nothing was. */
  readonly delayMs: number;
  /** The same to when it was first seen; NaN where that is not remembered. */
  readonly seenDelayMs: number;
}

/** Something that was found: one incident, or the anomalies of a service in a window. */
interface Finding {
  readonly fromMs: number;
  readonly toMs: number;
  readonly services: readonly string[];
  readonly rule?: string;
  readonly count: number;
  /** When it was first seen, ms; left out: not known. */
  readonly seenMs?: number;
}

/** What of an analysis it takes. */
export interface QualityInput {
  readonly events: Analysis['events'];
  readonly incidents: readonly FoundIncident[];
  readonly mutedIncidents: ReadonlyArray<{ readonly incident: FoundIncident; readonly event: KnownEvent }>;
  readonly anomalies: Pick<Analysis['anomalies'], 'status' | 'perWindow'>;
  readonly windows: Pick<Analysis['windows'], 'services' | 'startMs' | 'windowMs' | 'windowCount'>;
}

type FoundIncident = Pick<Incident, 'type' | 'services' | 'startMs' | 'endMs'> & {
  readonly first?: Pick<FirstJudgement, 'seenMs'>;
};

type Verdict = 'right' | 'noise' | 'unmarked' | 'known';

/**
 * How good what was found in a range is, by what people marked: of all, of each service, of each rule that found
 * anything. What was marked as expected, or is muted, counts for neither. Empty: nothing was marked as an incident or as
 * noise. Linear in findings times marks.
 */
export function findQuality(analysis: QualityInput): Quality[] {
  const { events, anomalies } = analysis;
  const incidents = events.filter(({ mark }) => mark === 'incident');
  if (incidents.length === 0 && !events.some(({ mark }) => mark === 'noise')) {
    return [];
  }
  const judge = (findings: readonly Finding[]) =>
    findings.map((finding) => ({ finding, verdict: verdictOn(finding, events) }));
  const found = judge(incidentFindings(analysis));
  const flagged = anomalies.status === 'learning' ? undefined : judge(anomalyFindings(analysis));
  return [...rowsOf('incidents', found, incidents), ...(flagged ? rowsOf('anomalies', flagged, incidents) : [])];
}

interface Judged {
  readonly finding: Finding;
  readonly verdict: Verdict;
}

function rowsOf(what: Quality['what'], judged: readonly Judged[], marks: readonly KnownEvent[]): Quality[] {
  const services = [...judged.flatMap(({ finding }) => finding.services), ...marks.flatMap((mark) => mark.services)];
  const row = (service: string | undefined, rule: string | undefined) => rowOf({ what, service, rule }, judged, marks);
  return [
    row(undefined, undefined),
    ...[...new Set(services)].sort().map((service) => row(service, undefined)),
    ...INCIDENT_TYPES.filter((type) => judged.some(({ finding }) => finding.rule === type)).map((type) =>
      row(undefined, type)
    ),
  ];
}

function rowOf(
  { what, service, rule }: Pick<Quality, 'what' | 'service' | 'rule'>,
  judged: readonly Judged[],
  all: readonly KnownEvent[]
): Quality {
  const own = judged.filter(
    ({ finding }) =>
      (service === undefined || finding.services.includes(service)) && (rule === undefined || finding.rule === rule)
  );
  // A mark of all services is of none in particular: nobody said that each of them has to show it.
  const marks = all.filter(({ services }) => service === undefined || services.includes(service));
  const firsts = marks.map((mark) => ({ mark, met: own.filter(({ finding }) => isIn(finding, mark)) }));
  const met = firsts.filter((first) => first.met.length > 0);
  const count = (wanted: Verdict) =>
    own.reduce((sum, { finding, verdict }) => sum + (verdict === wanted ? finding.count : 0), 0);
  const delay = (timeOf: (finding: Finding) => number | undefined) =>
    medianOf(
      met.map(
        ({ mark, met: ones }) => Math.min(...ones.map(({ finding }) => timeOf(finding) ?? Infinity)) - mark.fromMs
      )
    );
  return {
    what,
    service,
    rule,
    marked: marks.length,
    met: met.length,
    right: count('right'),
    noise: count('noise'),
    unmarked: count('unmarked'),
    delayMs: delay(({ fromMs }) => fromMs),
    seenDelayMs: delay(({ seenMs }) => seenMs),
  };
}

/** Of those that are known. */
function medianOf(values: readonly number[]): number {
  return quantile(Float64Array.from(values.filter(Number.isFinite)), 0.5);
}

/** What people said last of it counts least: an incident is one whatever else is known of its time. */
function verdictOn(finding: Finding, events: readonly KnownEvent[]): Verdict {
  const own = events.filter((event) => isIn(finding, event));
  const has = (mark: Mark) => own.some((event) => event.mark === mark);
  const isKnown = has('expected') || own.some(({ isMuted }) => isMuted);
  return has('incident') ? 'right' : has('noise') ? 'noise' : isKnown ? 'known' : 'unmarked';
}

/** People mark to a few minutes. */
function isIn({ fromMs, toMs, services }: Finding, event: KnownEvent): boolean {
  return (
    fromMs < event.toMs + MARGIN_MS &&
    toMs > event.fromMs - MARGIN_MS &&
    services.some((service) => isOf(event, service))
  );
}

/** Those that a mark mutes were found all the same; those that the calendar does nobody was to be told of. */
function incidentFindings({ incidents, mutedIncidents }: QualityInput): Finding[] {
  const silenced = mutedIncidents.flatMap(({ incident, event }) => (event.mark ? [incident] : []));
  return [...incidents, ...silenced].map(({ startMs, endMs, services, type, first }) => ({
    fromMs: startMs,
    toMs: endMs,
    services,
    rule: type,
    count: 1,
    ...(first && { seenMs: first.seenMs }),
  }));
}

function anomalyFindings({ anomalies: { perWindow }, windows }: QualityInput): Finding[] {
  const { services, startMs, windowMs, windowCount } = windows;
  return services.flatMap((service, index) =>
    Array.from(perWindow.subarray(index * windowCount, (index + 1) * windowCount), (count, window) => ({
      fromMs: startMs + window * windowMs,
      toMs: startMs + (window + 1) * windowMs,
      services: [service],
      count,
    })).filter(({ count }) => count > 0)
  );
}
