// What goes wrong between a connector and its cluster: keys, rights, topics, offsets, the Schema Registry.
import { writeFile } from 'node:fs/promises'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { stopConnector } from '@/lib/connectors/run'
import { updateConnectorConfig } from '@/lib/connectors/update-config'
import { registryCrn, subjectCrn } from '@/lib/crn'
import { deleteAcls, deleteTopic } from '@/lib/kafka'
import { deleteRoleBinding } from '@/lib/role-bindings/delete'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { bindRole, makeApiKey } from '@/tests/support/factories'
import { eventually } from '@/tests/support/poll'
import { asking, makeRegistryKey, registryOf } from '@/tests/support/registry-gateway'
import { onTopic, type ProvokedFailure, type Stage } from './stage'

const datagen = { 'connector.class': 'DatagenSource', quickstart: 'ORDERS', 'max.interval': '20' }
const fromFile = { 'connector.class': 'FileStreamSource' }
const lines = { 'connector.class': 'FileStreamSink', 'input.data.format': 'STRING' }

const registry = async ({ gateway, organization }: Stage) =>
  asking(gateway.url, await makeRegistryKey(organization))

export const kafkaProvocations: ProvokedFailure[] = [
  {
    code: 'kafka-key-refused',
    isSlow: true,
    async provoke(stage) {
      const { organization, cluster } = stage
      const { key, secret } = await makeApiKey(organization.ctx, organization.userId, cluster.id)
      await applyClusterKeys(cluster)
      const topics = await stage.topic('key-deleted')
      const credentials = { 'kafka.api.key': key, 'kafka.api.secret': secret }
      const config = { ...lines, ...credentials, topics, file: 'key-deleted.txt' }
      const name = await stage.launch('key-deleted', config, { initialState: 'STOPPED' })
      await deleteApiKey(organization.ctx, key)
      await applyClusterKeys(cluster)
      return stage.resume(name)
    },
  },
  {
    code: 'kafka-not-authorized',
    isSlow: true,
    async provoke(stage) {
      const topic = await stage.topic('not-to-be-written')
      const account = await stage.account([onTopic(topic, 'WRITE')])
      const config = { ...datagen, ...account.credentials, 'kafka.topic': topic }
      const name = await stage.launch('not-allowed', config, { initialState: 'STOPPED' })
      await account.withdraw()
      return stage.resume(name)
    },
  },
  {
    code: 'kafka-topic-gone',
    isSlow: true,
    async provoke(stage) {
      const topic = await stage.topic('deleted')
      const config = { ...datagen, 'kafka.topic': topic }
      const name = await stage.launch('topic-deleted', config, { initialState: 'STOPPED' })
      await deleteTopic(stage.connection, topic)
      return stage.resume(name)
    },
  },
  {
    code: 'kafka-offset-out-of-range',
    async provoke(stage) {
      const topics = await stage.topic('short', ['0', '1', '2'])
      const { ctx } = stage.organization
      const config = { ...lines, topics, file: 'short.txt' }
      const place = { clusterId: stage.cluster.id, connectorName: await stage.launch('behind', config) }
      await eventually('it reads', async () => (await stage.committed(place.connectorName)) === 3)
      await stopConnector(ctx, place)
      await stage.reaches(place.connectorName, 'PAUSED')
      await stage.write(topics, ['3', '4', '5', '6'])
      await stage.deleteRecords(topics, 6)
      const reset = { 'consumer.override.auto.offset.reset': 'none' }
      await updateConnectorConfig(ctx, place, {
        ...config,
        ...stage.credentials,
        ...reset,
        'tasks.max': '1',
        name: place.connectorName,
      })
      return stage.resume(place.connectorName)
    },
  },
  {
    code: 'kafka-offsets-missing',
    async provoke(stage) {
      const none = { 'consumer.override.auto.offset.reset': 'none', file: 'fresh.txt' }
      const topics = await stage.topic('fresh', ['one'])
      return stage.launch('no-offsets', { ...lines, ...none, topics })
    },
  },
  {
    code: 'kafka-record-too-large',
    async provoke(stage) {
      const topic = await stage.topic('narrow', [], { 'max.message.bytes': '100' })
      return stage.launch('too-large', { ...datagen, 'kafka.topic': topic })
    },
  },
  {
    code: 'kafka-record-refused',
    async provoke(stage) {
      // A compacted topic wants keys, which lines of a file do not have.
      const topic = await stage.topic('compacted', [], { 'cleanup.policy': 'compact' })
      const file = stage.file('lines.txt')
      await writeFile(file, 'a line without a key\n')
      return stage.launch('no-key', { ...fromFile, file, 'kafka.topic': topic })
    },
  },
  {
    code: 'kafka-transactions-refused',
    isSlow: true,
    async provoke(stage) {
      const topic = await stage.topic('exactly-once')
      const { principal, credentials } = await stage.account([
        onTopic(topic, 'WRITE'),
        {
          resourceType: 'TRANSACTIONAL_ID',
          resourceName: 'connect-lcc-',
          patternType: 'PREFIXED',
          operation: 'WRITE',
        },
      ])
      const file = stage.file('once.txt')
      await writeFile(file, 'a line\n')
      const config = { ...fromFile, file, ...credentials, 'exactly.once.support': 'required' }
      const once = { ...config, 'kafka.topic': topic }
      const name = await stage.launch('no-transactions', once, { initialState: 'STOPPED' })
      await deleteAcls(stage.connection, [{ principal, resourceType: 'TRANSACTIONAL_ID' }])
      return stage.resume(name)
    },
  },
  {
    code: 'dead-letters-refused',
    async provoke(stage) {
      const topics = await stage.topic('half-json', ['no JSON'])
      const letters = await stage.topic('letters')
      const { principal, credentials } = await stage.account([
        onTopic(topics, 'READ'),
        onTopic(letters, 'WRITE'),
      ])
      const config = {
        ...{ ...lines, 'input.data.format': 'JSON', file: 'half.txt', topics },
        ...{ ...credentials, 'errors.deadletterqueue.topic.name': letters },
      }
      const name = await stage.launch('no-letters', config, { initialState: 'STOPPED' })
      await deleteAcls(stage.connection, [{ principal, resourceType: 'TOPIC', resourceName: letters }])
      return stage.resume(name)
    },
  },
  {
    code: 'registry-refuses-schema',
    async provoke(stage) {
      const ask = await registry(stage)
      const schema = { type: 'record', name: 'another', fields: [{ name: 'orderid', type: 'string' }] }
      const body = { schema: JSON.stringify(schema) }
      const { status } = await ask('POST', '/subjects/taken-value/versions', body)
      if (status !== 200) throw new Error(`the registry answered ${status}`)
      const topic = await stage.topic('taken')
      return stage.launch('schema-refused', {
        ...datagen,
        'output.data.format': 'AVRO',
        'kafka.topic': topic,
      })
    },
  },
  {
    code: 'registry-not-authorized',
    isWithoutTasks: true,
    async provoke(stage) {
      const topic = await stage.topic('registered')
      const { principal, credentials } = await stage.account([onTopic(topic, 'WRITE')])
      const { organization } = stage
      const { id, environmentId, ctx } = organization
      const crn = registryCrn(id, environmentId, await registryOf(organization))
      const subject = subjectCrn(crn, `${topic}-value`)
      // Taken away after the launch, which asks for it.
      const role = await bindRole(organization, principal, 'DeveloperWrite', subject)
      const config = { ...datagen, ...credentials, 'output.data.format': 'AVRO', 'kafka.topic': topic }
      const name = await stage.launch('not-registered', config, { initialState: 'STOPPED' })
      await deleteRoleBinding(ctx, role)
      return stage.resume(name)
    },
  },
]

/** At the end: nothing of the others works any more. */
export const registryAway: ProvokedFailure = {
  code: 'registry-unreachable',
  async provoke(stage) {
    const topic = await stage.topic('unregistered')
    await stage.gateway.close()
    return stage.launch('registry-away', { ...datagen, 'output.data.format': 'AVRO', 'kafka.topic': topic })
  },
}

export const kafkaAway: ProvokedFailure = {
  code: 'kafka-unreachable',
  async provoke(stage) {
    const topics = await stage.topic('quiet', ['one'])
    const name = await stage.launch('kafka-away', { ...lines, topics, file: 'quiet.txt' })
    await stage.reaches(name, 'RUNNING')
    await stage.stopBroker()
    return name
  },
}
