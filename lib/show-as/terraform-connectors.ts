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
import { at, textAt, type ApiRequest, type Words } from '@/lib/show-as/request'
import { topicResource } from '@/lib/show-as/terraform-clusters'

const connectors = '/connect/v1/environments/:environment/clusters/:cluster/connectors'
type Entry = readonly [string, string]

/** The two maps of a connector: plain values, and secrets as variables. */
function configMaps(request: ApiRequest, holder: readonly string[]) {
  const config = at(request.body, ...holder)
  const secrets = new Map(
    request.secrets?.map(({ path, variable }) => [path.at(-1) ?? '', variable.toLowerCase()]),
  )
  const entries = Object.entries(typeof config === 'object' && config !== null ? config : {})
  const plain = entries.filter(([name]) => !secrets.has(name))
  const hidden = entries.flatMap(([name]): Entry[] => {
    const variable = secrets.get(name)
    return variable === undefined ? [] : [[name, `var.${variable}`]]
  })
  return [
    raw('config_sensitive', mapValue(hidden)),
    raw('config_nonsensitive', mapValue(plain.map(([name, value]): Entry => [name, literal(String(value))]))),
  ] as const
}

const setStatus =
  (status: string): Words =>
  (_, name) => ({
    text: change('confluent_connector', labelOf(name('connector')), idOf(name), attribute('status', status)),
  })
const idOf = (name: (key: string) => string): string =>
  `${name('environment')}/${name('cluster')}/${name('connector')}`

const create: Words = (request, name) => ({
  text: resource(
    'confluent_connector',
    labelOf(textAt(request.body, 'name')),
    block('environment', attribute('id', name('environment'))),
    block('kafka_cluster', attribute('id', name('cluster'))),
    ...configMaps(request, ['config']),
  ),
})

/** What the short launch makes: the topic, a key of the account, the connector that uses both. */
const launch =
  (origin: string): Words =>
  ({ body, environmentId }, name) => {
    const topic = textAt(body, 'topic') ?? ''
    const own = at(body, 'config')
    const plain: Entry[] = [
      ['connector.class', literal(textAt(body, 'connector_class') ?? '')],
      ['name', literal(`${textAt(body, 'connector_class') ?? ''}Connector_0`)],
      ['kafka.auth.mode', literal('KAFKA_API_KEY')],
      ['kafka.topic', `confluent_kafka_topic.${labelOf(topic)}.topic_name`],
      ...Object.entries(typeof own === 'object' && own !== null ? own : {}).map(([key, value]): Entry => [
        key,
        literal(String(value)),
      ]),
    ]
    const environment = block(
      'environment',
      environmentId === undefined ? raw('id', 'var.environment_id') : attribute('id', environmentId),
    )
    return {
      text: [
        topicResource(origin, name('cluster'), topic, '6'),
        resource(
          'confluent_api_key',
          'connector',
          attribute('display_name', 'connector'),
          block(
            'owner',
            raw('id', 'var.owner_id'),
            attribute('api_version', 'iam/v2'),
            attribute('kind', 'User'),
          ),
          block(
            'managed_resource',
            attribute('id', name('cluster')),
            attribute('api_version', 'cmk/v2'),
            attribute('kind', 'Cluster'),
            environment,
          ),
        ),
        resource(
          'confluent_connector',
          'sample_data',
          environment,
          block('kafka_cluster', attribute('id', name('cluster'))),
          raw(
            'config_sensitive',
            mapValue([
              ['kafka.api.key', 'confluent_api_key.connector.id'],
              ['kafka.api.secret', 'confluent_api_key.connector.secret'],
            ]),
          ),
          raw('config_nonsensitive', mapValue(plain)),
        ),
      ].join('\n\n'),
    }
  }

export const connectorResources = (origin: string): Readonly<Record<string, Words>> => ({
  [`POST ${connectors}`]: create,
  [`PUT ${connectors}/:connector/config`]: (request, name) => ({
    text: change('confluent_connector', labelOf(name('connector')), idOf(name), ...configMaps(request, [])),
  }),
  [`PUT ${connectors}/:connector/pause`]: setStatus('PAUSED'),
  [`PUT ${connectors}/:connector/resume`]: setStatus('RUNNING'),
  [`DELETE ${connectors}/:connector`]: (_, name) => ({
    text: destroy('confluent_connector', labelOf(name('connector')), idOf(name)),
  }),
  'POST /api/console/clusters/:cluster/launch-connector': launch(origin),
})
