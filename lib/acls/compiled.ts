// ACLs that Tributary keeps on a broker for role bindings. They come and go with the bindings and with nothing else.
import { z } from 'zod'
import { clusterCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { AclBinding } from '@/lib/kafka'
import { compileAcls } from '@/lib/permissions'
import { aclKey } from '@/lib/acls/key'

const compiled = z.array(z.custom<AclBinding>((value) => typeof value === 'object' && value !== null))

/** What is on record as made by Tributary on this cluster. */
export const readCompiledAcls = ({ compiledAcls }: Pick<KafkaCluster, 'compiledAcls'>): AclBinding[] =>
  compiled.parse(compiledAcls)

/** Keys of the ACLs that the worker compiled for this cluster. */
export const compiledKeys = (cluster: Pick<KafkaCluster, 'compiledAcls'>): Set<string> => {
  return new Set(readCompiledAcls(cluster).map(aclKey))
}

/** Refuses what belongs to role bindings, naming the binding: by hand it would be back, or gone, with the next change of roles. */
export async function refuseCompiled(cluster: KafkaCluster, acls: readonly AclBinding[]): Promise<void> {
  const keys = compiledKeys(cluster)
  const acl = acls.find((one) => keys.has(aclKey(one)))
  if (!acl) return
  const owner = await ownerOf(cluster, acl.principal)
  const bindings = await db.roleBinding.findMany({
    where: { organizationId: cluster.organizationId, principal: owner },
  })
  const crn = clusterCrn(cluster.organizationId, cluster.environmentId, cluster.id)
  const binding = bindings.find((one) =>
    compileAcls([one], crn).some((rule) => aclKey({ ...acl, ...rule } as AclBinding) === aclKey(acl)),
  )
  const name = binding ? `role binding ${binding.id} (${binding.roleName} of ${owner})` : 'a role binding'
  throw new AppError(
    'conflict',
    `${acl.permission} ${acl.operation} on ${acl.resourceType} "${acl.resourceName}" for ${acl.principal} comes from ${name}. Change that role binding instead.`,
    { details: { kafkaErrorCode: 409 } },
  )
}

/** On an external cluster ACLs name keys; the role is their owner's. */
async function ownerOf(cluster: KafkaCluster, principal: string): Promise<string> {
  if (cluster.provider === 'LOCAL') return principal
  const key = await db.apiKey.findUnique({
    where: { id: principal.replace(/^User:/, '') },
    select: { ownerId: true },
  })
  return key ? `User:${key.ownerId}` : principal
}
