#!/usr/bin/env bash
# The Terraform provider as it is released: apply, a plan without a difference, change, plan again, destroy.
set -euo pipefail

terraform=$(command -v terraform || command -v tofu)
provider=$(dirname "$(command -v terraform-provider-confluent)")
work=$(mktemp -d)
cp "$(dirname "$0")"/terraform/*.tf "$work"
cat >"$work/terraform.rc" <<RC
provider_installation {
  dev_overrides {
    "confluentinc/confluent" = "$provider"
  }
  direct {}
}
RC
export TF_CLI_CONFIG_FILE="$work/terraform.rc"
# The released provider's own switch for short waits.
export TF_ACC=1
export CONFLUENT_CLOUD_API_KEY=$CLIENTS_CLOUD_KEY CONFLUENT_CLOUD_API_SECRET=$CLIENTS_CLOUD_SECRET
export TF_VAR_endpoint=$CLIENTS_URL TF_VAR_name="terraform-$$"
cd "$work"

tf() {
  local command=$1
  shift
  echo "  terraform $command $*"
  "$terraform" "$command" -no-color -input=false "$@" >"$work/out.txt" 2>&1 || {
    local code=$?
    tail -60 "$work/out.txt"
    return "$code"
  }
}

clean_up() {
  local code=$?
  [ -f terraform.tfstate ] && [ "$code" -ne 0 ] && tf destroy -auto-approve || true
  rm -rf "$work"
}
trap clean_up EXIT

tf apply -auto-approve
tf plan -detailed-exitcode
export TF_VAR_change=true
tf apply -auto-approve
tf plan -detailed-exitcode
tf destroy -auto-approve
