# Often, so that a message comes within half a minute. The three share one analysis.
resource "grafana_rule_group" "seismolog_incidents" {
  name             = "seismolog-incidents"
  folder_uid       = grafana_folder.seismolog.uid
  interval_seconds = 10

  # For the pager: of the incidents below only those that are critical by now, each once more.
  rule {
    uid            = "seismolog-critical-incident"
    name           = "Critical incident"
    condition      = "C"
    for            = "0s"
    no_data_state  = "NoData"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
      severity    = "critical"
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#critical-incident"
      summary          = "{{ if $values.B }}CRITICAL: {{ $labels.type }} of {{ $labels.service }} since {{ $labels.since }}{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "{{ if $values.B }}{{ if $labels.cause }}It began at {{ $labels.cause }}, as far as is known. {{ end }}{{ if $labels.first_error }}First error: {{ $labels.first_error }}. {{ end }}{{ $labels.recommendation }}{{ else }}The panel says what is missing, or what went wrong.{{ end }}"
      lines            = "{{ with $labels.__lines__ }}{{ externalURL }}explore?schemaVersion=1&panes={{ urlquery . }}{{ end }}"
      trace            = "{{ with $labels.__trace__ }}{{ externalURL }}explore?schemaVersion=1&panes={{ urlquery . }}{{ end }}"
      __dashboardUid__ = "seismolog-on-call"
      __panelId__      = "2"
    }

    data {
      ref_id         = "A"
      query_type     = "incidents"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId      = "A"
        queryType  = "incidents"
        severities = ["CRITICAL"]
      })

      relative_time_range {
        from = 3600
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "B"
        conditions = [{
          evaluator = {
            type   = "gt"
            params = [0]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }

  # Each is an alert of its own, with its id, service, type and severity as labels to route and silence by.
  rule {
    uid            = "seismolog-incident"
    name           = "Incident"
    condition      = "C"
    for            = "0s"
    no_data_state  = "NoData"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#incident"
      summary          = "{{ if $values.B }}{{ $labels.severity }}: {{ $labels.type }} of {{ $labels.service }} since {{ $labels.since }}{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "{{ if $values.B }}{{ if $labels.cause }}It began at {{ $labels.cause }}, as far as is known. {{ end }}{{ if $labels.first_error }}First error: {{ $labels.first_error }}. {{ end }}{{ $labels.recommendation }}{{ else }}The panel says what is missing, or what went wrong.{{ end }}"
      lines            = "{{ with $labels.__lines__ }}{{ externalURL }}explore?schemaVersion=1&panes={{ urlquery . }}{{ end }}"
      trace            = "{{ with $labels.__trace__ }}{{ externalURL }}explore?schemaVersion=1&panes={{ urlquery . }}{{ end }}"
      __dashboardUid__ = "seismolog-on-call"
      __panelId__      = "4"
    }

    data {
      ref_id         = "A"
      query_type     = "incidents"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "incidents"
      })

      relative_time_range {
        from = 86400
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "B"
        conditions = [{
          evaluator = {
            type   = "gt"
            params = [0]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }

  # Of the incidents under way those whose evidence is a silence.
  rule {
    uid            = "seismolog-silence"
    name           = "Silence"
    condition      = "C"
    for            = "0s"
    no_data_state  = "NoData"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
      severity    = "critical"
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#silence"
      summary          = "{{ if $values.B }}{{ $labels.service }} has been silent since {{ $labels.since }}{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "{{ if $values.B }}Logs that were to be expected did not come: the service is down, or what ships its logs is. {{ $labels.recommendation }}{{ else }}The panel says what is missing, or what went wrong.{{ end }}"
      lines            = "{{ with $labels.__lines__ }}{{ externalURL }}explore?schemaVersion=1&panes={{ urlquery . }}{{ end }}"
      trace            = "{{ with $labels.__trace__ }}{{ externalURL }}explore?schemaVersion=1&panes={{ urlquery . }}{{ end }}"
      __dashboardUid__ = "seismolog-on-call"
      __panelId__      = "4"
    }

    data {
      ref_id         = "A"
      query_type     = "incidents"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "incidents"
        include   = "fell silent|no log (in|of any)"
      })

      relative_time_range {
        from = 86400
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "B"
        conditions = [{
          evaluator = {
            type   = "gt"
            params = [0]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }
}

resource "grafana_rule_group" "seismolog" {
  name             = "seismolog"
  folder_uid       = grafana_folder.seismolog.uid
  interval_seconds = 30

  rule {
    uid            = "seismolog-health"
    name           = "Health below 60"
    condition      = "C"
    for            = "1m"
    no_data_state  = "NoData"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
      severity    = "high"
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#health-below-60"
      summary          = "{{ if $values.B }}Health is {{ printf \"%.1f\" $values.B.Value }} of 100{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "What was logged in the last half hour costs the system more than 40 points. Open the dashboard: the incidents say where it began and what to do, the services are listed with the least healthy first. No data means that too little is known of the logs for a score: the panel says what is missing."
      __dashboardUid__ = "seismolog-on-call"
      __panelId__      = "1"
    }

    data {
      ref_id         = "A"
      query_type     = "healthScore"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "healthScore"
      })

      relative_time_range {
        from = 3600
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "B"
        conditions = [{
          evaluator = {
            type   = "lt"
            params = [60]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }

  # The last value of a series is the share in the last half hour.
  rule {
    uid            = "seismolog-anomaly-rate"
    name           = "Anomaly rate over 30%"
    condition      = "C"
    for            = "2m"
    no_data_state  = "NoData"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
      severity    = "medium"
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#anomaly-rate-over-30"
      summary          = "{{ if $values.B }}{{ humanizePercentage $values.B.Value }} of the logs of {{ $labels.service }} are anomalous{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "{{ if $values.B }}In the last half hour {{ $labels.service }} logged what it rarely does, compared with its last days. The anomalies on the dashboard each say what made them one.{{ else }}The panel says what is missing, or what went wrong.{{ end }}"
      __dashboardUid__ = "seismolog-overview"
      __panelId__      = "5"
    }

    data {
      ref_id         = "A"
      query_type     = "anomalyTimeline"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "anomalyTimeline"
        metric    = "anomalyRate"
      })

      relative_time_range {
        from = 3600
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "B"
        conditions = [{
          evaluator = {
            type   = "gt"
            params = [0.3]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }

  # A rate of a few logs says nothing: 0 under 20 of them.
  rule {
    uid            = "seismolog-error-rate"
    name           = "Error rate of a service over 10%"
    condition      = "C"
    for            = "1m"
    no_data_state  = "OK"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
      severity    = "high"
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#error-rate-of-a-service-over-10"
      summary          = "{{ if $values.B }}{{ humanizePercentage $values.B.Value }} of the logs of {{ $labels.service }} are errors{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "Counted over the last 15 minutes, where the service logged 20 lines or more. Look at its errors and at what it depends on; the incidents on the dashboard name the service that failed first."
      __dashboardUid__ = "seismolog-overview"
      __panelId__      = "11"
    }

    data {
      ref_id         = "A"
      query_type     = "serviceHealth"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "serviceHealth"
        metric    = "errorRate"
      })

      relative_time_range {
        from = 900
        to   = 0
      }
    }

    data {
      ref_id         = "Logs"
      query_type     = "serviceHealth"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "Logs"
        queryType = "serviceHealth"
        metric    = "logs"
      })

      relative_time_range {
        from = 900
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "D"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "D"
        type       = "math"
        expression = "$B * ($Logs >= 20)"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "D"
        conditions = [{
          evaluator = {
            type   = "gt"
            params = [0.1]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }

  rule {
    uid            = "seismolog-coming"
    name           = "Incident ahead"
    condition      = "C"
    for            = "2m"
    no_data_state  = "OK"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
      severity    = "medium"
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#incident-ahead"
      summary          = "{{ if $values.B }}{{ $labels.type }} of {{ $labels.service }} within the hour: {{ humanizePercentage $values.B.Value }}{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "{{ if $values.B }}What {{ $labels.service }} logs leads there, if it goes on so. The forecasts on the dashboard say from which signs, when, and what to do before.{{ else }}The panel says what is missing, or what went wrong.{{ end }}"
      __dashboardUid__ = "seismolog-on-call"
      __panelId__      = "7"
    }

    data {
      ref_id         = "A"
      query_type     = "forecasts"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "forecasts"
        metric    = "riskWithinHour"
      })

      relative_time_range {
        from = 21600
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "B"
        conditions = [{
          evaluator = {
            type   = "gt"
            params = [0.7]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }

  rule {
    uid            = "seismolog-new-error"
    name           = "New kind of error"
    condition      = "C"
    for            = "0s"
    no_data_state  = "OK"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
      severity    = "medium"
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#new-kind-of-error"
      summary          = "{{ if $values.B }}New kinds of error of {{ $labels.service }}: {{ $values.B.Value }}{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "{{ if $values.B }}In the last hour {{ $labels.service }} logged errors of a kind that it never logged before. The dashboard shows them; after a release it is most often the release.{{ else }}The panel says what is missing, or what went wrong.{{ end }}"
      __dashboardUid__ = "seismolog-patterns"
      __panelId__      = "1"
    }

    data {
      ref_id         = "A"
      query_type     = "templates"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "templates"
        metric    = "newErrors"
      })

      relative_time_range {
        from = 3600
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "B"
        conditions = [{
          evaluator = {
            type   = "gt"
            params = [0]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }

  # How unusual the rate is, 0 to 1: one threshold for all services.
  rule {
    uid            = "seismolog-error-band"
    name           = "Error rate out of its band"
    condition      = "C"
    for            = "1m"
    no_data_state  = "OK"
    exec_err_state = "Error"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
      severity    = "medium"
    }
    annotations = {
      runbook_url      = "https://github.com/seismolog/seismolog/blob/main/docs/alerts.md#error-rate-out-of-its-band"
      summary          = "{{ if $values.B }}The error rate of {{ $labels.service }} is unusual for it{{ else }}Nothing is known: there is no number, or the query failed{{ end }}"
      description      = "{{ if $values.B }}Compared with what {{ $labels.service }} did in the days before: a rate that is usual for it does not fire, however high. The dashboard of the service shows the rate in its band.{{ else }}The panel says what is missing, or what went wrong.{{ end }}"
      __dashboardUid__ = "seismolog-service"
      __panelId__      = "3"
    }

    data {
      ref_id         = "A"
      query_type     = "expectedBand"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "expectedBand"
        metric    = "errorRate"
      })

      relative_time_range {
        from = 21600
        to   = 0
      }
    }

    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "B"
        type       = "reduce"
        expression = "A"
        reducer    = "last"
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }

    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        refId      = "C"
        type       = "threshold"
        expression = "B"
        conditions = [{
          evaluator = {
            type   = "gt"
            params = [0.998]
          }
        }]
      })

      relative_time_range {
        from = 0
        to   = 0
      }
    }
  }
}
