# Grafana has one tree of policies: this resource replaces it. If you have a tree of your own, leave this file out and add
# the policy to yours.
resource "grafana_notification_policy" "all" {
  contact_point = var.default_contact_point
  group_by      = ["grafana_folder", "alertname"]

  policy {
    contact_point   = grafana_contact_point.seismolog_slack.name
    group_by        = ["alertname", "id"]
    group_wait      = "5s"
    group_interval  = "1m"
    repeat_interval = "4h"

    matcher {
      label = "seismolog"
      match = "="
      value = "true"
    }
  }
}
