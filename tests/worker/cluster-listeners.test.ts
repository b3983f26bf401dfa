import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusterConnection } from '@/lib/clusters/connection'
import { createCluster } from '@/lib/clusters/create'
import { toClusterDto } from '@/lib/clusters/dto'
import type { ListenersInput } from '@/lib/clusters/schema'
import { updateCluster } from '@/lib/clusters/update'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { closeAllKafka, createTopic, describeAcls, listTopics, produce } from '@/lib/kafka'
import type { KafkaConnection } from '@/lib/kafka'
import { log } from '@/lib/log'
import { issueCertificate, makeAuthority, type Issued } from '@/worker/brokers/certificate'
import { brokerPaths, certificateFile, getIdentity } from '@/worker/brokers/broker-folder'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { applyClusterKeys, clusterFolder } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import type { Loop } from '@/worker/loops/loop'
import { makeApiKey, makeOrganization, type Organization } from '@/tests/support/factories'
import { freeBasePort } from '@/tests/support/free-ports'
import { untilRunning } from '@/tests/support/local-cluster'
import { clientScript, python, run, type Finished } from '@/tests/support/outside-client'
import { eventually } from '@/tests/support/poll'

type Key = { key: string; secret: string }

const values = Array.from({ length: 20 }, (_, index) => `{"n":${index}}`)

let organization: Organization
let loop: Loop
let id: string
let key: Key

const rowOf = () => db.kafkaCluster.findUniqueOrThrow({ where: { id } })
const dtoOf = async () => toClusterDto(await rowOf())
const pidOf = async () => (await findRunningBroker(clusterFolder(id)))?.pid
const listenerOf = async (name: string) =>
  (await dtoOf()).status.listeners?.find((listener) => listener.name === name)?.bootstrap_servers ?? ''

async function change(listeners: ListenersInput): Promise<KafkaCluster> {
  const before = await pidOf()
  await updateCluster(organization.ctx, id, { spec: { listeners } })
  loop.wake()
  await eventually(
    'the broker has its new listeners',
    async () => {
      const { spec, status } = await dtoOf()
      const names = status.listeners?.map(({ name }) => name) ?? []
      return (
        (await pidOf()) !== before &&
        names.includes('TLS') === (spec.listeners?.tls !== 'NONE') &&
        names.includes('ANONYMOUS') === spec.listeners?.anonymous
      )
    },
    { timeoutMs: 60_000 },
  )
  await eventually('the broker answers', async () => {
    const topics = await listTopics(await clusterConnection(await rowOf()))
    return topics.length > 0
  })
  return untilRunning(id)
}

async function caFile(pem: string | undefined): Promise<string> {
  const file = path.join(os.tmpdir(), `tributary-ca-${crypto.randomUUID()}.pem`)
  await writeFile(file, pem ?? '')
  return file
}

const withConfluent = (bootstrap: string, ca: string, who = key): Promise<Finished> =>
  run(
    python,
    [clientScript('read_all.py'), 'confluent', bootstrap, who.key, 'orders', '20', 'PLAIN', ca],
    `${who.secret}\n`,
  )

