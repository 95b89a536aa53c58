import { judgementOf } from '../analysis/incidents/identity/judgementOf';
import { type Analysis, type Incident } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { dateTime } from '../format/dateTime';
import { type ExploreStates } from '../query/explore/exploreState';
import { BEFORE_INCIDENT_MS } from './exploreLinks';
import { frame, noData, numberField, stringField } from './fields';
import { type Frame } from './frame';
import { whyUnseen } from './whyUnseen';
import { MINUTE } from '../time/units';

const NAME = VIEWS.incidents.label;

/** Lines are shown until so long after the start: a range that stays the same while the incident lasts. */
const AFTER_START_MS = 10 * MINUTE;

type Labels = Readonly<Record<string, string>>;

/**
 * What an alert rule reads of incidents: for each that is under way the value 1, under labels that stay the same while
 * it lasts, as what it was first found to be. So one incident is one alert, which ends with it. Where none is under
 * way, a single 0 without labels; no data where too little is known of the logs to tell.
 *
 * What Explore is to show of it stands in labels that Grafana shows nowhere, by their underscores, but gives to the
 * templates of a rule's annotations.
 */
export function incidentAlerts(
  { totals }: Pick<Analysis, 'totals'>,
  found: readonly Incident[],
  explore: ExploreStates = {}
): Frame[] {
  const labels = found.filter(({ ongoing }) => ongoing).map((incident) => labelsOf(incident, explore));
  if (labels.length > 0) {
    const names = Object.keys(labels[0]);
    const columns = names.map((name) =>
      stringField(
        name,
        labels.map((own) => own[name])
      )
    );
    return [
      frame(NAME, 'numeric-long', [
        ...columns,
        numberField(
          'ongoing',
          labels.map(() => 1)
        ),
      ]),
    ];
  }
  const none = frame(NAME, 'numeric-long', [numberField('ongoing', [0])]);
  const why = whyUnseen(totals);
  return why ? noData(none, why, { forAlert: true }) : [none];
}

function labelsOf(incident: Incident, { lines, trace }: ExploreStates): Labels {
  const judged = incident.first ?? judgementOf(incident, incident.endMs);
  const { service, type, severity, startMs, cause = '', line = '', traceId, recommendation } = judged;
  const services = cause && cause !== service ? [cause, service] : [service];
  return {
    id: incident.id,
    service,
    type,
    severity,
    since: `${dateTime(startMs)} UTC`,
    since_ms: String(Math.floor(startMs)),
    cause,
    first_error: line,
    recommendation,
    ...(lines && {
      __lines__: lines({ services, fromMs: startMs - BEFORE_INCIDENT_MS, toMs: startMs + AFTER_START_MS }),
    }),
    ...(trace && { __trace__: traceId ? trace(traceId, startMs) : '' }),
  };
}
