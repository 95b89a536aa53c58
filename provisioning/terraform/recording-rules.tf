resource "grafana_rule_group" "seismolog_recording" {
  count            = var.metrics_data_source_uid == "" ? 0 : 1
  name             = "seismolog-recording"
  folder_uid       = grafana_folder.seismolog.uid
  interval_seconds = 60

  # 0 to 100, of the last half hour.
  rule {
    uid  = "seismolog-record-health"
    name = "Record health"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
    }

    record {
      metric                = "seismolog_health"
      from                  = "B"
      target_datasource_uid = var.metrics_data_source_uid
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
  }

  # 0 to 1, of the last half hour, for each service.
  rule {
    uid  = "seismolog-record-anomaly-rate"
    name = "Record anomaly rate"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
    }

    record {
      metric                = "seismolog_anomaly_rate"
      from                  = "B"
      target_datasource_uid = var.metrics_data_source_uid
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
  }

  # How many, for each severity.
  rule {
    uid  = "seismolog-record-incidents"
    name = "Record incidents under way"
    labels = {
      seismolog   = "true"
      data_source = var.data_source_uid
    }

    record {
      metric                = "seismolog_incidents_ongoing"
      from                  = "B"
      target_datasource_uid = var.metrics_data_source_uid
    }

    data {
      ref_id         = "A"
      query_type     = "incidentsBySeverity"
      datasource_uid = var.data_source_uid
      model = jsonencode({
        refId     = "A"
        queryType = "incidentsBySeverity"
        metric    = "ongoing"
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
  }
}
