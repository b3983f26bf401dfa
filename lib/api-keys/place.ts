// What a key opens: one resource (told by the prefix of its id), the control plane (Cloud), or everything (Global).
import { clusterCrn, organizationCrn, registryCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError, notFound } from '@/lib/errors'
import type { ApiKey } from '@/lib/generated/prisma/client'
import { findCluster } from '@/lib/clusters/get'
import { ensureRegistries } from '@/lib/schema-registries/ensure'

export type KeyKind = 'Cluster' | 'SchemaRegistry' | 'Cloud' | 'Global'

export type KeyPlace = {
  kind: KeyKind
  /** lkc-…, lsrc-…; null for Cloud and Global keys, which are of the organization. */
  resourceId: string | null
  environmentId: string | null
  crn: string
  /** Somebody's own Kafka: its SCRAM user is made from the salted password. */
  isExternal: boolean
}

/** The place named by an id alone, as Confluent's clients name it. Unknown ids and other organizations' answer the same 404. */
export async function findPlace(ctx: Ctx, given: string | undefined): Promise<KeyPlace> {
  const { organizationId } = ctx
  const id = given === undefined || given.toLowerCase() === 'cloud' ? 'cloud' : given
  if (id === 'cloud' || id.toLowerCase() === 'global') {
    const kind = id === 'cloud' ? 'Cloud' : 'Global'
    return {
      kind,
      resourceId: null,
      environmentId: null,
      crn: organizationCrn(organizationId),
      isExternal: false,
    }
  }
  if (id === 'flink' || id === 'tableflow')
    throw new AppError('not_implemented', `API keys for ${id} are not available here.`)
  if (id.startsWith('lsrc-')) {
    await ensureRegistries(organizationId)
    const registry = await db.schemaRegistry.findFirst({ where: { id, organizationId } })
    if (!registry) throw notFound('Schema Registry cluster', id)
    const { environmentId } = registry
    const crn = registryCrn(organizationId, environmentId, id)
    return { kind: 'SchemaRegistry', resourceId: id, environmentId, crn, isExternal: false }
  }
  if (id.startsWith('lksqlc-')) throw notFound('ksqlDB cluster', id)
  const { environmentId, provider } = await findCluster(ctx, id)
  const crn = clusterCrn(organizationId, environmentId, id)
  return { kind: 'Cluster', resourceId: id, environmentId, crn, isExternal: provider === 'EXTERNAL' }
}

/** Where a key lies; `environmentId` is that of its resource, null once the resource is gone. */
export function placeOf(
  key: Pick<ApiKey, 'organizationId' | 'resourceKind' | 'resourceId'>,
  environmentId: string | null,
): Pick<KeyPlace, 'kind' | 'resourceId' | 'environmentId' | 'crn'> {
  const { organizationId, resourceId } = key
  const kind = key.resourceKind as KeyKind
  const crn =
    resourceId === null || environmentId === null
      ? organizationCrn(organizationId)
      : kind === 'SchemaRegistry'
        ? registryCrn(organizationId, environmentId, resourceId)
        : clusterCrn(organizationId, environmentId, resourceId)
  return { kind, resourceId, environmentId, crn }
}

/** Environment ids of the keys' resources, by resource id. */
export async function environmentsOf(keys: Pick<ApiKey, 'resourceId'>[]): Promise<Map<string, string>> {
  const ids = [...new Set(keys.flatMap(({ resourceId }) => (resourceId ? [resourceId] : [])))]
  const [clusterIds, registryIds] = [
    ids.filter((id) => id.startsWith('lkc-')),
    ids.filter((id) => id.startsWith('lsrc-')),
  ]
  const select = { id: true, environmentId: true } as const
  const [clusters, registries] = await Promise.all([
    clusterIds.length > 0 ? db.kafkaCluster.findMany({ where: { id: { in: clusterIds } }, select }) : [],
    registryIds.length > 0 ? db.schemaRegistry.findMany({ where: { id: { in: registryIds } }, select }) : [],
  ])
  return new Map([...clusters, ...registries].map(({ id, environmentId }) => [id, environmentId]))
}
