import {
  attribute,
  block,
  change,
  destroy,
  labelOf,
  literal,
  mapValue,
  raw,
  resource,
} from '@/lib/show-as/hcl'
import { at, listAt, textAt, type Shown, type Words } from '@/lib/show-as/request'

const text = (...hcl: string[]): Shown => ({ text: hcl.join('\n\n') })

/** What every resource of a Kafka cluster begins and ends with. */
export const kafkaCluster = (id: string) => block('kafka_cluster', attribute('id', id))
export const kafkaAccess = (origin: string) =>
  [
    attribute('rest_endpoint', origin),
    block('credentials', raw('key', 'var.kafka_api_key'), raw('secret', 'var.kafka_api_secret')),
  ] as const

const configMap = (rows: readonly unknown[]): string =>
  mapValue(rows.map((row) => [textAt(row, 'name') ?? '', literal(textAt(row, 'value') ?? '')] as const))

export function topicResource(
  origin: string,
  cluster: string,
  topic: string,
  partitions: string | undefined,
  configs: readonly unknown[] = [],
): string {
  return resource(
    'confluent_kafka_topic',
    labelOf(topic),
    kafkaCluster(cluster),
    attribute('topic_name', topic),
    partitions === undefined ? null : raw('partitions_count', partitions),
    configs.length > 0 ? raw('config', configMap(configs)) : null,
    ...kafkaAccess(origin),
  )
}

const createCluster: Words = ({ body }) => {
  if (at(body, 'spec', 'external') !== undefined)
    return {
      missing: 'Confluent has no clusters of your own, so its provider has no resource for attaching one.',
    }
  if (at(body, 'spec', 'listeners') !== undefined)
    return { missing: 'Confluent’s Terraform provider has no argument for the listeners of a cluster.' }
  const name = textAt(body, 'spec', 'display_name')
  const kind = (textAt(body, 'spec', 'config', 'kind') ?? 'Basic').toLowerCase()
  const cku = textAt(body, 'spec', 'config', 'cku')
  return text(
    resource(
      'confluent_kafka_cluster',
      labelOf(name),
      attribute('display_name', name),
      attribute('availability', textAt(body, 'spec', 'availability') ?? 'SINGLE_ZONE'),
      attribute('cloud', textAt(body, 'spec', 'cloud') ?? 'LOCAL'),
      attribute('region', textAt(body, 'spec', 'region') ?? 'this-machine'),
      textAt(body, 'spec', 'deletion_protection') === 'true' ? raw('deletion_protection', 'true') : null,
      cku === undefined ? block(kind) : block(kind, raw('cku', cku)),
      block('environment', attribute('id', textAt(body, 'spec', 'environment', 'id'))),
    ),
  )
}

const updateCluster: Words = ({ body }, name) => {
  const spec = at(body, 'spec')
  const known = new Set(['display_name', 'config', 'environment', 'deletion_protection'])
  if (Object.keys(typeof spec === 'object' && spec !== null ? spec : {}).some((field) => !known.has(field)))
    return { missing: 'Confluent’s Terraform provider has no argument for this setting of a cluster.' }
  const kind = textAt(spec, 'config', 'kind')?.toLowerCase()
  const isProtected = textAt(spec, 'deletion_protection')
  return text(
    change(
      'confluent_kafka_cluster',
      labelOf(name('id')),
      name('id'),
      attribute('display_name', textAt(spec, 'display_name')),
      isProtected === undefined ? null : raw('deletion_protection', isProtected),
      kind === undefined ? null : block(kind),
    ),
  )
}

const alterConfigs: Words = ({ body }, name) => {
  const rows = listAt(body, 'data')
  const set = rows.filter((row) => textAt(row, 'operation') !== 'DELETE')
  const gone = rows.filter((row) => !set.includes(row)).map((row) => textAt(row, 'name') ?? '')
  const label = labelOf(name('topic'))
  const id = `${name('cluster')}/${name('topic')}`
  const hint = gone.length > 0 ? [`# Remove from config: ${gone.join(', ')}.`] : []
  return {
    text: [...hint, change('confluent_kafka_topic', label, id, raw('config', configMap(set)))].join('\n'),
  }
}

export const clusterResources = (origin: string): Readonly<Record<string, Words>> => ({
  'POST /cmk/v2/clusters': createCluster,
  'PATCH /cmk/v2/clusters/:id': updateCluster,
  'DELETE /cmk/v2/clusters/:id': ({ query }, name) =>
    text(
      destroy('confluent_kafka_cluster', labelOf(name('id')), `${query?.environment ?? ''}/${name('id')}`),
    ),
  'POST /kafka/v3/clusters/:cluster/topics': ({ body }, name) =>
    text(
      topicResource(
        origin,
        name('cluster'),
        textAt(body, 'topic_name') ?? '',
        textAt(body, 'partitions_count'),
        listAt(body, 'configs'),
      ),
    ),
  'PATCH /kafka/v3/clusters/:cluster/topics/:topic': ({ body }, name) =>
    text(
      change(
        'confluent_kafka_topic',
        labelOf(name('topic')),
        `${name('cluster')}/${name('topic')}`,
        raw('partitions_count', textAt(body, 'partitions_count') ?? ''),
      ),
    ),
  'POST /kafka/v3/clusters/:cluster/topics/:topic/configs:alter': alterConfigs,
  'DELETE /kafka/v3/clusters/:cluster/topics/:topic': (_, name) =>
    text(destroy('confluent_kafka_topic', labelOf(name('topic')), `${name('cluster')}/${name('topic')}`)),
})
