# What the issue of an organization run by code names, as one project. `change` is the second apply.
terraform {
  required_providers {
    confluent = {
      source = "confluentinc/confluent"
    }
  }
}

variable "endpoint" {
  type = string
}

variable "name" {
  type = string
}

variable "change" {
  type    = bool
  default = false
}

# The Cloud key comes from CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.
provider "confluent" {
  endpoint = var.endpoint
}

resource "confluent_environment" "staging" {
  display_name = var.change ? "${var.name}-changed" : var.name

  stream_governance {
    package = "ESSENTIALS"
  }
}

resource "confluent_kafka_cluster" "basic" {
  display_name = var.change ? "inventory-changed" : "inventory"
  availability = "SINGLE_ZONE"
  cloud        = "AWS"
  region       = "us-east-2"
  basic {}

  environment {
    id = confluent_environment.staging.id
  }
}

data "confluent_schema_registry_cluster" "essentials" {
  environment {
    id = confluent_environment.staging.id
  }

  depends_on = [confluent_kafka_cluster.basic]
}

data "confluent_organization" "ours" {}

data "confluent_environments" "every" {}

data "confluent_users" "every" {}

data "confluent_kafka_cluster" "by_name" {
  display_name = confluent_kafka_cluster.basic.display_name

  environment {
    id = confluent_environment.staging.id
  }
}

data "confluent_service_account" "producer" {
  display_name = confluent_service_account.producer.display_name
}

output "schema_registry" {
  value = data.confluent_schema_registry_cluster.essentials.rest_endpoint
}
