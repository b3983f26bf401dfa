// Whether a connector may register its schemas: it does so with the rights of the account that its API key belongs to.
import { can } from '@/lib/context'
import { registryCrn, subjectCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { SchemaRegistry } from '@/lib/generated/prisma/client'
import { registeredSubjects } from '@/lib/connectors/registered-subjects'
import type { ConnectorConfig } from '@/lib/connectors/read-config'
import { ensureRegistries } from '@/lib/schema-registries/ensure'

type Place = { organizationId: string; environmentId: string }

export async function registryOf({ organizationId, environmentId }: Place): Promise<SchemaRegistry> {
  const found = await db.schemaRegistry.findUnique({ where: { environmentId } })
  if (found) return found
  await ensureRegistries(organizationId)
  return db.schemaRegistry.findUniqueOrThrow({ where: { environmentId } })
}

/** Null: it may, or it has none to register. `creator`: whose rights count where the key is of a cluster elsewhere; null where nobody is known yet. */
export async function registryProblem(
  place: Place,
  config: ConnectorConfig,
  creator: string | null,
): Promise<string | null> {
  const subjects = registeredSubjects(config)
  if (subjects.length === 0) return null
  const { organizationId, environmentId } = place
  const principal = await principalOf(place, config, creator)
  if (principal === null) return null
  const [registry, bindings] = await Promise.all([
    registryOf(place),
    db.roleBinding.findMany({ where: { organizationId, principal } }),
  ])
  const crn = registryCrn(organizationId, environmentId, registry.id)
  // Under the key's owner, not the key: that one is for the cluster only.
  const actor = { principal, userId: null, sessionId: null, apiKeyId: null, onlyResource: null, bindings }
  const refused = subjects.find(({ subject }) => !can({ actor }, 'subjects:write', subjectCrn(crn, subject)))
  if (!refused) return null
  const who = principal.replace(/^User:/, '')
  return `${who}, which the connector acts for, may not register schemas under subject "${refused.subject}". Give it the role DeveloperWrite on this subject, or choose JSON.`
}

async function principalOf(
  { organizationId }: Place,
  config: ConnectorConfig,
  creator: string | null,
): Promise<string | null> {
  if (config['kafka.auth.mode'] === 'SERVICE_ACCOUNT') {
    const account = config['kafka.service.account.id']?.trim() ?? ''
    if (account !== '') return `User:${account}`
  }
  const id = config['kafka.api.key']?.trim() ?? ''
  const key =
    id === '' ? null : await db.apiKey.findFirst({ where: { id, organizationId }, select: { ownerId: true } })
  return key ? `User:${key.ownerId}` : creator
}
