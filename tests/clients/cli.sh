#!/usr/bin/env bash
# The confluent CLI as it is released, signed in with e-mail and password at an address that holds a name of Confluent's.
set -euo pipefail

HOME=$(mktemp -d)
export HOME CONFLUENT_CLOUD_EMAIL=$CLIENTS_EMAIL CONFLUENT_CLOUD_PASSWORD=$CLIENTS_PASSWORD
trap 'rm -rf "$HOME"' EXIT
# Else every command asks Confluent for feature flags and updates first.
mkdir -p "$HOME/.confluent"
echo '{"disable_feature_flags": true, "disable_update_check": true}' >"$HOME/.confluent/config.json"
name="cli-$$"

run() {
  echo "  confluent $*" >&2
  confluent "$@" </dev/null 2>"$HOME/errors.txt" || {
    local code=$?
    cat "$HOME/errors.txt" >&2
    return "$code"
  }
}

# The value of one field of a JSON answer.
field() { sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}\$/\1/p" | head -1; }

run login --url "$CLIENTS_URL/confluent.cloud"
run environment list
environment=$(run environment create "$name" -o json | field id)
run environment describe "$environment"
run environment update "$environment" --name "$name-2"
run environment use "$environment"
run organization describe
cluster=$(run kafka cluster create "$name" --cloud aws --region us-east-2 --type basic -o json | field id)
for _ in $(seq 60); do
  run kafka cluster describe "$cluster" -o json | grep -q '"status": "UP"' && break
  sleep 1
done
run kafka cluster list
run kafka cluster update "$cluster" --name "$name-2"
run kafka cluster use "$cluster"
run kafka region list
run kafka topic create orders --partitions 2 --config retention.ms=6789000
run kafka topic create orders --if-not-exists
run kafka topic list
run kafka topic describe orders
run kafka topic update orders --config retention.ms=7000000,num.partitions=3
run kafka topic configuration list orders
account=$(run iam service-account create "$name" --description "made by the CLI" -o json | field id)
run iam service-account update "$account" --description "changed by the CLI"
run iam service-account list
run iam user list
run iam rbac role list
run iam rbac role-binding create --principal "User:$account" --role CloudClusterAdmin --environment "$environment" --cloud-cluster "$cluster"
run iam rbac role-binding list --principal "User:$account" --environment "$environment" --cloud-cluster "$cluster"
key=$(run api-key create --resource "$cluster" --service-account "$account" -o json | field api_key)
run api-key list
run api-key update "$key" --description "changed by the CLI"
run kafka acl create --allow --service-account "$account" --operations read,describe --topic orders --prefix
run kafka acl list
run kafka acl delete --allow --service-account "$account" --operations read,describe --topic orders --prefix --force
run kafka consumer group list
run connect plugin list
run connect plugin describe DatagenSource
cat >"$HOME/datagen.json" <<JSON
{"name": "$name", "connector.class": "DatagenSource", "kafka.auth.mode": "SERVICE_ACCOUNT",
 "kafka.service.account.id": "$account", "kafka.topic": "orders", "output.data.format": "JSON",
 "quickstart": "ORDERS", "tasks.max": "1"}
JSON
connector=$(run connect cluster create --config-file "$HOME/datagen.json" -o json | field id)
run connect cluster list
run connect cluster describe "$connector"
run connect cluster pause "$connector"
run connect cluster resume "$connector"
run connect cluster delete "$connector" --force
run iam rbac role-binding delete --principal "User:$account" --role CloudClusterAdmin --environment "$environment" --cloud-cluster "$cluster" --force
run api-key delete "$key" --force
run iam service-account delete "$account" --force
run kafka topic delete orders --force
run kafka cluster delete "$cluster" --force
run environment delete "$environment" --force
run logout
