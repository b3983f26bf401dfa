// The request as resources of Confluent's Terraform provider. Cloud keys and endpoint stand in its provider block.
import { accountResources } from '@/lib/show-as/terraform-accounts'
import { aclResources } from '@/lib/show-as/terraform-acls'
import { clusterResources } from '@/lib/show-as/terraform-clusters'
import { connectorResources } from '@/lib/show-as/terraform-connectors'
import { subjectResources } from '@/lib/show-as/terraform-subjects'
import { wordsFor, type ApiRequest, type Shown } from '@/lib/show-as/request'

export function toTerraform(request: ApiRequest, origin: string): Shown {
  const table = {
    ...accountResources,
    ...clusterResources(origin),
    ...aclResources(origin),
    ...connectorResources(origin),
    ...subjectResources,
  }
  return wordsFor(table, request) ?? { missing: 'Confluent’s Terraform provider has no resource for this.' }
}
