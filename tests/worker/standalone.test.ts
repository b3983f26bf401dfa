import { type ChildProcess, spawn } from 'node:child_process'
import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeAllKafka, createTopic, groupOffsets } from '@/lib/kafka'
import { log } from '@/lib/log'
import { ownAddress } from '@/lib/schema-registries/internal'
import { startTestBroker, type TestBroker, type TestKey } from '@/tests/support/broker'
import { eventually } from '@/tests/support/poll'
import { BadFile } from '@/worker/standalone/bad-file'
import { readConnectorFile } from '@/worker/standalone/read-connector-file'
import { startStandalone } from '@/worker/standalone/run'

const SOURCE = 'org.apache.kafka.connect.file.FileStreamSourceConnector'
let broker: TestBroker
let key: TestKey
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-standalone-'))
  broker = await startTestBroker()
  key = await broker.newKey({ isAdmin: true })
  await createTopic(broker.connection, { name: 'lines', partitions: 3 })
})

afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
  await rm(folder, { recursive: true, force: true })
})

const write = async (name: string, content: string | object): Promise<string> => {
  const file = path.join(folder, name)
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const workerFile = (more = ''): Promise<string> =>
  write(
    'worker.properties',
    [
      `bootstrap.servers=${key.plain.bootstrapServers}`,
      'security.protocol=SASL_PLAINTEXT',
      'sasl.mechanism=PLAIN',
      `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="${key.key}" password="${key.plain.password}";`,
      'key.converter=org.apache.kafka.connect.storage.StringConverter',
      'value.converter=org.apache.kafka.connect.storage.StringConverter',
      `offset.storage.file.filename=${path.join(folder, 'offsets', 'standalone.json')}`,
      more,
    ].join('\n'),
  )

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

function start(args: string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'worker/standalone/index.ts', ...args], {
    // No database, and none asked for.
    env: {
      ...process.env,
      DATABASE_URL: 'postgresql://127.0.0.1:1/none',
      TRIBUTARY_LOG_LEVEL: 'info',
      TRIBUTARY_CONNECTOR_FILES: folder,
      TRIBUTARY_PLUGINS: path.join(folder, 'plugins'),
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => output, ended }
}

test('a registry is named by the address and the account of the converters', async () => {
  const file = await write('registry.json', {
    name: 'a',
    'connector.class': SOURCE,
    file: 'a.txt',
    topic: 'lines',
    'value.converter': 'io.confluent.connect.avro.AvroConverter',
    'value.converter.schema.registry.url': 'https://schemas.example.com/base/',
    'value.converter.basic.auth.credentials.source': 'USER_INFO',
    'value.converter.basic.auth.user.info': 'user:p:w/1',
  })
  const { registry } = await readConnectorFile(file, {})
  expect(await ownAddress(registry ?? '')).toEqual({
    url: 'https://schemas.example.com/base',
    headers: { authorization: `Basic ${Buffer.from('user:p:w/1').toString('base64')}` },
  })
})

describe('connectors from files alone', () => {
  test('carry every line from a file through Kafka into another, over a kill and a stop, and store where they are', async () => {
    const source = await write(
      'source.properties',
      `name=from-file\nconnector.class=${SOURCE}\nfile=in.txt\ntopic=lines\n`,
    )
    const sink = await write('sink.json', {
      name: 'to-file',
      config: { 'connector.class': 'FileStreamSink', topics: 'lines', file: 'out.txt', 'tasks.max': 2 },
    })
    const args = ['standalone', await workerFile(), source, sink]
    const expected = new Set<string>()
    const add = async (name: string) => {
      const lines = Array.from({ length: 200 }, (_, i) => `${name} ${i}`)
      for (const line of lines) expected.add(line)
      await appendFile(path.join(folder, 'in.txt'), `${lines.join('\n')}\n`)
    }
    const written = async () =>
      (await readFile(path.join(folder, 'out.txt'), 'utf8').catch(() => '')).split('\n').slice(0, -1)
    const allWritten = (run: Run) =>
      eventually(
        `all lines are written (${run.output()})`,
        async () => new Set(await written()).size === expected.size,
        {
          timeoutMs: 60_000,
        },
      )
    await add('first')
    const killed = start(args)
    await allWritten(killed)
    killed.child.kill('SIGKILL')
    await killed.ended
    await add('second')
    const stopped = start(args)
    await allWritten(stopped)
    stopped.child.kill('SIGINT')
    expect(await stopped.ended).toBe(0)
    expect(stopped.output()).toContain('offsets are stored')
    expect(new Set(await written())).toEqual(expected)
    const total = (await groupOffsets(broker.connection, 'connect-to-file')).reduce(
      (sum, { offset }) => sum + Number(offset),
      0,
    )
    expect(total).toBeGreaterThanOrEqual(expected.size)
    const stored = await readFile(path.join(folder, 'offsets', 'standalone.json'), 'utf8')
    expect(JSON.parse(stored)).toMatchObject({
      connectors: { 'from-file': { starts: 2, offsets: [{ partition: { filename: 'in.txt' } }] } },
    })
  })

  test('are refused before anything starts, with the reason and exit code 2', async () => {
    const run = start(['standalone', await workerFile(), await write('bad.json', '{"name": ')])
    expect(await run.ended).toBe(2)
    expect(run.output()).toMatch(/^[^\n]*bad\.json: This is not valid JSON/)
  })

  const json = (name: string, config: object) => async () => [
    await workerFile(),
    await write(`${name}.json`, config),
  ]

  test.each([
    ['no worker file', async () => ['nowhere.properties', 'a.json'], 'nowhere.properties: it cannot be read'],
    [
      'no place for offsets',
      async () => [await write('w.properties', 'bootstrap.servers=a:1'), 'a.json'],
      'offset.storage.file.filename',
    ],
    [
      'no address of Kafka',
      async () => [await write('w.properties', 'offset.storage.file.filename=/tmp/none'), 'a.json'],
      'bootstrap_servers',
    ],
    [
      'an unknown class',
      json('unknown', { name: 'a', 'connector.class': 'Nothing' }),
      'There is no connector "Nothing"',
    ],
    ['no name', json('nameless', { 'connector.class': SOURCE, file: 'a.txt', topic: 'lines' }), 'no name'],
    [
      'a format without its registry',
      json('avro', {
        name: 'a',
        'connector.class': SOURCE,
        file: 'a.txt',
        topic: 'lines',
        'value.converter': 'io.confluent.connect.avro.AvroConverter',
      }),
      'value.converter.schema.registry.url',
    ],
    ['no file', json('fileless', { name: 'a', 'connector.class': SOURCE, topic: 'lines' }), 'file:'],
  ])('are refused with %s', async (_what, files, reason) => {
    const [worker = '', ...connectors] = await files()
    const failure = await startStandalone(worker, connectors, log).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(BadFile)
    expect(String(failure)).toContain(reason)
  })
})

/** The code of README's "Write a connector", to the letter. */
async function sinkOfTheReadme(): Promise<string> {
  const section = (await readFile('README.md', 'utf8')).split('\n## Write a connector\n')[1] ?? ''
  return /```ts\n([\s\S]*?)```/.exec(section)?.[1] ?? ''
}

test('connectors of one’s own run here too, written as the README says; a file that cannot be used is named', async () => {
  const plugins = path.join(folder, 'plugins')
  await mkdir(plugins)
  await copyFile(
    path.join(import.meta.dirname, '../support/plugins/ticker-source.ts'),
    path.join(plugins, 'ticker-source.ts'),
  )
  await writeFile(path.join(plugins, 'webhook-sink.ts'), await sinkOfTheReadme())
  await writeFile(path.join(plugins, 'broken.mjs'), 'export const spec = {')
  const got: unknown[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      got.push(JSON.parse(body))
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await createTopic(broker.connection, { name: 'ticks', partitions: 1 })
  const ticker = await write('ticker.json', {
    name: 'ticker',
    'connector.class': 'TickerSource',
    'kafka.topic': 'ticks',
    'output.data.format': 'JSON',
    'interval.ms': 20,
    'ticker.name': 'test',
  })
  const webhook = await write('webhook.json', {
    name: 'webhook',
    'connector.class': 'WebhookSink',
    topics: 'ticks',
    'input.data.format': 'JSON',
    url: `http://127.0.0.1:${port}`,
  })
  const run = start(['standalone', await workerFile(), ticker, webhook])
  await eventually(`records come by (${run.output()})`, async () => got.length >= 5, { timeoutMs: 60_000 })
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(0)
  expect(got.slice(0, 3)).toEqual([1, 2, 3].map((count) => ({ name: 'test', count })))
  expect(run.output()).toContain('broken.mjs')
  server.close()
})

test.each([
  [
    'an address of cloud metadata',
    { 'connection.url': 'jdbc:postgresql://169.254.169.254/a' },
    'not allowed',
  ],
  ['a value from a file', { 'connection.password': '${file:/etc/passwd:root}' }, 'is not allowed: values'],
  ['a class for sockets', { 'connection.url': 'jdbc:postgresql://a/b?socketFactory=x.Y' }, 'socketFactory'],
  ['a transform that is none', { transforms: 'a', 'transforms.a.type': 'Nothing' }, 'transforms.a.type'],
  ['a pattern that is none', { topics: '', 'topics.regex': '(a' }, 'topics.regex'],
])('a sink with %s is refused as everywhere, and nothing starts', async (_what, change, reason) => {
  const file = await write('hostile.json', {
    name: 'hostile',
    'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
    topics: 'lines',
    'connection.url': 'jdbc:postgresql://127.0.0.1:5432/shop',
    'connection.user': 'shop',
    'connection.password': 'a-password-of-the-shop',
    ...change,
  })
  const failure = await startStandalone(await workerFile(), [file], log).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(BadFile)
  expect(String(failure)).toContain(reason)
  expect(String(failure)).not.toContain('a-password-of-the-shop')
})
