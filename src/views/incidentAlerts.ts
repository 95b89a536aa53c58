import { judgementOf } from '../analysis/incidents/identity/judgementOf';
import { type Analysis, type Incident } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { dateTime } from '../format/dateTime';
import { frame, noData, numberField, stringField } from './fields';
import { type Frame } from './frame';
import { whyUnseen } from './whyUnseen';

const NAME = VIEWS.incidents.label;

type Labels = Readonly<Record<string, string>>;

/**
 * What an alert rule reads of incidents: for each that is under way the value 1, under labels that stay the same while
 * it lasts, as what it was first found to be. So one incident is one alert, which ends with it. Where none is under
 * way, a single 0 without labels; no data where too little is known of the logs to tell.
 */
export function incidentAlerts({ totals }: Pick<Analysis, 'totals'>, found: readonly Incident[]): Frame[] {
  const labels = found.filter(({ ongoing }) => ongoing).map(labelsOf);
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

function labelsOf(incident: Incident): Labels {
  const judged = incident.first ?? judgementOf(incident, incident.endMs);
  const { service, type, severity, startMs, cause = '', line = '', recommendation } = judged;
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
  };
}
