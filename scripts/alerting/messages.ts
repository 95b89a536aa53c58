/** A template of messages, in Grafana's language for them. */
export interface MessageTemplate {
  readonly name: string;
  readonly remark: string;
  readonly text: string;
}

/** The dashboard at the time of an alert, of its data source, with its incident or its service chosen. */
const DASHBOARD = [
  '{{ define "seismolog.dashboard" }}{{ .DashboardURL }}',
  '{{ with .Labels.data_source }}&var-datasource={{ . | urlquery }}{{ end }}',
  '{{ if .Labels.id }}&var-incident={{ .Labels.id | urlquery }}',
  '{{ else if .Labels.service }}&var-service={{ .Labels.service | urlquery }}{{ end }}{{ end }}',
].join('');

/**
 * What Explore is to show of an alert that names no lines itself: the anomalous ones of its service, or of all, around
 * its begin, each of which leads to its own place in the store. Times are in nanoseconds.
 */
const PANES = [
  '{{ define "seismolog.panes" }}{{ printf ',
  JSON.stringify(
    '{"seismolog":{"datasource":%q,"queries":[{"refId":"A","queryType":"anomalies","services":[%s]}],"range":{"from":"%d","to":"%d"}}}'
  ),
  ' .Labels.data_source (or (and .Labels.service (printf "%q" .Labels.service)) "")',
  ' (.StartsAt.Add -3600000000000).UnixMilli (.StartsAt.Add 600000000000).UnixMilli | urlquery }}{{ end }}',
].join('');

const OWN_LINES = '{{ $.ExternalURL }}explore?schemaVersion=1&panes={{ template "seismolog.panes" . }}';

export const MESSAGES: readonly MessageTemplate[] = [
  {
    name: 'seismolog.dashboard',
    remark: 'For the others: the address of the dashboard at the time of the alert.',
    text: `${DASHBOARD}\n`,
  },
  {
    name: 'seismolog.panes',
    remark: 'For the others: what Explore shows of an alert that names no lines itself.',
    text: `${PANES}\n`,
  },
  {
    name: 'seismolog.slack',
    remark: "Slack's own markup.",
    text: `{{ define "seismolog.slack.title" }}{{ if .Alerts.Firing }}{{ len .Alerts.Firing }} firing{{ end }}{{ if and .Alerts.Firing .Alerts.Resolved }}, {{ end }}{{ if .Alerts.Resolved }}{{ len .Alerts.Resolved }} resolved{{ end }}: {{ .CommonLabels.alertname }}{{ end }}
{{ define "seismolog.slack" }}{{ range .Alerts }}*{{ .Annotations.summary }}* ({{ .Status }}{{ with .Labels.severity }}, {{ . }}{{ end }})
{{ .Annotations.description }}
${links((address, title) => `<${address}|${title}>`, ' ')}
{{ end }}{{ end }}
`,
  },
  {
    name: 'seismolog.mail',
    remark: 'For the message of a mail.',
    text: `{{ define "seismolog.mail.subject" }}{{ if .Alerts.Firing }}[{{ len .Alerts.Firing }} firing] {{ else }}[resolved] {{ end }}{{ .CommonLabels.alertname }}{{ with .CommonLabels.service }}: {{ . }}{{ end }}{{ end }}
{{ define "seismolog.mail" }}{{ range .Alerts }}{{ .Annotations.summary }} ({{ .Status }}{{ with .Labels.severity }}, {{ . }}{{ end }})
{{ .Annotations.description }}
${links((address, title) => `${title}: ${address}`, '\n')}
{{ end }}{{ end }}
`,
  },
  {
    name: 'seismolog.plain',
    remark: 'A line each: for a pager, a short message, a chat without markup.',
    text: `{{ define "seismolog.plain" }}{{ range .Alerts }}{{ .Status }}{{ with .Labels.severity }} {{ . }}{{ end }}: {{ .Annotations.summary }}. {{ .Annotations.description }}{{ if .DashboardURL }} {{ template "seismolog.dashboard" . }}{{ end }}
{{ end }}{{ end }}
`,
  },
];

/** All that a message leads to, as far as it is there. */
function links(link: (address: string, title: string) => string, after: string): string {
  const annotation = (name: string, title: string) =>
    `{{ with .Annotations.${name} }}${link('{{ . }}', title)}${after}{{ end }}`;
  return [
    `{{ if .DashboardURL }}${link('{{ template "seismolog.dashboard" . }}', 'Dashboard')}${after}{{ end }}`,
    `{{ if .Annotations.lines }}${link('{{ .Annotations.lines }}', 'Lines')}${after}`,
    `{{ else if .Labels.data_source }}${link(OWN_LINES, 'Unusual lines')}${after}{{ end }}`,
    annotation('trace', 'Trace'),
    annotation('runbook_url', 'What it means'),
    `{{ with .SilenceURL }}${link('{{ . }}', 'Silence')}${after}{{ end }}`,
  ].join('');
}

/** What the contact point says, and where the message goes. */
export const SLACK = {
  name: 'Seismolog Slack',
  title: '{{ template "seismolog.slack.title" . }}',
  text: '{{ template "seismolog.slack" . }}',
};

/** How alerts with the label `seismolog` are sent on. */
export const ROUTE = {
  // Incidents have an id: each is a message of its own, and none waits for the next round of another.
  groupBy: ['alertname', 'id'],
  groupWait: '5s',
  groupInterval: '1m',
  repeatInterval: '4h',
};

/** Where all other alerts go; and by what they are grouped. */
export const DEFAULT_ROUTE = { receiver: 'grafana-default-email', groupBy: ['grafana_folder', 'alertname'] };
