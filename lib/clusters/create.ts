// Creating a cluster writes the intent; the worker starts the broker (or checks the external one) and reports the phase.
import { clusterCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import type { Prisma, Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { env } from '@/lib/env'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { newId } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { keepListenerKey, planListeners } from '@/lib/clusters/change-listeners'
import { requireOffered, requireUnits, unitsOf } from '@/lib/clusters/config'
import { externalPasswordPlace } from '@/lib/clusters/connection'
import { requireReachable } from '@/lib/clusters/edit-external'
import { effectiveListeners } from '@/lib/clusters/listeners'
import { brokersOf, requireMemory } from '@/lib/clusters/machine'
import { requireEnvironment } from '@/lib/environments/get'
import { putSecret } from '@/lib/secrets/store'
import { requireRoom } from '@/lib/service-quotas/limits'
import type { ExternalKafka } from '@/lib/clusters/external-schema'
import type { CreateClusterInput, ListenersInput } from '@/lib/clusters/schema'

/** Ports between the client listeners of two local clusters. */
const portStep = 100
const maxLocalClusters = 20

export async function createCluster(
  ctx: Ctx,
  input: CreateClusterInput,
  givenId?: string,
): Promise<KafkaCluster> {
  const { spec } = input
  const environmentId = spec.environment.id
  await requireEnvironment(ctx, 'clusters:create', environmentId)
  const { external, config } = spec
  requireOffered(spec)
  requireUnits(config.kind, spec.availability, config.cku)
  if (external) requireNoLocalParts(spec)
  else requireMemory(config.kind)
  const listeners = planListeners({ listeners: {} }, spec.listeners ?? openingListeners())
  const id = givenId ?? newId('lkc')
  if (external) await checkReachable(id, external)
  return mutate(
    ctx,
    {
      method: 'CreateKafkaCluster',
      resource: clusterCrn(ctx.organizationId, environmentId, id),
      change: { noun: 'clusters', environmentId, clusterId: id },
      data: {
        display_name: spec.display_name,
        kind: config.kind,
        provider: external ? 'EXTERNAL' : 'LOCAL',
      },
      conflict: 'Another cluster took the same port at the same moment. Try again.',
    },
    async (tx) => {
      await requireFreeName(tx, environmentId, spec.display_name)
      await requireRoom(tx, 'kafka_clusters_per_environment', environmentId, () =>
        tx.kafkaCluster.count({ where: { environmentId, desired: 'PRESENT' } }),
      )
      if (external?.sasl_password)
        await putSecret(tx, ctx.organizationId, externalPasswordPlace(id), external.sasl_password)
      await keepListenerKey(tx, { organizationId: ctx.organizationId, id }, listeners.keyPem)
      return tx.kafkaCluster.create({
        data: {
          id,
          organizationId: ctx.organizationId,
          environmentId,
          displayName: spec.display_name,
          kind: config.kind,
          cku: unitsOf(config),
          deletionProtection: spec.deletion_protection ?? false,
          availability: spec.availability,
          cloud: spec.cloud,
          region: spec.region,
          ...(external
            ? externalColumns(external)
            : {
                provider: 'LOCAL',
                brokerCount: brokersOf(config.kind),
                listeners: listeners.stored,
                clientPort: await nextPort(tx),
              }),
        },
      })
    },
  )
}

function externalColumns(external: ExternalKafka): {
  provider: string
  external: Prisma.InputJsonObject
  bootstrapServers: string
  protocol: string
} {
  const { sasl_password: _sealed, ...stored } = external
  return {
    provider: 'EXTERNAL',
    external: stored,
    bootstrapServers: external.bootstrap_servers,
    protocol: external.security_protocol,
  }
}

async function checkReachable(id: string, external: ExternalKafka): Promise<void> {
  const { sasl_password: password, ...stored } = external
  await requireReachable(id, stored, password)
}

/** Beyond loopback a cluster begins with a certificate of its own. */
const openingListeners = (): ListenersInput => ({
  tls: effectiveListeners({ tls: 'NONE', hasAnonymous: false }, env.host).tls,
})

function requireNoLocalParts({ config, listeners }: CreateClusterInput['spec']): void {
  const refuse = (path: string, message: string) => {
    throw new AppError('invalid', message, { fields: [{ path, message }] })
  }
  if (listeners) refuse('spec.listeners', 'The listeners of an attached cluster are managed where it runs.')
  if (config.kind === 'Dedicated')
    refuse('spec.config.kind', 'An attached cluster has the brokers that it has. Leave config out.')
}

export async function requireFreeName(
  tx: Tx,
  environmentId: string,
  displayName: string,
  exceptId = '',
): Promise<void> {
  const taken = await tx.kafkaCluster.count({
    where: { environmentId, displayName, desired: 'PRESENT', id: { not: exceptId } },
  })
  if (taken > 0)
    throw new AppError(
      'conflict',
      `A cluster named "${displayName}" exists in this environment already. Choose another name.`,
    )
}

async function nextPort(tx: Tx): Promise<number> {
  const rows = await tx.kafkaCluster.findMany({
    where: { clientPort: { not: null } },
    select: { clientPort: true },
  })
  const taken = new Set(rows.map(({ clientPort }) => clientPort))
  for (let index = 0; index < maxLocalClusters; index++) {
    const port = env.kafkaPort + index * portStep
    if (!taken.has(port)) return port
  }
  throw new AppError('quota', `This machine runs at most ${maxLocalClusters} clusters. Delete one first.`)
}
