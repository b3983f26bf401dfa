// Whether a connector may register its schemas: it does so with the rights of the account that its API key belongs to.
import { can, type Actor } from '@/lib/context'
import { registryCrn, subjectCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { SchemaRegistry } from '@/lib/generated/prisma/client'
import { registeredSubjects } from '@/lib/connectors/validation/registered-subjects'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
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
  const actor = await actorOfConnector(place, config, creator)
  if (actor === null) return null
  const registry = await registryOf(place)
  const crn = registryCrn(organizationId, environmentId, registry.id)
  const refused = subjects.find(({ subject }) => !can({ actor }, 'subjects:write', subjectCrn(crn, subject)))
  if (!refused) return null
  const who = actor.principal.replace(/^User:/, '')
  return `${who}, which the connector acts for, may not register schemas under subject "${refused.subject}". Give it the role DeveloperWrite on this subject, or choose JSON.`
}

/** As whom a connector works: the key's owner, not the key, which is for the cluster only. Null where nobody is known yet. */
export async function actorOfConnector(
  place: Place,
  config: ConnectorConfig,
  creator: string | null,
): Promise<Actor | null> {
  const principal = await principalOf(place, config, creator)
  if (principal === null) return null
  const { organizationId } = place
  const bindings = await db.roleBinding.findMany({ where: { organizationId, principal } })
  return { principal, userId: null, sessionId: null, apiKeyId: null, onlyResource: null, bindings }
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
