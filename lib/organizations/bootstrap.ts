// What exists before anybody clicks: one organization, its default environment, and a cluster in it. Idempotent.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createCluster } from '@/lib/clusters/create'
import { parseClientProperties } from '@/lib/clusters/client-properties'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { createEnvironment } from '@/lib/environments/create'
import { systemContextOf } from '@/lib/organizations/system-context'

const organizationName = 'My organization'
const lockKey = 7_214_001

export async function bootstrapOrganization(): Promise<void> {
  const { id, isNew } = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockKey})`
    const known = await tx.organization.findFirst({ orderBy: { createdAt: 'asc' } })
    if (known) return { id: known.id, isNew: false }
    const made = await tx.organization.create({ data: { id: randomUUID(), displayName: organizationName } })
    return { id: made.id, isNew: true }
  })
  const ctx = systemContextOf(id)
  if (isNew || (await isUnfinished(id))) await createDefaults(ctx)
}

/** True when the process died between the organization and its first cluster. */
async function isUnfinished(organizationId: string): Promise<boolean> {
  const events = await db.auditEvent.count({ where: { organizationId, method: 'CreateKafkaCluster' } })
  return events === 0
}

async function createDefaults(ctx: Ctx): Promise<void> {
  const known = await db.environment.findFirst({ where: { organizationId: ctx.organizationId } })
  const environment =
    known ??
    (await createEnvironment(ctx, {
      display_name: 'default',
      stream_governance_config: { package: 'ESSENTIALS' },
    }))
  const external = env.kafkaBootstrapProperties
    ? parseClientProperties(await readFile(env.kafkaBootstrapProperties, 'utf8'))
    : undefined
  await createCluster(ctx, {
    spec: {
      display_name: 'cluster_0',
      availability: 'SINGLE_ZONE',
      cloud: external ? 'EXTERNAL' : 'LOCAL',
      region: 'this-machine',
      config: { kind: 'Basic' },
      environment: { id: environment.id },
      ...(external ? { external } : {}),
    },
  })
}
