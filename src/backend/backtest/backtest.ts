import { incidentsIn } from '../../analysis/lookAt/describeRange';
import { type JudgedLogs } from '../../analysis/lookAt/judged';
import { type TimeRange } from '../../analysis/windows/grid';
import { isOf } from '../../analysis/windows/leftOut';
import { splitMuted } from '../../analysis/incidents/muted';
import { CancelledError } from '../../errors';
import { type Backtest, type Firing, type Labels, type TriedIncident } from '../../query/backtest';
import { eventsReachingInto, type KnownEvent } from '../../query/calendar';
import { type ViewType } from '../../query/views';
import { WEEK } from '../../time/units';
import { drawView } from '../../views/registry';
import { type ViewRequest } from '../../views/view';
import { valuesOf } from './valuesOf';
import { seenAt } from './seenAt';

/** A rule that is not saved yet. */
export interface TriedRule {
  readonly view: ViewType;
  /** What its query asks of the view. */
  readonly request: Omit<ViewRequest, 'forAlert' | 'maxDataPoints'>;
  /** It fires where a value is above this, or below. */
  readonly threshold: number;
  readonly fires: 'above' | 'below';
  /** How far its query looks back, ms. */
  readonly rangeMs: number;
}

/** Evaluations between which others have their turn. */
const AT_ONCE = 10;

/**
 * When a rule would have fired in a time, evaluated every so often, each time as the rule is: by the view, of the range
 * that ends there. Linear in evaluations and the logs of their ranges.
 *
 * @param time within the span, from `rangeMs` after its start on
 * @throws CancelledError, QueryError for what the view refuses
 */
export async function backtest(
  judged: JudgedLogs,
  rule: TriedRule,
  { fromMs, toMs }: TimeRange,
  everyMs: number,
  signal: AbortSignal
): Promise<Backtest> {
  const request: ViewRequest = { ...rule.request, forAlert: true, maxDataPoints: Infinity };
  const marked = markedIn(judged.events, { fromMs, toMs });
  const truth = marked.length > 0 ? marked : foundIn(judged, { fromMs, toMs });
  const open = new Map<string, { labels: Labels; fromMs: number; toMs: number; worst: number }>();
  const found: Array<Omit<Firing, 'incidents'>> = [];
  let evaluations = 0;
  let withoutData = 0;
  for (let atMs = fromMs; atMs <= toMs; atMs += everyMs) {
    if (evaluations++ % AT_ONCE === 0) {
      await new Promise(setImmediate);
      if (signal.aborted) {
        throw new CancelledError();
      }
    }
    const analysis = seenAt(judged, { fromMs: atMs - rule.rangeMs, toMs: atMs }, rule.view);
    const values = valuesOf(drawView(rule.view, analysis, request));
    withoutData += values.length === 0 ? 1 : 0;
    const beyond = new Map(
      values.filter(({ value }) => isBeyond(value, rule)).map((one) => [JSON.stringify(one.labels), one])
    );
    for (const [key, firing] of open) {
      if (!beyond.has(key)) {
        found.push(firing);
        open.delete(key);
      }
    }
    for (const [key, { labels, value }] of beyond) {
      const before = open.get(key) ?? { labels, fromMs: atMs, toMs: atMs, worst: value };
      const worst = rule.fires === 'above' ? Math.max(before.worst, value) : Math.min(before.worst, value);
      // It goes on up to the next evaluation, which may find it over.
      open.set(key, { ...before, toMs: Math.min(toMs, atMs + everyMs), worst });
    }
  }
  const firings = [...found, ...open.values()]
    .map((firing) => ({ ...firing, incidents: met(firing, truth, rule).map(({ id }) => id) }))
    .sort((a, b) => a.fromMs - b.fromMs);
  const isMet = new Set(firings.flatMap(({ incidents }) => incidents));
  const weeks = (toMs - fromMs) / WEEK;
  return {
    fromMs,
    toMs,
    everyMs,
    evaluations,
    withoutData,
    firings,
    firingsPerWeek: firings.length / weeks,
    falseAlarmsPerWeek: firings.filter(({ incidents }) => incidents.length === 0).length / weeks,
    truth: marked.length > 0 ? 'marked' : 'found',
    incidents: truth.map((incident) => ({ ...incident, isMet: isMet.has(incident.id) })),
  };
}

type Truth = Omit<TriedIncident, 'isMet'>;

function markedIn(events: readonly KnownEvent[], time: TimeRange): Truth[] {
  return eventsReachingInto(events, time)
    .filter(({ mark }) => mark === 'incident')
    .map(({ name, services, fromMs, toMs }, index) => ({
      id: `mark ${index + 1}`,
      type: name,
      services,
      startMs: fromMs,
      endMs: toMs,
    }));
}

function foundIn({ incidents, events }: JudgedLogs, time: TimeRange): Truth[] {
  const { alerting } = splitMuted(incidents, events);
  return incidentsIn(alerting, time).map(({ id, type, severity, services, startMs, endMs }) => ({
    id,
    type,
    severity,
    services,
    startMs,
    endMs,
  }));
}

function isBeyond(value: number, { threshold, fires }: TriedRule): boolean {
  return fires === 'above' ? value > threshold : value < threshold;
}

/** The incidents during which it fired: a rule sees one for as long as its range reaches back to it. */
function met(
  { labels, fromMs, toMs }: Pick<Firing, 'labels' | 'fromMs' | 'toMs'>,
  incidents: readonly Truth[],
  { rangeMs }: TriedRule
): Truth[] {
  return incidents.filter(
    ({ startMs, endMs, services }) =>
      startMs < toMs && endMs + rangeMs > fromMs && (labels.service === undefined || isOf({ services }, labels.service))
  );
}
