// `npm run test:spec -- FOLDER`: every served operation of the specification files in FOLDER, against a running product.
import { createApiKey } from '@/lib/api-keys/create'
import { environmentCrn } from '@/lib/crn'
import { db, disconnectDb } from '@/lib/db'
import { env } from '@/lib/env'
import { errorMessage } from '@/lib/errors'
import { closeAllKafka } from '@/lib/kafka'
import { systemContextOf } from '@/lib/organizations/system-context'
import { insertUser } from '@/lib/users/create'
import { registryEndpoint } from '@/lib/schema-registries/dto'
import { connectionWith } from '@/tests/support/local-cluster'
import { SpecDocuments, type SpecOperation } from './documents'
import { controlScenarios, type Place } from './scenarios-control'
import { dataScenarios, type DataPlace } from './scenarios-data'
import { registryScenario } from './scenarios-registry'
import { NotServed, SpecRun } from './spec-run'

const registryUrl = registryEndpoint()
const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const basic = ({ key, secret }: { key: string; secret: string }): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`

async function setUp(): Promise<{ place: Place; data: DataPlace; cloudKey: string; registryKey: string }> {
  const cluster = await db.kafkaCluster.findFirstOrThrow({ orderBy: { createdAt: 'asc' } })
  const { organizationId, environmentId, id: clusterId } = cluster
  const ctx = systemContextOf(organizationId, 'spec')
  const makeUser = async (): Promise<string> => {
    const input = { email: `${crypto.randomUUID()}@example.com`, fullName: 'Ada', organizationId }
    const user = await db.$transaction((tx) =>
      insertUser(tx, { ...input, roleName: 'OrganizationAdmin' }, 'none'),
    )
    return user.id
  }
  const [userId, spareUserId] = [await makeUser(), await makeUser()]
  const makeKey = async (resource?: { id: string }): Promise<{ key: string; secret: string }> => {
    const spec = {
      display_name: 'spec',
      description: '',
      owner: { id: userId },
      ...(resource ? { resource } : {}),
    }
    const made = await createApiKey(ctx, { spec })
    return { key: made.id, secret: made.spec.secret ?? '' }
  }
  const key = await makeKey({ id: clusterId })
  const { id: registryId } = await db.schemaRegistry.findUniqueOrThrow({ where: { environmentId } })
  return {
    place: {
      organizationId,
      environmentId,
      clusterId,
      userId,
      spareUserId,
      environmentCrn: environmentCrn(organizationId, environmentId),
    },
    data: { connection: connectionWith(cluster, key), key },
    cloudKey: basic(await makeKey()),
    registryKey: basic(await makeKey({ id: registryId })),
  }
}

/** From the product's own word: methods by path, parameters without their names. */
async function readServed(authorization: string): Promise<(operation: SpecOperation) => boolean> {
  const documents = await Promise.all(
    [env.url, registryUrl].map(async (url) => {
      const response = await fetch(`${url}/openapi.json`, { headers: { authorization } })
      return ((await response.json()) as { paths: Record<string, Record<string, unknown>> }).paths
    }),
  )
  const paths = Object.assign({}, ...documents) as (typeof documents)[number]
  const nameless = (path: string): string => path.replace(/\{\w+\}/g, '{}')
  const served = new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${nameless(path)}`),
    ),
  )
  const plain = (path: string): string =>
    nameless(path.split('?')[0] ?? '').replace('/metrics/{}', '/metrics/cloud')
  return ({ method, path }) =>
    served.has(`${method} ${plain(path)}`) || served.has(`${method} ${nameless(path.split('?')[0] ?? '')}`)
}

async function perform(name: string, work: () => Promise<void>): Promise<string[]> {
  try {
    await work()
    return []
  } catch (error) {
    return error instanceof NotServed ? [] : [`${name}: ${errorMessage(error)}`]
  }
}

/** Only asks, though by PUT or POST. */
const changesNothing =
  /\/config\/validate$|\/metrics\/[^/]+\/(query|attributes)$|^\/compatibility\/|^\/subjects\/\{subject\}$/

/** Each change has at least one event, which names its request. */
async function checkAudit(run: SpecRun): Promise<void> {
  const events = await db.auditEvent.findMany({
    where: { requestId: { in: [...run.changes.keys()] } },
    select: { requestId: true },
  })
  const audited = new Set(events.map(({ requestId }) => requestId))
  for (const [requestId, operation] of run.changes)
    if (!audited.has(requestId) && !changesNothing.test(operation.path))
      run.note(operation, 'the change is not in the audit log')
}

function report(run: SpecRun, broken: string[]): { passed: number; failed: number } {
  const count = { passed: 0, failed: 0 }
  const absent = new Map<string, string[]>()
  for (const operation of run.documents.operations) {
    const label = `${operation.method} ${operation.path}`
    const result = run.results.get(operation)
    if (!run.isServed(operation)) {
      absent.set(operation.file, [...(absent.get(operation.file) ?? []), label])
    } else {
      const problems = result ? result.problems : ['is served, and no scenario asks for it']
      count[problems.length === 0 ? 'passed' : 'failed']++
      say(`${problems.length === 0 ? '✓' : '✗'} ${label}  ${[...(result?.statuses ?? [])].sort().join(' ')}`)
      for (const problem of problems) say(`    ${problem}`)
      for (const reason of result?.allowed ?? []) say(`    allowed: ${reason}`)
    }
  }
  for (const problem of broken) {
    count.failed++
    say(`✗ ${problem}`)
  }
  for (const [file, labels] of absent)
    say(`\nNot served of ${file} (${labels.length}):\n  ${labels.join('\n  ')}`)
  return count
}

async function main(folder: string): Promise<number> {
  const { place, data, cloudKey, registryKey } = await setUp()
  const documents = new SpecDocuments(folder)
  const run = new SpecRun(documents, await readServed(cloudKey), env.url, registryUrl, {
    cloud: cloudKey,
    registry: registryKey,
    kafka: basic(data.key),
    none: null,
  })
  const broken: string[] = []
  for (const [name, scenario] of Object.entries(controlScenarios))
    broken.push(...(await perform(name, () => scenario(run, place))))
  for (const [name, scenario] of Object.entries(dataScenarios))
    broken.push(...(await perform(name, () => scenario(run, place, data))))
  broken.push(...(await perform('registry', () => registryScenario(run))))
  await checkAudit(run)
  const { passed, failed } = report(run, broken)
  say(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

const [folder] = process.argv.slice(2)
try {
  process.exitCode = folder === undefined ? 1 : await main(folder)
} finally {
  await closeAllKafka()
  await disconnectDb()
}
