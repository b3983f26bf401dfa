// server.properties of one broker: Kafka's defaults, but for a small machine, with no anonymous listener.
import { type BrokerIdentity, brokerPaths } from './broker-folder'

export const INTERNAL_USER = 'tributary-internal'

const small = {
  'num.network.threads': 2,
  'num.io.threads': 4,
  'num.partitions': 6,
  'default.replication.factor': 1,
  'min.insync.replicas': 1,
  'offsets.topic.num.partitions': 10,
  'offsets.topic.replication.factor': 1,
  'transaction.state.log.num.partitions': 5,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'share.coordinator.state.topic.num.partitions': 5,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  // The default takes 128 MB of the heap.
  'log.cleaner.dedupe.buffer.size': 8_388_608,
  'log.cleaner.threads': 1,
  'group.initial.rebalance.delay.ms': 0,
  // After a kill -9 a start waits until the old session is over; the default is 9 s.
  'broker.session.timeout.ms': 3_000,
  'broker.heartbeat.interval.ms': 500,
}

const rules = {
  'auto.create.topics.enable': false,
  'log.retention.ms': 604_800_000,
  'message.max.bytes': 2_097_164,
  'replica.fetch.max.bytes': 2_097_164,
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'super.users': `User:${INTERNAL_USER}`,
  'allow.everyone.if.no.acl.found': false,
  'principal.builder.class': 'dev.tributary.broker.KeyPrincipalBuilder',
}

export function serverProperties(dataDir: string, identity: BrokerIdentity): string {
  const paths = brokerPaths(dataDir)
  const { host, clientPort, internalPort, controllerPort } = identity
  const listener = (name: string, port: number) => `${name}://${hostInUrl(host)}:${port}`
  const clients = [listener('CLIENT', clientPort), listener('INTERNAL', internalPort)]
  const properties: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${hostInUrl(host)}:${controllerPort}`,
    listeners: [...clients, listener('CONTROLLER', controllerPort)].join(','),
    'advertised.listeners': clients.join(','),
    'listener.security.protocol.map':
      'CLIENT:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'inter.broker.listener.name': 'INTERNAL',
    'controller.listener.names': 'CONTROLLER',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'log.dirs': paths.kafka,
    'tributary.apikeys.file': paths.keys,
    ...small,
    ...rules,
    ...clientListener(),
    ...ownListener('internal', identity.internalPassword),
    ...ownListener('controller', identity.controllerPassword),
  }
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${String(value).replaceAll('\\', '\\\\')}\n`)
    .join('')
}

/** API keys, by PLAIN and SCRAM from the same file. */
function clientListener(): Record<string, string | number> {
  const handler = 'dev.tributary.broker.KeyLoginHandler'
  const security = 'org.apache.kafka.common.security'
  return {
    'listener.name.client.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
    'listener.name.client.plain.sasl.jaas.config': `${security}.plain.PlainLoginModule required;`,
    'listener.name.client.plain.sasl.server.callback.handler.class': handler,
    'listener.name.client.scram-sha-512.sasl.jaas.config': `${security}.scram.ScramLoginModule required;`,
    'listener.name.client.scram-sha-512.sasl.server.callback.handler.class': handler,
    // A removed key loses its rights with the next request; this also ends connections that send none.
    'listener.name.client.connections.max.reauth.ms': 600_000,
  }
}

function ownListener(name: string, password: string): Record<string, string> {
  const module = 'org.apache.kafka.common.security.plain.PlainLoginModule required'
  return {
    [`listener.name.${name}.sasl.enabled.mechanisms`]: 'PLAIN',
    [`listener.name.${name}.plain.sasl.jaas.config`]: `${module} username="${INTERNAL_USER}" password="${password}" user_${INTERNAL_USER}="${password}";`,
  }
}

const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)