function withKcat(bootstrap: string, ca: string): Promise<Finished> {
  const settings = {
    'security.protocol': 'SASL_SSL',
    'ssl.ca.location': ca,
    'ssl.endpoint.identification.algorithm': 'https',
    'sasl.mechanisms': 'PLAIN',
    'sasl.username': key.key,
    'sasl.password': key.secret,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-X', `${name}=${value}`])
  return run('kcat', [
    '-C',
    '-e',
    '-q',
    '-o',
    'beginning',
    '-t',
    'orders',
    '-m',
    '5',
    '-b',
    bootstrap,
    ...flags,
  ])
}

beforeAll(async () => {
  organization = await makeOrganization()
  loop = startClustersLoop(log)
  const made = await createCluster(organization.ctx, {
    spec: {
      display_name: 'listeners',
      availability: 'SINGLE_ZONE',
      cloud: 'LOCAL',
      region: 'this-machine',
      config: { kind: 'Basic' },
      environment: { id: organization.environmentId },
    },
  })
  id = made.id
  await db.kafkaCluster.update({ where: { id }, data: { clientPort: await freeBasePort() } })
  loop.wake()
  const row = await untilRunning(id)
  key = await makeApiKey(organization.ctx, organization.userId, id)
  await applyClusterKeys(row)
  const connection = await clusterConnection(row)
  await createTopic(connection, { name: 'orders', partitions: 2 })
  await produce(
    connection,
    values.map((value) => ({ topic: 'orders', key: null, value: Buffer.from(value) })),
  )
})

afterAll(async () => {
  await loop.stop()
  await stopLocalBrokers(log)
  await closeAllKafka()
})

describe('a folder from before there were several brokers and TLS', () => {
  test('is adopted without a restart, and starts unchanged', async () => {
    const file = brokerPaths(clusterFolder(id)).identity
    const { nodeId, quorum, listeners, ...old } = await getIdentity(clusterFolder(id))
    expect({ nodeId, quorum, listeners }).toEqual({
      nodeId: 1,
      quorum: [{ nodeId: 1, port: old.controllerPort }],
      listeners: { tls: null, anonymousPort: null },
    })
    await writeFile(file, JSON.stringify(old))
    const before = await pidOf()
    loop.wake()
    await untilRunning(id)
    expect(await pidOf()).toBe(before)
    process.kill(before ?? 0, 'SIGKILL')
    loop.wake()
    await eventually('another process runs', async () => (await pidOf()) !== before && (await pidOf()), {
      timeoutMs: 60_000,
    })
    const row = await eventually('it answers', async () => {
      const now = await untilRunning(id)
      return (await listTopics(await clusterConnection(now))).length > 0 && now
    })
    expect(row.protocol).toBe('SASL_PLAINTEXT')
  })
})

describe('TLS with a generated certificate', () => {
  let ca: string

  test('on a port that is taken: the broker goes on as it is, and people are told the port', async () => {
    const before = await pidOf()
    const squatter = createServer().listen(((await rowOf()).clientPort ?? 0) + 10, '127.0.0.1')
    await updateCluster(organization.ctx, id, { spec: { listeners: { tls: 'GENERATED' } } })
    loop.wake()
    const row = await eventually('people are told', async () => {
      const now = await rowOf()
      return now.message !== null && now
    })
    expect(row).toMatchObject({ health: 'RUNNING', protocol: 'SASL_PLAINTEXT' })
    expect(row.message).toContain(String((row.clientPort ?? 0) + 10))
    expect(await pidOf()).toBe(before)
    await updateCluster(organization.ctx, id, { spec: { listeners: { tls: 'NONE' } } })
    loop.wake()
    await eventually('all is well', async () => (await rowOf()).message === null)
    await new Promise((resolve) => squatter.close(resolve))
    expect(await pidOf()).toBe(before)
  })

  test('is answered as the endpoint, with the certificate of the authority to download', async () => {
    const row = await change({ tls: 'GENERATED' })
    expect(row.protocol).toBe('SASL_SSL')
    const { spec, status } = await dtoOf()
    const port = (row.clientPort ?? 0) + 10
    expect(spec.kafka_bootstrap_endpoint).toBe(`SASL_SSL://127.0.0.1:${port}`)
    expect(spec.endpoints?.['PUBLIC']?.kafka_bootstrap_endpoint).toBe(spec.kafka_bootstrap_endpoint)
    expect(status.certificate?.subject_alternative_names).toMatch(/DNS:localhost.*127\.0\.0\.1.*0:1/)
    expect(status.certificate?.ca_certificate_pem).toMatch(/^-----BEGIN CERTIFICATE-----/)
    ca = await caFile(status.certificate?.ca_certificate_pem)
  })

  test('confluent-kafka and kcat read over it with the name of the host verified, by address and by name', async () => {
    const byAddress = await listenerOf('TLS')
    for (const bootstrap of [byAddress, byAddress.replace('127.0.0.1', 'localhost')]) {
      const confluent = await withConfluent(bootstrap, ca)
      expect(confluent.lines.sort(), confluent.errors).toEqual([...values].sort())
      const kcat = await withKcat(bootstrap, ca)
      expect(kcat.lines.sort(), kcat.errors).toEqual([...values].sort())
    }
  })

  test('a client that trusts another authority is not connected, and a wrong secret is refused', async () => {
    const bootstrap = await listenerOf('TLS')
    const stranger = await caFile((await makeAuthority('somebody else')).certificatePem)
    const untrusted = await withConfluent(bootstrap, stranger)
    expect(untrusted).toMatchObject({ code: 4, lines: [] })
    expect(untrusted.errors).toMatch(/certificate/i)
    expect((await withKcat(bootstrap, stranger)).lines).toEqual([])
    const wrong = await withConfluent(bootstrap, ca, { ...key, secret: `${key.secret}x` })
    expect(wrong).toMatchObject({ code: 3, lines: [] })
  })

  test('the private key is in one file of mode 0600, and in the database under seal only', async () => {
    const { listeners } = await getIdentity(clusterFolder(id))
    const file = certificateFile(clusterFolder(id), listeners.tls?.certificate ?? '')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const pem = await readFile(file, 'utf8')
    const body = /-----BEGIN PRIVATE KEY-----\s+(\S{40})/.exec(pem)?.[1] ?? 'none'
    expect(JSON.stringify(await dtoOf())).not.toContain(body)
    expect(JSON.stringify(await db.kafkaCluster.findMany())).not.toContain(body)
    expect(JSON.stringify(await db.auditEvent.findMany({ select: { data: true } }))).not.toContain(body)
  })

  test('off and on again it is the same authority, so clients keep their file', async () => {
    const before = (await dtoOf()).status.certificate?.ca_certificate_pem
    await change({ tls: 'NONE' })
    expect((await dtoOf()).spec.kafka_bootstrap_endpoint).toMatch(/^SASL_PLAINTEXT:/)
    await change({ tls: 'GENERATED' })
    expect((await dtoOf()).status.certificate?.ca_certificate_pem).toBe(before)
    const confluent = await withConfluent(await listenerOf('TLS'), ca)
    expect(confluent.lines.length, confluent.errors).toBe(20)
  })
})

describe('TLS with a given certificate', () => {
  test('clients that trust its authority read; those of the generated one are refused; the old key leaves the disk', async () => {
    const generated = await caFile((await dtoOf()).status.certificate?.ca_certificate_pem)
    const authority = await makeAuthority('a company')
    const given: Issued = await issueCertificate(authority, ['localhost', '127.0.0.1'])
    await change({
      tls: 'GIVEN',
      certificate_pem: `${given.certificatePem}${authority.certificatePem}`,
      private_key_pem: given.keyPem,
    })
    const bootstrap = await listenerOf('TLS')
    const read = await withConfluent(bootstrap, await caFile(authority.certificatePem))
    expect(read.lines.length, read.errors).toBe(20)
    expect((await withConfluent(bootstrap, generated)).code).toBe(4)
    expect((await dtoOf()).status.certificate?.ca_certificate_pem?.trim()).toBe(
      authority.certificatePem.trim(),
    )
    expect(await readdir(path.join(clusterFolder(id), 'certificates'))).toHaveLength(1)
  })
})

describe('the listener without authentication', () => {
  const anonymous = async (): Promise<KafkaConnection> => ({
    id: 'anonymous',
    bootstrapServers: `127.0.0.1:${((await rowOf()).clientPort ?? 0) + 20}`,
    protocol: 'PLAINTEXT',
  })
  const aclsOfAnonymous = async () =>
    (await describeAcls(await clusterConnection(await rowOf()))).filter(
      ({ principal }) => principal === 'User:ANONYMOUS',
    )

  test('is not there by default, and nobody has rights without a login', async () => {
    await expect(listTopics(await anonymous())).rejects.toMatchObject({ code: 'unavailable' })
    expect(await aclsOfAnonymous()).toEqual([])
  })

  test('is on loopback only while it is on; its rights go with it', async () => {
    await change({ anonymous: true })
    const connection = await anonymous()
    await eventually('everybody may', async () => (await aclsOfAnonymous()).length > 0)
    await createTopic(connection, { name: 'tutorial' })
    expect((await listTopics(connection)).map(({ name }) => name)).toContain('tutorial')
    const properties = await readFile(brokerPaths(clusterFolder(id)).properties, 'utf8')
    expect(properties).toMatch(/^listeners=.*ANONYMOUS:\/\/127\.0\.0\.1:/m)
    await closeAllKafka()

    await change({ anonymous: false })
    await expect(listTopics(await anonymous())).rejects.toMatchObject({ code: 'unavailable' })
    await eventually('nobody may any more', async () => (await aclsOfAnonymous()).length === 0)
    await closeAllKafka()
  })
})
