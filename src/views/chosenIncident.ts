import { byUrgency } from '../analysis/incidents/urgency';
import { type Analysis, type Incident } from '../analysis/model/analysis';
import { MOST_PRESSING } from '../query/views';
import { wantedIncidents } from './services';
import { type ViewRequest } from './view';

/** The incident that a request is for: the most pressing one where it names none. Undefined: there is no such. */
export function chosenIncident(analysis: Analysis, request: ViewRequest): Incident | undefined {
  const { incident = MOST_PRESSING } = request;
  return incident === MOST_PRESSING
    ? byUrgency(wantedIncidents(analysis, request))[0]
    : analysis.incidents.find(({ id }) => id === incident);
}

/** Why there is none. */
export function noIncident({ incident = MOST_PRESSING }: ViewRequest): string {
  return incident === MOST_PRESSING
    ? 'No incident was found in this range.'
    : `In this range there is no incident "${incident}".`;
}
