resource "confluent_service_account" "manager" {
  display_name = "${var.name}-manager"
  description  = var.change ? "manages the cluster, as changed" : "manages the cluster"
}

resource "confluent_service_account" "producer" {
  display_name = "${var.name}-producer"
  description  = "produces orders"
}

resource "confluent_role_binding" "manager" {
  principal   = "User:${confluent_service_account.manager.id}"
  role_name   = "CloudClusterAdmin"
  crn_pattern = confluent_kafka_cluster.basic.rbac_crn
}

resource "confluent_role_binding" "producer" {
  principal   = "User:${confluent_service_account.producer.id}"
  role_name   = "DeveloperWrite"
  crn_pattern = "${confluent_kafka_cluster.basic.rbac_crn}/kafka=${confluent_kafka_cluster.basic.id}/topic=orders*"
}

resource "confluent_api_key" "cloud" {
  display_name = "${var.name}-cloud"
  description  = "control plane"

  owner {
    id          = confluent_service_account.manager.id
    api_version = confluent_service_account.manager.api_version
    kind        = confluent_service_account.manager.kind
  }
}

resource "confluent_api_key" "manager" {
  display_name = "${var.name}-manager"
  description  = var.change ? "topics and rules, as changed" : "topics and rules"

  owner {
    id          = confluent_service_account.manager.id
    api_version = confluent_service_account.manager.api_version
    kind        = confluent_service_account.manager.kind
  }

  managed_resource {
    id          = confluent_kafka_cluster.basic.id
    api_version = confluent_kafka_cluster.basic.api_version
    kind        = confluent_kafka_cluster.basic.kind

    environment {
      id = confluent_environment.staging.id
    }
  }

  depends_on = [confluent_role_binding.manager]
}

resource "confluent_api_key" "producer" {
  display_name = "${var.name}-producer"

  owner {
    id          = confluent_service_account.producer.id
    api_version = confluent_service_account.producer.api_version
    kind        = confluent_service_account.producer.kind
  }

  managed_resource {
    id          = confluent_kafka_cluster.basic.id
    api_version = confluent_kafka_cluster.basic.api_version
    kind        = confluent_kafka_cluster.basic.kind

    environment {
      id = confluent_environment.staging.id
    }
  }
}

resource "confluent_kafka_client_quota" "producer" {
  display_name = "${var.name}-producer"
  description  = "what one producer may write"

  throughput {
    ingress_byte_rate = var.change ? "7000000" : "5000000"
    egress_byte_rate  = "10000000"
  }

  principals = [confluent_service_account.producer.id]

  kafka_cluster {
    id = confluent_kafka_cluster.basic.id
  }

  environment {
    id = confluent_environment.staging.id
  }
}
