// One throw-away broker is started and stopped so that the JVM writes down the classes it needed (AppCDS): a broker that
// starts from the archive is ready three times as fast. The flags that decide whether an archive fits are JVM_FLAGS.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

// A busy machine with two cores takes two minutes for what a quiet one does in ten seconds.
const DEADLINE_MS = 300_000

export async function dumpClassArchive(runtime, here) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tributary-archive-'))
  try {
    const [client, controller] = await freePorts(2)
    const properties = path.join(folder, 'server.properties')
    await writeFile(properties, trainingProperties(folder, client, controller), { mode: 0o600 })
    const archive = `${runtime.archive}.${process.pid}`
    const child = spawn(
      runtime.java,
      [
        '-XX:+UseSerialGC',
        '-Xmx384m',
        '-Xlog:disable',
        `-XX:ArchiveClassesAtExit=${archive}`,
        `-Dlog4j2.configurationFile=${path.join(here, 'log4j2.properties')}`,
        `-Dtributary.logs=${folder}`,
        '-cp',
        runtime.jars.join(path.delimiter),
        'dev.tributary.broker.BrokerMain',
        properties,
        path.join(folder, 'pid'),
        'archive',
        'format',
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const exited = new Promise((resolve) => child.once('exit', resolve))
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const timer = setTimeout(() => child.kill('SIGKILL'), DEADLINE_MS)
    const isUp = await waitForPort(client, exited)
    child.kill('SIGTERM')
    await exited
    clearTimeout(timer)
    if (!isUp || !existsSync(archive))
      throw new Error(
        `The broker that was started for its class archive did not come up, or could not write it:\n${output.slice(-2000)}`,
      )
    await rename(archive, runtime.archive)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function waitForPort(port, exited) {
  let isGone = false
  void exited.then(() => (isGone = true))
  while (!isGone) {
    const isOpen = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false)).once('close', () => socket.destroy())
      socket.once('connect', () => socket.end())
    })
    if (isOpen) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => net.createServer())
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port))),
    ),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

function trainingProperties(folder, client, controller) {
  const plain =
    'org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="a" user_a="a";'
  const handler = 'dev.tributary.broker.KeyLoginHandler'
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    `listeners=CLIENT://127.0.0.1:${client},CONTROLLER://127.0.0.1:${controller}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=CLIENT',
    'listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'listener.name.client.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512',
    `listener.name.client.plain.sasl.jaas.config=${plain}`,
    'listener.name.client.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;',
    `listener.name.client.scram-sha-512.sasl.server.callback.handler.class=${handler}`,
    'listener.name.controller.sasl.enabled.mechanisms=PLAIN',
    `listener.name.controller.plain.sasl.jaas.config=${plain}`,
    'sasl.mechanism.controller.protocol=PLAIN',
    'sasl.mechanism.inter.broker.protocol=PLAIN',
    'principal.builder.class=dev.tributary.broker.KeyPrincipalBuilder',
    `tributary.apikeys.file=${path.join(folder, 'none')}`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users=User:a;User:!revoked',
    'offsets.topic.replication.factor=1',
    'log.cleaner.dedupe.buffer.size=8388608',
    `log.dirs=${path.join(folder, 'log')}`,
  ].join('\n')
}
