// server.properties of one broker: Kafka's defaults, but for a small machine. Nothing is anonymous but the loopback listener
// that a cluster may be given for tutorials.
import { type BrokerIdentity, brokerPaths, certificateFile } from './broker-folder'

export const INTERNAL_USER = 'tributary-internal'

const small = {
  'num.network.threads': 2,
  'num.io.threads': 4,
  'num.partitions': 6,
  'offsets.topic.num.partitions': 10,
  'transaction.state.log.num.partitions': 5,
  'share.coordinator.state.topic.num.partitions': 5,
  // The default takes 128 MB of the heap.
  'log.cleaner.dedupe.buffer.size': 8_388_608,
  'log.cleaner.threads': 1,
  'group.initial.rebalance.delay.ms': 0,
  // After a kill -9 a start waits until the old session is over; the default is 9 s.
  'broker.session.timeout.ms': 3_000,
  'broker.heartbeat.interval.ms': 500,
}

/** With three brokers one may be away and everything stays writable, with what was acknowledged on two others. */
function replication(brokers: number): Record<string, number> {
  const [factor, isr] = brokers >= 3 ? [3, 2] : [1, 1]
  return {
    'default.replication.factor': factor,
    'min.insync.replicas': isr,
    'offsets.topic.replication.factor': factor,
    'transaction.state.log.replication.factor': factor,
    'transaction.state.log.min.isr': isr,
    'share.coordinator.state.topic.replication.factor': factor,
    'share.coordinator.state.topic.min.isr': isr,
  }
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
  const { host, clientPort, internalPort, controllerPort, quorum, listeners } = identity
  const { tls, anonymousPort } = listeners
  const at = (name: string, port: number, where = host) => `${name}://${hostInUrl(where)}:${port}`
  const local = [at('CLIENT', clientPort), at('INTERNAL', internalPort)]
  if (anonymousPort !== null) local.push(at('ANONYMOUS', anonymousPort))
  const properties: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': identity.nodeId,
    'controller.quorum.voters': quorum
      .map((voter) => `${voter.nodeId}@${hostInUrl(host)}:${voter.port}`)
      .join(','),
    listeners: [
      ...local,
      ...(tls ? [at('TLS', tls.port, tls.bindHost)] : []),
      at('CONTROLLER', controllerPort),
    ].join(','),
    'advertised.listeners': [...local, ...(tls ? [at('TLS', tls.port, tls.advertisedHost)] : [])].join(','),
    'listener.security.protocol.map':
      'CLIENT:SASL_PLAINTEXT,TLS:SASL_SSL,ANONYMOUS:PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'inter.broker.listener.name': 'INTERNAL',
    'controller.listener.names': 'CONTROLLER',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'log.dirs': paths.kafka,
    'tributary.apikeys.file': paths.keys,
    ...small,
    ...replication(quorum.length),
    ...rules,
    ...keyListener('client'),
    ...(tls ? { ...keyListener('tls'), ...keystore(certificateFile(dataDir, tls.certificate)) } : {}),
    ...ownListener('internal', identity.internalPassword),
    ...ownListener('controller', identity.controllerPassword),
  }
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${String(value).replaceAll('\\', '\\\\')}\n`)
    .join('')
}

/** API keys, by PLAIN and SCRAM from the same file. */
function keyListener(name: 'client' | 'tls'): Record<string, string | number> {
  const handler = 'dev.tributary.broker.KeyLoginHandler'
  const security = 'org.apache.kafka.common.security'
  const on = `listener.name.${name}`
  return {
    [`${on}.sasl.enabled.mechanisms`]: 'PLAIN,SCRAM-SHA-512',
    [`${on}.plain.sasl.jaas.config`]: `${security}.plain.PlainLoginModule required;`,
    [`${on}.plain.sasl.server.callback.handler.class`]: handler,
    [`${on}.scram-sha-512.sasl.jaas.config`]: `${security}.scram.ScramLoginModule required;`,
    [`${on}.scram-sha-512.sasl.server.callback.handler.class`]: handler,
    // A removed key loses its rights with the next request; this also ends connections that send none.
    [`${on}.connections.max.reauth.ms`]: 600_000,
  }
}

const keystore = (file: string): Record<string, string> => ({
  'listener.name.tls.ssl.keystore.type': 'PEM',
  'listener.name.tls.ssl.keystore.location': file,
  'listener.name.tls.ssl.client.auth': 'none',
})

function ownListener(name: string, password: string): Record<string, string> {
  const module = 'org.apache.kafka.common.security.plain.PlainLoginModule required'
  return {
    [`listener.name.${name}.sasl.enabled.mechanisms`]: 'PLAIN',
    [`listener.name.${name}.plain.sasl.jaas.config`]: `${module} username="${INTERNAL_USER}" password="${password}" user_${INTERNAL_USER}="${password}";`,
  }
}

const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)
