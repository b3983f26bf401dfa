// Reads of the control plane in a large organization: 1,000 environments, 10,000 API keys, 1,000 service accounts with a role each.
import { randomBytes } from 'node:crypto'
import { environmentCrn } from '@/lib/crn'
import { db, disconnectDb } from '@/lib/db'
import { newApiKeyId, newId } from '@/lib/ids'
import { systemContext } from '@/lib/organizations/system-context'
import { printFigure } from '../support/figure'
import { openProduct } from '../support/product'

const { organizationId } = await systemContext(db, 'bench')
const first = await openProduct()
const mark = `bench-${crypto.randomUUID().slice(0, 8)}`

const environments = Array.from({ length: 1000 }, (_, index) => ({
  id: newId('env'),
  organizationId,
  displayName: `${mark}-${index}`,
}))
const accounts = Array.from({ length: 1000 }, (_, index) => ({
  id: newId('sa'),
  organizationId,
  displayName: `${mark}-${index}`,
}))
const filler = new Uint8Array(randomBytes(32))
const keys = Array.from({ length: 10_000 }, (_, index) => ({
  id: newApiKeyId(),
  organizationId,
  ownerKind: 'ServiceAccount',
  ownerId: accounts[index % accounts.length]?.id ?? '',
  resourceKind: 'Cloud',
  displayName: mark,
  hashSalt: filler,
  secretHash: filler,
  scramSalt: filler,
  scramIterations: 4096,
  scramStoredKey: filler,
  scramServerKey: filler,
  appliedAt: new Date(),
}))
const bindings = accounts.map(({ id }, index) => ({
  id: newId('rb'),
  organizationId,
  principal: `User:${id}`,
  roleName: 'EnvironmentAdmin',
  crnPattern: environmentCrn(organizationId, environments[index]?.id ?? ''),
}))
await db.environment.createMany({ data: environments, skipDuplicates: true })
await db.serviceAccount.createMany({ data: accounts, skipDuplicates: true })
await db.apiKey.createMany({ data: keys })
await db.roleBinding.createMany({ data: bindings, skipDuplicates: true })
await db.$executeRaw`ANALYZE`

const percentile = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0

async function measure(name: string, paths: string[]): Promise<void> {
  // A session of its own for each: the rate limit counts by session.
  const { ask } = await openProduct()
  const times: number[] = []
  for (let turn = 0; turn < 100; turn++) {
    const path = paths[turn % paths.length] ?? ''
    const from = performance.now()
    await ask('GET', path)
    if (turn >= 10) times.push(performance.now() - from)
  }
  printFigure({ name, value: percentile(times, 0.95), unit: 'ms', atMost: 30 })
}

type List = { metadata: { next?: string } }
async function deepPage(path: string): Promise<string> {
  let at = path
  for (let page = 0; page < 5; page++) {
    const { metadata } = await first.ask<List>('GET', at)
    if (!metadata.next) break
    const next = new URL(metadata.next)
    at = `${next.pathname}${next.search}`
  }
  return at
}

await measure('Environments, 100 a page, 95 of 100 within', [
  '/org/v2/environments?page_size=100',
  await deepPage('/org/v2/environments?page_size=100'),
])
await measure('One environment', [`/org/v2/environments/${environments[500]?.id}`])
await measure('Clusters of an environment', [
  `/cmk/v2/clusters?environment=${first.environmentId}&page_size=100`,
])
await measure('API keys, 100 a page', [
  '/iam/v2/api-keys?page_size=100',
  await deepPage('/iam/v2/api-keys?page_size=100'),
])
await measure('API keys of one owner', [`/iam/v2/api-keys?page_size=100&spec.owner=${accounts[1]?.id}`])
await measure('One API key', [`/iam/v2/api-keys/${keys[5000]?.id}`])
await measure('Service accounts, 100 a page', ['/iam/v2/service-accounts?page_size=100'])
await measure('Role bindings of the organization, 100 a page', [
  `/iam/v2/role-bindings?page_size=100&crn_pattern=${encodeURIComponent(`crn://confluent.cloud/organization=${organizationId}/*`)}`,
])

await db.apiKey.deleteMany({ where: { displayName: mark } })
await db.roleBinding.deleteMany({ where: { id: { in: bindings.map(({ id }) => id) } } })
await db.serviceAccount.deleteMany({ where: { id: { in: accounts.map(({ id }) => id) } } })
await db.environment.deleteMany({ where: { id: { in: environments.map(({ id }) => id) } } })
await disconnectDb()
