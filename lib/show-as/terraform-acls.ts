import { attribute, destroy, labelOf, resource } from '@/lib/show-as/hcl'
import { listAt, textAt, type Shown, type Words } from '@/lib/show-as/request'
import { kafkaAccess, kafkaCluster } from '@/lib/show-as/terraform-clusters'

const text = (...hcl: string[]): Shown => ({ text: hcl.join('\n\n') })

const aclFields = [
  'resource_type',
  'resource_name',
  'pattern_type',
  'principal',
  'host',
  'operation',
  'permission',
]
const aclLabel = (row: unknown): string =>
  labelOf(
    [
      textAt(row, 'principal')?.replace('User:', ''),
      textAt(row, 'operation'),
      textAt(row, 'resource_name'),
    ].join('_'),
  )
const aclResource = (origin: string, cluster: string, row: unknown): string =>
  resource(
    'confluent_kafka_acl',
    aclLabel(row),
    kafkaCluster(cluster),
    ...aclFields.map((field) => attribute(field, textAt(row, field))),
    ...kafkaAccess(origin),
  )

export const aclResources = (origin: string): Readonly<Record<string, Words>> => ({
  'POST /kafka/v3/clusters/:cluster/acls': ({ body }, name) =>
    text(aclResource(origin, name('cluster'), body)),
  'POST /kafka/v3/clusters/:cluster/acls:batch': ({ body }, name) =>
    text(...listAt(body, 'data').map((row) => aclResource(origin, name('cluster'), row))),
  'DELETE /kafka/v3/clusters/:cluster/acls': ({ query }, name) =>
    text(
      destroy(
        'confluent_kafka_acl',
        aclLabel(query),
        `${name('cluster')}/${aclFields.map((field) => textAt(query, field) ?? '').join('#')}`,
      ),
    ),
})
