// The Schema Registry with 10,000 subjects and 100,000 versions, asked as a client asks: over HTTP, with a key of the registry.
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { db, disconnectDb } from '@/lib/db'
import { env } from '@/lib/env'
import { schemaFingerprint, schemaGuid } from '@/lib/schemas/parse'
import { printFigure } from '../support/figure'
import { openProduct } from '../support/product'

const subjects = 10_000
const versionsEach = 10
const firstId = 100_001

type Named = { id: string }
type Created = Named & { spec: { secret: string } }
const product = await openProduct()
const environment = await product.ask<Named>('POST', '/org/v2/environments', {
  display_name: 'bench-registry',
})
const { id: registryId } = await db.schemaRegistry.findUniqueOrThrow({
  where: { environmentId: environment.id },
})

/** As the registry itself prints it. */
const schemaText = (subject: number, version: number): string => {
  const fields = Array.from(
    { length: version },
    (_, index) => `{"name":"added_${index}","type":["null","string"],"default":null}`,
  )
  return `{"type":"record","name":"Order${subject}","namespace":"bench","fields":[{"name":"id","type":"long"}${fields.map((field) => `,${field}`).join('')}]}`
}
const nameOf = (subject: number): string => `bench-${String(subject).padStart(5, '0')}-value`
const idOf = (subject: number, version: number): number => firstId + subject * versionsEach + version - 1

async function fill(from: number, to: number): Promise<void> {
  const rows = Array.from({ length: (to - from) * versionsEach }, (_, index) => {
    const subject = from + Math.floor(index / versionsEach)
    const version = (index % versionsEach) + 1
    const text = schemaText(subject, version)
    const fingerprint = schemaFingerprint({ schemaType: 'AVRO', text, references: [] })
    return {
      name: nameOf(subject),
      version,
      id: idOf(subject, version),
      text,
      fingerprint,
      guid: schemaGuid(fingerprint),
    }
  })
  const names = [...new Set(rows.map(({ name }) => name))]
  await db.$executeRaw`INSERT INTO schemas (registry_id, context, id, guid, schema_type, text, fingerprint)
    SELECT ${registryId}, '.', t.id, t.guid::uuid, 'AVRO', t.text, t.fingerprint
    FROM unnest(${rows.map(({ id }) => id)}::int[], ${rows.map(({ guid }) => guid)}::text[],
      ${rows.map(({ text }) => text)}::text[], ${rows.map(({ fingerprint }) => fingerprint)}::text[])
      AS t(id, guid, text, fingerprint)`
  await db.$executeRaw`INSERT INTO subjects (registry_id, context, name, last_version)
    SELECT ${registryId}, '.', name, ${versionsEach} FROM unnest(${names}::text[]) AS t(name)`
  await db.$executeRaw`INSERT INTO subject_versions (registry_id, context, subject, version, schema_id)
    SELECT ${registryId}, '.', t.name, t.version, t.id
    FROM unnest(${rows.map(({ name }) => name)}::text[], ${rows.map(({ version }) => version)}::int[],
      ${rows.map(({ id }) => id)}::int[]) AS t(name, version, id)`
}

await db.schemaContext.create({ data: { registryId, name: '.', lastId: firstId + subjects * versionsEach } })
for (let from = 0; from < subjects; from += 500) await fill(from, from + 500)
await db.$executeRaw`ANALYZE schemas, subjects, subject_versions`

const key = await product.ask<Created>('POST', '/iam/v2/api-keys', {
  spec: {
    display_name: '',
    description: 'bench',
    owner: { id: product.userId },
    resource: { id: registryId },
  },
})
const authorization = `Basic ${Buffer.from(`${key.id}:${key.spec.secret}`).toString('base64')}`
const agent = new Agent({ keepAlive: true, maxSockets: 50 })

