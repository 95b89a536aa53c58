import { type AlertRule, type Group } from './rule';

const HOUR = 3600;

/** Where an incident's labels lead to; empty where no data source is named that has its logs, or its traces. */
const WAYS = {
  lines: wayOf('__lines__'),
  trace: wayOf('__trace__'),
};

/** Where an incident began, its first line and what to do, as first found. */
const FOUND =
  '{{ if $labels.cause }}It began at {{ $labels.cause }}, as far as is known. {{ end }}{{ if $labels.first_error }}First error: {{ $labels.first_error }}. {{ end }}{{ $labels.recommendation }}';

/** What is under way: asked often, so that a message comes within half a minute. */
const INCIDENTS: Group<AlertRule> = {
  name: 'seismolog-incidents',
  seconds: 10,
  remark: 'Often, so that a message comes within half a minute. The three share one analysis.',
  rules: [
    {
      uid: 'seismolog-critical-incident',
      title: 'Critical incident',
      remark: 'For the pager: of the incidents below only those that are critical by now, each once more.',
      view: { queryType: 'incidents', severities: ['CRITICAL'] },
      seconds: HOUR,
      fires: ['above', 0],
      for: '0s',
      // A day without any log is no day without incidents.
      withoutData: 'NoData',
      severity: 'critical',
      summary: 'CRITICAL: {{ $labels.type }} of {{ $labels.service }} since {{ $labels.since }}',
      description: FOUND,
      annotations: WAYS,
      panel: ['seismolog-on-call', 'Now'],
    },
    {
      uid: 'seismolog-incident',
      title: 'Incident',
      remark: 'Each is an alert of its own, with its id, service, type and severity as labels to route and silence by.',
      view: { queryType: 'incidents' },
      seconds: 24 * HOUR,
      fires: ['above', 0],
      for: '0s',
      withoutData: 'NoData',
      summary: '{{ $labels.severity }}: {{ $labels.type }} of {{ $labels.service }} since {{ $labels.since }}',
      description: FOUND,
      annotations: WAYS,
      panel: ['seismolog-on-call', 'Incidents'],
    },
    {
      uid: 'seismolog-silence',
      title: 'Silence',
      remark: 'Of the incidents under way those whose evidence is a silence.',
      view: { queryType: 'incidents', include: 'fell silent|no log (in|of any)' },
      seconds: 24 * HOUR,
      fires: ['above', 0],
      for: '0s',
      withoutData: 'NoData',
      severity: 'critical',
      summary: '{{ $labels.service }} has been silent since {{ $labels.since }}',
      description:
        'Logs that were to be expected did not come: the service is down, or what ships its logs is. {{ $labels.recommendation }}',
      annotations: WAYS,
      panel: ['seismolog-on-call', 'Incidents'],
    },
  ],
};

const OTHERS: Group<AlertRule> = {
  name: 'seismolog',
  seconds: 30,
  rules: [
    {
      uid: 'seismolog-health',
      title: 'Health below 60',
      view: { queryType: 'healthScore' },
      seconds: HOUR,
      fires: ['below', 60],
      for: '1m',
      withoutData: 'NoData',
      severity: 'high',
      summary: 'Health is {{ printf "%.1f" $values.B.Value }} of 100',
      description:
        'What was logged in the last half hour costs the system more than 40 points. Open the dashboard: the incidents say where it began and what to do, the services are listed with the least healthy first. No data means that too little is known of the logs for a score: the panel says what is missing.',
      panel: ['seismolog-on-call', 'Health'],
    },
    {
      uid: 'seismolog-anomaly-rate',
      title: 'Anomaly rate over 30%',
      remark: 'The last value of a series is the share in the last half hour.',
      view: { queryType: 'anomalyTimeline', metric: 'anomalyRate' },
      seconds: HOUR,
      fires: ['above', 0.3],
      for: '2m',
      withoutData: 'NoData',
      severity: 'medium',
      summary: '{{ humanizePercentage $values.B.Value }} of the logs of {{ $labels.service }} are anomalous',
      description:
        'In the last half hour {{ $labels.service }} logged what it rarely does, compared with its last days. The anomalies on the dashboard each say what made them one.',
      panel: ['seismolog-overview', 'Anomaly timeline'],
    },
    {
      uid: 'seismolog-error-rate',
      title: 'Error rate of a service over 10%',
      remark: 'A rate of a few logs says nothing: 0 under 20 of them.',
      view: { queryType: 'serviceHealth', metric: 'errorRate' },
      seconds: HOUR / 4,
      weighed: {
        refId: 'Logs',
        view: { queryType: 'serviceHealth', metric: 'logs' },
        expression: '$B * ($Logs >= 20)',
      },
      fires: ['above', 0.1],
      for: '1m',
      withoutData: 'OK',
      severity: 'high',
      summary: '{{ humanizePercentage $values.B.Value }} of the logs of {{ $labels.service }} are errors',
      description:
        'Counted over the last 15 minutes, where the service logged 20 lines or more. Look at its errors and at what it depends on; the incidents on the dashboard name the service that failed first.',
      panel: ['seismolog-overview', 'Service health'],
    },
    {
      uid: 'seismolog-coming',
      title: 'Incident ahead',
      view: { queryType: 'forecasts', metric: 'riskWithinHour' },
      seconds: 6 * HOUR,
      fires: ['above', 0.7],
      for: '2m',
      withoutData: 'OK',
      severity: 'medium',
      summary: '{{ $labels.type }} of {{ $labels.service }} within the hour: {{ humanizePercentage $values.B.Value }}',
      description:
        'What {{ $labels.service }} logs leads there, if it goes on so. The forecasts on the dashboard say from which signs, when, and what to do before.',
      panel: ['seismolog-on-call', 'Coming incidents'],
    },
    {
      uid: 'seismolog-new-error',
      title: 'New kind of error',
      view: { queryType: 'templates', metric: 'newErrors' },
      seconds: HOUR,
      fires: ['above', 0],
      for: '0s',
      withoutData: 'OK',
      severity: 'medium',
      summary: 'New kinds of error of {{ $labels.service }}: {{ $values.B.Value }}',
      description:
        'In the last hour {{ $labels.service }} logged errors of a kind that it never logged before. The dashboard shows them; after a release it is most often the release.',
      panel: ['seismolog-patterns', 'New'],
    },
    {
      uid: 'seismolog-error-band',
      title: 'Error rate out of its band',
      remark: 'How unusual the rate is, 0 to 1: one threshold for all services.',
      view: { queryType: 'expectedBand', metric: 'errorRate' },
      seconds: 6 * HOUR,
      fires: ['above', 0.998],
      for: '1m',
      withoutData: 'OK',
      severity: 'medium',
      summary: 'The error rate of {{ $labels.service }} is unusual for it',
      description:
        'Compared with what {{ $labels.service }} did in the days before: a rate that is usual for it does not fire, however high. The dashboard of the service shows the rate in its band.',
      panel: ['seismolog-service', 'Error rate'],
    },
  ],
};

export const ALERT_RULES = [INCIDENTS, OTHERS];

function wayOf(label: string): string {
  return `{{ with $labels.${label} }}{{ externalURL }}explore?schemaVersion=1&panes={{ urlquery . }}{{ end }}`;
}
