import { clusterCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import type { Prisma } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { mutate } from '@/lib/audit-events/mutate'
import { keepListenerKey, planListeners, type ListenersChange } from '@/lib/clusters/change-listeners'
import { requireUnits, requireUpgrade, unitsOf } from '@/lib/clusters/config'
import { externalPasswordPlace } from '@/lib/clusters/connection'
import { requireFreeName } from '@/lib/clusters/create'
import { checkEdit } from '@/lib/clusters/edit-external'
import { requireCluster } from '@/lib/clusters/get'
import type { UpdateClusterInput } from '@/lib/clusters/schema'
import { deleteSecrets, putSecret } from '@/lib/secrets/store'

type Spec = UpdateClusterInput['spec']

export async function updateCluster(
  ctx: Ctx,
  id: string,
  { spec }: UpdateClusterInput,
): Promise<KafkaCluster> {
  const cluster = await requireCluster(ctx, 'clusters:update', id, { environmentId: spec.environment?.id })
  const { environmentId } = cluster
  requireProvider(cluster, spec)
  const columns = plainColumns(cluster, spec)
  const listeners = spec.listeners ? planListeners(cluster, spec.listeners) : null
  if (spec.external) await checkEdit(cluster, spec.external)
  if (Object.keys(columns).length === 0 && !listeners && !spec.external) return cluster
  return mutate(
    ctx,
    {
      method: 'UpdateKafkaCluster',
      resource: clusterCrn(ctx.organizationId, environmentId, id),
      change: { noun: 'clusters', environmentId, clusterId: id },
      data: auditData(spec),
    },
    async (tx) => {
      if (columns.displayName) await requireFreeName(tx, environmentId, columns.displayName, id)
      await keepListenerKey(tx, cluster, listeners?.keyPem ?? null)
      const { sasl_password: password, ...external } = spec.external ?? {}
      const place = externalPasswordPlace(id)
      if (password !== undefined) await putSecret(tx, ctx.organizationId, place, password)
      else if (spec.external && !spec.external.security_protocol.startsWith('SASL_'))
        await deleteSecrets(tx, place)
      return tx.kafkaCluster.update({
        where: { id },
        data: { ...columns, ...listenerColumns(listeners), ...(spec.external ? { external } : {}) },
      })
    },
  )
}

function requireProvider({ provider }: KafkaCluster, { external, listeners }: Spec): void {
  const refuse = (field: string, message: string) => {
    throw new AppError('invalid', message, { fields: [{ path: `spec.${field}`, message }] })
  }
  if (external && provider !== 'EXTERNAL')
    refuse('external', 'Only an attached cluster has a connection that can be edited.')
  if (listeners && provider !== 'LOCAL')
    refuse('listeners', 'The listeners of an attached cluster are managed where it runs.')
}

type PlainColumns = {
  displayName?: string
  availability?: string
  deletionProtection?: boolean
  kind?: string
  cku?: number | null
}

/** Only what differs from the row. */
function plainColumns(cluster: KafkaCluster, spec: Spec): PlainColumns {
  const { config, availability = cluster.availability } = spec
  if (config) requireUpgrade(cluster, config)
  if (config || spec.availability)
    requireUnits(cluster.kind, availability, config?.cku ?? cluster.cku ?? undefined)
  const units = config && unitsOf(config)
  const wanted = {
    displayName: spec.display_name,
    availability: spec.availability,
    deletionProtection: spec.deletion_protection,
    kind: config?.kind,
    // A configuration without units, as of an upgrade, leaves them alone.
    cku: units ?? undefined,
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => value !== undefined && value !== cluster[name as keyof PlainColumns],
    ),
  )
}

const listenerColumns = (change: ListenersChange | null): { listeners?: Prisma.InputJsonObject } =>
  change ? { listeners: change.stored } : {}

/** What was asked for, without certificates and secrets. */
function auditData({
  environment: _environment,
  external,
  listeners,
  ...plain
}: Spec): Prisma.InputJsonObject {
  return {
    ...(JSON.parse(JSON.stringify(plain)) as Prisma.InputJsonObject),
    ...(listeners
      ? {
          listeners: {
            ...(listeners.tls ? { tls: listeners.tls } : {}),
            ...(listeners.anonymous === undefined ? {} : { anonymous: listeners.anonymous }),
          },
        }
      : {}),
    ...(external
      ? {
          external: {
            bootstrap_servers: external.bootstrap_servers,
            security_protocol: external.security_protocol,
          },
        }
      : {}),
  }
}
