import { type Analysis, SEVERITIES } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { colouredWords, SEVERITY_COLOURS } from './colours';
import { frame, noData, numberField, stringField } from './fields';
import { type Frame } from './frame';
import { metricOf } from './metric';
import { wantedIncidents } from './services';
import { type ViewRequest } from './view';
import { whyUnseen } from './whyUnseen';

const { label: NAME, metrics: METRICS } = VIEWS.incidentsBySeverity;

/**
 * How many incidents are CRITICAL, HIGH and MEDIUM, in that order, 0 where there are none. A request for some
 * severities gets these only: an alert rule on critical incidents asks for CRITICAL, and by the metric ongoing for
 * those under way at the end of the range, which may then reach back as far as the analysis needs to know what is
 * normal. Without any log there is no count: that nobody was seen to fail says nothing then. Nor is there one for an
 * alert rule where too little is known of the logs to judge them, unless an incident was seen all the same.
 */
export function incidentsBySeverity(analysis: Analysis, request: ViewRequest): Frame[] {
  const severities = SEVERITIES.filter(
    (severity) => !request.severities?.length || request.severities.includes(severity)
  );
  const metric = metricOf(request.metric, METRICS) ?? 'incidents';
  const incidents = wantedIncidents(analysis, request).filter(({ ongoing }) => metric === 'incidents' || ongoing);
  const counts = severities.map((wanted) => incidents.filter(({ severity }) => severity === wanted).length);
  const why = whyUncounted(analysis, counts, request);
  const result = frame(NAME, 'numeric-long', [
    stringField('severity', why ? [] : severities, {
      displayName: 'Severity',
      mappings: colouredWords(SEVERITY_COLOURS),
    }),
    numberField(metric, why ? [] : counts, {
      displayName: METRICS[metric],
      unit: 'short',
      decimals: 0,
      min: 0,
    }),
  ]);
  return why ? noData(result, why, request) : [result];
}

function whyUncounted({ totals }: Analysis, counts: readonly number[], { forAlert }: ViewRequest) {
  const isSeen = counts.some((count) => count > 0);
  return totals.logs === 0 || (forAlert && !isSeen) ? whyUnseen(totals) : undefined;
}