function ask(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const headers = { authorization, 'content-type': 'application/vnd.schemaregistry.v1+json' }
  const options = {
    agent,
    method,
    headers,
    host: new URL(env.url).hostname,
    port: env.schemaRegistryPort,
    path,
  }
  const sent = request(options, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () =>
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
    )
  })
  sent.on('error', reject)
  sent.end(body === undefined ? undefined : JSON.stringify(body))
  return promise
}

async function must(method: string, path: string, body?: object): Promise<string> {
  const { status, text } = await ask(method, path, body)
  if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text}`)
  return text
}

const percentile = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0

async function measure(
  name: string,
  turns: number,
  act: (turn: number) => Promise<unknown>,
  atMost?: number,
): Promise<void> {
  const times: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const from = performance.now()
    await act(turn)
    times.push(performance.now() - from)
  }
  const limit = atMost === undefined ? {} : { atMost }
  printFigure({ name: `${name}, 95 of 100 within`, value: percentile(times, 0.95), unit: 'ms', ...limit })
}

const spread = (turn: number): number => (turn * 7919) % subjects
const versions = (subject: number): string => `/subjects/${nameOf(subject)}/versions`

// The key is known to the gateway a moment after it was made.
for (let tries = 0; tries < 50 && (await ask('GET', '/subjects?limit=1')).status !== 200; tries++)
  await sleep(100)
for (let turn = 0; turn < 300; turn++) await must('GET', `/schemas/ids/${idOf(spread(turn), 1)}`)

await measure(
  'Schema by id, read for the first time',
  1000,
  (turn) => must('GET', `/schemas/ids/${idOf(spread(turn), 4)}`),
  2,
)
await measure(
  'Schema by id, read before',
  3000,
  (turn) => must('GET', `/schemas/ids/${idOf(spread(turn % 1000), 4)}`),
  2,
)
await measure('Latest version of a subject', 500, (turn) => must('GET', `${versions(spread(turn))}/latest`))
await measure('Schema looked up under its subject', 500, (turn) =>
  must('POST', `/subjects/${nameOf(spread(turn))}`, { schema: schemaText(spread(turn), 7) }),
)
await measure(
  'Schema registered that is there',
  500,
  (turn) => must('POST', versions(spread(turn)), { schema: schemaText(spread(turn), 10) }),
  20,
)
await measure(
  'Schema registered as a new version',
  500,
  (turn) => must('POST', versions(spread(turn)), { schema: schemaText(spread(turn), 11) }),
  20,
)
await measure(
  'Schema registered under a new subject',
  500,
  (turn) => must('POST', `/subjects/new-${turn}/versions`, { schema: schemaText(subjects + turn, 3) }),
  20,
)
await measure('100 subjects of 10,000', 100, (turn) => must('GET', `/subjects?limit=100&offset=${turn * 99}`))
await measure('All 10,000 subjects', 20, () => must('GET', '/subjects'))

const deep = nameOf(1)
await must('PUT', `/config/${deep}`, { compatibility: 'BACKWARD_TRANSITIVE' })
for (let version = 12; version <= 400; version++)
  await must('POST', `/subjects/${deep}/versions`, { schema: schemaText(1, version) })
await measure('Version 401 and later registered, compared with all before', 20, (turn) =>
  must('POST', `/subjects/${deep}/versions`, { schema: schemaText(1, 401 + turn) }),
)

const clients = Array.from({ length: 50 }, (_, index) => index)
const from = performance.now()
const answers = await Promise.all(
  clients.map(() => must('POST', '/subjects/fifty/versions', { schema: schemaText(99_999, 2) })),
)
printFigure({
  name: '50 clients register one schema at once, all answered after',
  value: performance.now() - from,
  unit: 'ms',
})
if (new Set(answers).size !== 1) throw new Error('50 clients got different answers for one schema.')

agent.destroy()
const begun = performance.now()
await product.ask('DELETE', `/org/v2/environments/${environment.id}`)
printFigure({
  name: 'Environment with 100,000 versions deleted',
  value: performance.now() - begun,
  unit: 'ms',
  atMost: 10_000,
})
await disconnectDb()
