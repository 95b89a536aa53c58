# For the others: the address of the dashboard at the time of the alert.
resource "grafana_message_template" "seismolog_dashboard" {
  name     = "seismolog.dashboard"
  template = <<EOT
{{ define "seismolog.dashboard" }}{{ .DashboardURL }}{{ with .Labels.data_source }}&var-datasource={{ . | urlquery }}{{ end }}{{ if .Labels.id }}&var-incident={{ .Labels.id | urlquery }}{{ else if .Labels.service }}&var-service={{ .Labels.service | urlquery }}{{ end }}{{ end }}
EOT
}

# For the others: what Explore shows of an alert that names no lines itself.
resource "grafana_message_template" "seismolog_panes" {
  name     = "seismolog.panes"
  template = <<EOT
{{ define "seismolog.panes" }}{{ printf "{\"seismolog\":{\"datasource\":%q,\"queries\":[{\"refId\":\"A\",\"queryType\":\"anomalies\",\"services\":[%s]}],\"range\":{\"from\":\"%d\",\"to\":\"%d\"}}}" .Labels.data_source (or (and .Labels.service (printf "%q" .Labels.service)) "") (.StartsAt.Add -3600000000000).UnixMilli (.StartsAt.Add 600000000000).UnixMilli | urlquery }}{{ end }}
EOT
}

# Slack's own markup.
resource "grafana_message_template" "seismolog_slack" {
  name     = "seismolog.slack"
  template = <<EOT
{{ define "seismolog.slack.title" }}{{ if .Alerts.Firing }}{{ len .Alerts.Firing }} firing{{ end }}{{ if and .Alerts.Firing .Alerts.Resolved }}, {{ end }}{{ if .Alerts.Resolved }}{{ len .Alerts.Resolved }} resolved{{ end }}: {{ .CommonLabels.alertname }}{{ end }}
{{ define "seismolog.slack" }}{{ range .Alerts }}*{{ .Annotations.summary }}* ({{ .Status }}{{ with .Labels.severity }}, {{ . }}{{ end }})
{{ .Annotations.description }}
{{ if .DashboardURL }}<{{ template "seismolog.dashboard" . }}|Dashboard> {{ end }}{{ if .Annotations.lines }}<{{ .Annotations.lines }}|Lines> {{ else if .Labels.data_source }}<{{ $.ExternalURL }}explore?schemaVersion=1&panes={{ template "seismolog.panes" . }}|Unusual lines> {{ end }}{{ with .Annotations.trace }}<{{ . }}|Trace> {{ end }}{{ with .Annotations.runbook_url }}<{{ . }}|What it means> {{ end }}{{ with .SilenceURL }}<{{ . }}|Silence> {{ end }}
{{ end }}{{ end }}
EOT
}

# For the message of a mail.
resource "grafana_message_template" "seismolog_mail" {
  name     = "seismolog.mail"
  template = <<EOT
{{ define "seismolog.mail.subject" }}{{ if .Alerts.Firing }}[{{ len .Alerts.Firing }} firing] {{ else }}[resolved] {{ end }}{{ .CommonLabels.alertname }}{{ with .CommonLabels.service }}: {{ . }}{{ end }}{{ end }}
{{ define "seismolog.mail" }}{{ range .Alerts }}{{ .Annotations.summary }} ({{ .Status }}{{ with .Labels.severity }}, {{ . }}{{ end }})
{{ .Annotations.description }}
{{ if .DashboardURL }}Dashboard: {{ template "seismolog.dashboard" . }}
{{ end }}{{ if .Annotations.lines }}Lines: {{ .Annotations.lines }}
{{ else if .Labels.data_source }}Unusual lines: {{ $.ExternalURL }}explore?schemaVersion=1&panes={{ template "seismolog.panes" . }}
{{ end }}{{ with .Annotations.trace }}Trace: {{ . }}
{{ end }}{{ with .Annotations.runbook_url }}What it means: {{ . }}
{{ end }}{{ with .SilenceURL }}Silence: {{ . }}
{{ end }}
{{ end }}{{ end }}
EOT
}

# A line each: for a pager, a short message, a chat without markup.
resource "grafana_message_template" "seismolog_plain" {
  name     = "seismolog.plain"
  template = <<EOT
{{ define "seismolog.plain" }}{{ range .Alerts }}{{ .Status }}{{ with .Labels.severity }} {{ . }}{{ end }}: {{ .Annotations.summary }}. {{ .Annotations.description }}{{ if .DashboardURL }} {{ template "seismolog.dashboard" . }}{{ end }}
{{ end }}{{ end }}
EOT
}

resource "grafana_contact_point" "seismolog_slack" {
  name = "Seismolog Slack"

  slack {
    url   = var.slack_webhook_url
    title = "{{ template \"seismolog.slack.title\" . }}"
    text  = "{{ template \"seismolog.slack\" . }}"
  }
}
