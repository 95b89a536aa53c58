import { type Analysis, SEVERITIES } from '../analysis/analysis';
import { colouredWords, SEVERITY_COLOURS } from './colours';
import { frame, numberField, stringField } from './fields';
import { type Frame } from './frame';
import { wantedIncidents } from './services';
import { type ViewRequest } from './view';

/**
 * How many incidents are CRITICAL, HIGH and MEDIUM, in that order, 0 where there are none. A request for some severities
 * gets these only: an alert rule on critical incidents asks for CRITICAL.
 */
export function incidentsBySeverity(analysis: Analysis, request: ViewRequest): Frame[] {
  const severities = SEVERITIES.filter(
    (severity) => !request.severities?.length || request.severities.includes(severity)
  );
  const incidents = wantedIncidents(analysis, request);
  const counts = severities.map((wanted) => incidents.filter(({ severity }) => severity === wanted).length);
  return [
    frame('Incidents by severity', 'numeric-long', [
      stringField('severity', severities, { mappings: colouredWords(SEVERITY_COLOURS) }),
      numberField('incidents', counts, { displayName: 'Incidents', unit: 'short', decimals: 0, min: 0 }),
    ]),
  ];
}
