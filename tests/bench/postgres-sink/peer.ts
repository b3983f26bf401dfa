// Kafka Connect with Debezium's JDBC sink, both from Maven Central, tuned: see the settings below.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { groupOffsets, type KafkaConnection } from '@/lib/kafka'
import { findFreePort } from '@/tests/support/free-ports'
import { connectSchema } from './records'
import type { Contender, Place, Task } from './contender'

export type PeerFiles = { jars: string; plugins: string }

const properties = (entries: Record<string, string>): string =>
  Object.entries(entries)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('')

function clientSettings(connection: KafkaConnection): Record<string, string> {
  const { username = '', password = '' } = connection
  return {
    'security.protocol': connection.protocol,
    'sasl.mechanism': 'PLAIN',
    'sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required username="${username}" password="${password}";`,
  }
}

const prefixed = (prefix: string, settings: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [prefix + key, value]))

const jsonConverter = {
  '': 'org.apache.kafka.connect.json.JsonConverter',
  '.schemas.enable': 'true',
  '.schema.content': JSON.stringify(connectSchema),
}
/** Confluent's own converter is not on Maven Central; Apicurio's reads the same bytes. */
const avroConverter = (registryUrl: string): Record<string, string> => ({
  '': 'io.apicurio.registry.utils.converter.AvroConverter',
  '.apicurio.registry.url': `${registryUrl}/apis/registry/v2`,
  '.apicurio.registry.enable-confluent-id-handler': 'true',
  '.apicurio.registry.id-handler': 'io.apicurio.registry.serde.Legacy4ByteIdHandler',
  '.apicurio.registry.use-id': 'contentId',
})

let runs = 0

export async function startPeer(
  connection: KafkaConnection,
  { databaseUrl, registryUrl, folder }: Place,
  task: Task,
  { jars, plugins }: PeerFiles,
): Promise<Contender> {
  const name = `peer-${process.pid}-${++runs}`
  const home = path.join(folder, name)
  await mkdir(home, { recursive: true })
  const client = clientSettings(connection)
  const worker = {
    'bootstrap.servers': connection.bootstrapServers,
    ...client,
    ...prefixed('consumer.', client),
    ...prefixed('producer.', client),
    ...prefixed('admin.', client),
    listeners: `http://127.0.0.1:${await findFreePort()}`,
    'plugin.path': plugins,
    'plugin.discovery': 'service_load',
    'offset.storage.file.filename': path.join(home, 'offsets'),
    // Only so that its progress can be seen.
    'offset.flush.interval.ms': '1000',
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  }
  const url = new URL(databaseUrl)
  const connector = {
    name,
    'connector.class': 'io.debezium.connector.jdbc.JdbcSinkConnector',
    'tasks.max': '1',
    topics: task.topic,
    'connection.url': `jdbc:postgresql://${url.host}${url.pathname}`,
    'connection.username': url.username,
    'connection.password': url.password,
    'collection.name.format': task.table,
    'schema.evolution': 'none',
    'dialect.postgres.unnest.insert.enabled': 'true',
    'batch.size': '3000',
    'consumer.override.max.poll.records': '6000',
    'consumer.override.auto.offset.reset': 'earliest',
    ...prefixed('value.converter', task.format === 'JSON' ? jsonConverter : avroConverter(registryUrl)),
    ...(task.mode === 'append'
      ? { 'insert.mode': 'insert', 'primary.key.mode': 'none' }
      : {
          'insert.mode': 'upsert',
          'primary.key.mode': 'record_value',
          'primary.key.fields': 'id',
          'use.reduction.buffer': 'true',
        }),
  }
  await writeFile(path.join(home, 'worker.properties'), properties(worker))
  await writeFile(path.join(home, 'connector.properties'), properties(connector))
  await writeFile(
    path.join(home, 'log4j2.properties'),
    'rootLogger.level=warn\nrootLogger.appenderRef.a.ref=A\nappender.a.type=Console\nappender.a.name=A\nappender.a.target=SYSTEM_ERR\nappender.a.layout.type=PatternLayout\nappender.a.layout.pattern=%d %p %m%n\n',
  )
  // Heap as Kafka's own start script has it.
  const child = spawn(
    'java',
    [
      ...['-Xms256M', '-Xmx2G', `-Dlog4j2.configurationFile=${path.join(home, 'log4j2.properties')}`],
      ...['-cp', classPath(jars), 'org.apache.kafka.connect.cli.ConnectStandalone'],
      ...[path.join(home, 'worker.properties'), path.join(home, 'connector.properties')],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  return {
    name: 'Kafka Connect with Debezium JDBC sink',
    pid: child.pid ?? 0,
    async progress() {
      const offsets = await groupOffsets(connection, `connect-${name}`).catch(() => [])
      return offsets.reduce((sum, { offset }) => sum + Number(offset), 0)
    },
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
    close: () => Promise.resolve(),
  }
}

const classPath = (jars: string): string =>
  readdirSync(jars)
    .map((file) => path.join(jars, file))
    .join(path.delimiter)
