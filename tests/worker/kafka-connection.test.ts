import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import {
  closeAllKafka,
  closeKafka,
  createTopic,
  deleteScramUser,
  describeCluster,
  fetchNewest,
  type KafkaConnection,
  listTopics,
  openProducer,
  setEgressGuard,
  tail,
  testConnection,
  upsertScramUser,
} from '@/lib/kafka'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'

let broker: TestBroker

beforeAll(async () => {
  broker = await startTestBroker()
  await createTopic(broker.connection, { name: 'orders', partitions: 1 })
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

afterEach(() => setEgressGuard(null))

async function listening(server: net.Server, use: (port: number) => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await use((server.address() as net.AddressInfo).port)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

/** A certificate for 127.0.0.1 that nobody signed, made by the JDK that runs the brokers. */
function selfSigned() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tributary-tls-'))
  const passphrase = 'only-for-this-test'
  const jdkTool = 'keytool'
  const store = [
    '-keystore',
    `${folder}/store.p12`,
    '-storetype',
    'PKCS12',
    '-storepass',
    passphrase,
    '-alias',
    'x',
  ]
  const run = (...args: string[]) =>
    execFileSync(jdkTool, [...args, ...store], { stdio: ['ignore', 'pipe', 'ignore'] })
  run('-genkeypair', '-keyalg', 'EC', '-dname', 'CN=localhost', '-validity', '2', '-ext', 'SAN=IP:127.0.0.1')
  const cert = run('-exportcert', '-rfc').toString()
  const pfx = readFileSync(`${folder}/store.p12`)
  rmSync(folder, { recursive: true })
  return { pfx, passphrase, cert }
}

describe('the connection test', () => {
  const failing = async (change: Partial<KafkaConnection>) =>
    testConnection({ ...broker.connection, ...change })

  test('succeeds with the right credentials and says which cluster answered', async () => {
    expect(await testConnection(broker.connection)).toEqual({
      ok: true,
      clusterId: broker.clusterId,
      brokers: 1,
    })
  })

  test('names DNS for a host that does not exist', async () => {
    expect(await failing({ bootstrapServers: 'no-such-host.invalid:9092' })).toMatchObject({
      ok: false,
      layer: 'dns',
    })
  })

  test('names TCP for a port that nobody listens on', async () => {
    expect(await failing({ bootstrapServers: '127.0.0.1:1' })).toMatchObject({ ok: false, layer: 'tcp' })
  })

  test('names TLS for a port without it, and for a certificate that is not trusted', async () => {
    expect(await failing({ protocol: 'SASL_SSL' })).toMatchObject({ ok: false, layer: 'tls' })
    const { pfx, passphrase, cert } = selfSigned()
    const server = tls.createServer({ pfx, passphrase })
    server.on('tlsClientError', () => undefined)
    server.on('secureConnection', (socket) => socket.on('error', () => undefined).destroy())
    await listening(server, async (port) => {
      const secured = { bootstrapServers: `127.0.0.1:${port}`, protocol: 'SASL_SSL' } as const
      expect(await failing(secured)).toMatchObject({
        layer: 'tls',
        message: expect.stringMatching(/CA certificate/) as string,
      })
      // Trusted, the handshake succeeds and the next layer is the one that fails.
      expect(await failing({ ...secured, ca: cert })).toMatchObject({ ok: false, layer: 'api-versions' })
    })
  })

  test('names SASL for a wrong password and for a mechanism that is not offered', async () => {
    expect(await failing({ password: 'wrong' })).toMatchObject({ ok: false, layer: 'sasl' })
    expect(await failing({ mechanism: 'SCRAM-SHA-512' })).toMatchObject({
      layer: 'sasl',
      message: expect.stringMatching(/does not offer/) as string,
    })
  })

  test('names authorisation for a login that may see nothing', async () => {
    const key = await broker.newKey()
    expect(await testConnection(key.plain)).toMatchObject({ ok: false, layer: 'authorisation' })
  })

  test('names the API layer for something that is not Kafka, and for the wrong protocol', async () => {
    expect(await failing({ protocol: 'PLAINTEXT' })).toMatchObject({ ok: false, layer: 'api-versions' })
    const web = net.createServer((socket) => {
      socket.on('error', () => undefined).resume()
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    })
    const silent = net.createServer((socket) => void socket.on('error', () => undefined).resume())
    for (const server of [web, silent])
      await listening(server, async (port) => {
        const answer = await failing({ bootstrapServers: `127.0.0.1:${port}` })
        expect(answer).toMatchObject({ ok: false, layer: 'api-versions' })
      })
  })
})

describe('the egress guard', () => {
  test('is asked before any socket to a cluster of users, and what it forbids is not opened', async () => {
    const key = await broker.newKey({ isAdmin: true })
    const asked: string[] = []
    setEgressGuard((host, port) => {
      asked.push(`${host}:${port}`)
      return Promise.reject(new AppError('forbidden', `${host} may not be reached`))
    })
    const connection = { ...key.plain, id: 'guarded' }
    const attempts: (() => Promise<unknown>)[] = [
      () => listTopics(connection),
      () => fetchNewest(connection, { topic: 'orders', max: 1 }),
      () => tail(connection, { topic: 'orders', from: 'latest' }, new AbortController().signal).next(),
      () => openProducer(connection).send('orders', [{ value: 'x' }]),
    ]
    for (const attempt of attempts) {
      asked.length = 0
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
      expect(asked).toEqual([`127.0.0.1:${broker.clientPort}`])
    }
    expect(await testConnection(connection)).toMatchObject({
      ok: false,
      layer: 'tcp',
      message: '127.0.0.1 may not be reached',
    })
  })

  test('is asked for brokers that metadata names, too', async () => {
    const key = await broker.newKey({ isAdmin: true })
    const asked: string[] = []
    setEgressGuard((host, port) => {
      asked.push(`${host}:${port}`)
      return Promise.resolve([])
    })
    const connection = { ...key.plain, id: 'by-name', bootstrapServers: `localhost:${broker.clientPort}` }
    await fetchNewest(connection, { topic: 'orders', max: 1 })
    expect([...new Set(asked)]).toEqual([`localhost:${broker.clientPort}`, `127.0.0.1:${broker.clientPort}`])
  })

  test("does not stand in the way of Tributary's own connection to its brokers", async () => {
    setEgressGuard(() => Promise.reject(new AppError('forbidden', 'never')))
    await closeKafka(broker.connection.id)
    expect((await describeCluster(broker.connection)).clusterId).toBe(broker.clusterId)
  })
})

describe('the pool', () => {
  test('takes changed credentials at once, and works again after it was closed', async () => {
    const key = await broker.newKey()
    await describeCluster(key.plain)
    await expect(describeCluster({ ...key.plain, password: 'wrong' })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await describeCluster(key.plain)
    await closeAllKafka()
    await describeCluster(key.plain)
  })

  test('keeps the sockets of one user by two mechanisms: neither closes those of the other', async () => {
    const { plain } = await broker.newKey({ isAdmin: true })
    const scram = { ...plain, mechanism: 'SCRAM-SHA-512' as const }
    for (let round = 0; round < 10; round++)
      await Promise.all([plain, scram, plain].map((connection) => describeCluster(connection)))
  })
})

describe('SCRAM users of a cluster', () => {
  test('are made and deleted, again and again', async () => {
    for (let i = 0; i < 2; i++) {
      await upsertScramUser(broker.connection, 'external', 'secret')
      await upsertScramUser(broker.connection, 'external', {
        salt: Buffer.alloc(16, 1),
        iterations: 4096,
        saltedPassword: Buffer.alloc(64, 2),
      })
      await deleteScramUser(broker.connection, 'external')
      await deleteScramUser(broker.connection, 'external')
    }
  })
})
