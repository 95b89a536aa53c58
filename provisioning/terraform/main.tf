terraform {
  required_providers {
    grafana = {
      source  = "grafana/grafana"
      version = ">= 4.0.0"
    }
  }
}

variable "data_source_uid" {
  description = "UID of the Seismolog data source that the rules watch."
  type        = string
}

variable "slack_webhook_url" {
  description = "Where the Slack contact point sends its messages."
  type        = string
  sensitive   = true
}

variable "default_contact_point" {
  description = "Who gets all other alerts."
  type        = string
  default     = "grafana-default-email"
}

variable "metrics_data_source_uid" {
  description = "UID of the Prometheus that rules record to; empty: none are recorded."
  type        = string
  default     = ""
}

resource "grafana_folder" "seismolog" {
  title = "Seismolog"
}
