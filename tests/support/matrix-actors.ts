// Who asks in the authorization matrix: a user per role and place where it may be bound, with a key for each door.
import {
  clusterCrn,
  connectorCrn,
  environmentCrn,
  groupCrn,
  kafkaCrn,
  organizationCrn,
  registryCrn,
  subjectCrn,
  topicCrn,
} from '@/lib/crn'
import { db } from '@/lib/db'
import { newId } from '@/lib/ids'
import type { Binding, RoleName } from '@/lib/permissions'
import { roles, type Role, type Scope } from '@/lib/roles/table'
import { insertRegistry } from '@/lib/schema-registries/ensure'
import { publicSessionId } from '@/lib/sessions/end'
import { signToken, type TokenPurpose } from '@/lib/tokens/signing'
import { makeSession } from '@/tests/support/browser'
import { makeCluster, makeOrganization, makeServiceAccount } from '@/tests/support/factories'
import { insertKey } from '@/tests/support/insert-key'
import { names, type Things } from '@/tests/support/operation-examples'

export const doors = ['cookie', 'session token', 'data-plane token', 'Cloud key', 'cluster key'] as const
export type Door = (typeof doors)[number]

export type MatrixActor = {
  /** For example `DeveloperRead on topic=orders`, or `no role`. */
  name: string
  roleName: RoleName | null
  bindings: Binding[]
  /** By which doors this one asks: all, or for a variation of a place one. */
  doors: readonly Door[]
  headers: Record<Door, Record<string, string>>
}

/** One organization with one of everything that a request can name. */
export async function makeThings(): Promise<Things> {
  const organization = await makeOrganization()
  const { id: organizationId, environmentId } = organization
  const clusterId = await makeCluster(organization)
  const { id: serviceAccountId } = await makeServiceAccount(organization)
  const { key: apiKeyId } = await insertKey(organizationId, serviceAccountId, clusterId)
  const binding = await db.roleBinding.create({
    data: {
      id: newId('rb'),
      organizationId,
      principal: `User:${serviceAccountId}`,
      roleName: 'MetricsViewer',
      crnPattern: environmentCrn(organizationId, environmentId),
    },
  })
  const registry =
    (await db.schemaRegistry.findUnique({ where: { environmentId } })) ??
    (await insertRegistry(db, { organizationId, environmentId }))
  await db.connector.create({
    data: {
      id: newId('lcc'),
      organizationId,
      environmentId,
      clusterId,
      name: names.connector,
      connectorClass: 'DatagenSource',
      kind: 'source',
      config: { 'connector.class': 'DatagenSource', name: names.connector },
      tasksMax: 1,
      createdBy: 'User:u-nobody',
    },
  })
  const invitation = await db.invitation.create({
    data: {
      id: newId('i'),
      organizationId,
      email: 'grace@example.com',
      creatorId: organization.userId,
      expiresAt: new Date(Date.now() + 3600_000),
    },
  })
  const quota = await db.clientQuota.create({
    data: {
      id: `cq-${crypto.randomUUID().slice(0, 6)}`,
      organizationId,
      environmentId,
      clusterId,
      displayName: 'slow',
      principals: [serviceAccountId],
    },
  })
  // Somebody else: what one may do with oneself is another question.
  const { id: userId } = await db.user.create({
    data: {
      id: newId('u'),
      email: `${crypto.randomUUID()}@example.com`,
      fullName: 'Grace',
      passwordHash: 'none',
    },
  })
  await db.membership.create({ data: { organizationId, userId } })
  return {
    ...{ organizationId, environmentId, clusterId, serviceAccountId, apiKeyId, userId },
    registryId: registry.id,
    roleBindingId: binding.id,
    invitationId: invitation.id,
    quotaId: quota.id,
  }
}

function patternsOf(scope: Scope, things: Things): string[] {
  const { organizationId, environmentId, clusterId, registryId } = things
  const kafka = kafkaCrn(organizationId, environmentId, clusterId)
  switch (scope) {
    case 'organization':
      return [organizationCrn(organizationId)]
    case 'environment':
      return [environmentCrn(organizationId, environmentId)]
    case 'cluster':
      return [clusterCrn(organizationId, environmentId, clusterId)]
    case 'resource':
      return [
        topicCrn(kafka, names.topic),
        `${kafka}/topic=${names.topic.slice(0, 3)}*`,
        topicCrn(kafka, 'payments'),
        groupCrn(kafka, names.group),
        connectorCrn(organizationId, environmentId, clusterId, names.connector),
        subjectCrn(registryCrn(organizationId, environmentId, registryId), names.subject),
      ]
  }
}

/** A prefix instead of a name, or another topic than the one that is asked for. */
const isVariation = (crnPattern: string): boolean => /\*$|=payments$/.test(crnPattern)
/** Subjects are asked for at the registry's port, which reads no cookie. */
const doorsFor = (crnPattern: string): readonly Door[] => {
  if (crnPattern.includes('/subject=')) return ['Cloud key']
  return isVariation(crnPattern) ? ['cookie'] : doors
}

/** Every role at every level where it may be bound, and somebody who has none. */
export async function makeMatrixActors(things: Things): Promise<MatrixActor[]> {
  const rows: { roleName: RoleName; crnPattern: string }[] = (
    Object.entries(roles) as [RoleName, Role][]
  ).flatMap(([roleName, { scopes }]) =>
    scopes.flatMap((scope) => patternsOf(scope, things).map((crnPattern) => ({ roleName, crnPattern }))),
  )
  const actors = rows.map((binding) => makeMatrixActor(things, binding))
  return Promise.all([makeMatrixActor(things, null), ...actors])
}

async function makeMatrixActor(
  { organizationId, clusterId }: Things,
  binding: { roleName: RoleName; crnPattern: string } | null,
): Promise<MatrixActor> {
  const { id } = await db.user.create({
    data: {
      id: newId('u'),
      email: `${crypto.randomUUID()}@example.com`,
      fullName: 'Alan',
      passwordHash: 'none',
    },
  })
  await db.membership.create({ data: { organizationId, userId: id } })
  const principal = `User:${id}`
  if (binding)
    await db.roleBinding.create({ data: { id: newId('rb'), organizationId, principal, ...binding } })
  const basic = async (keyOf?: string): Promise<Record<string, string>> => {
    const { key, secret } = await insertKey(organizationId, id, keyOf ?? null)
    await db.apiKey.update({ where: { id: key }, data: { ownerKind: 'User' } })
    return { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` }
  }
  const { id: sessionId, cookie } = await makeSession(id)
  const subject = { userId: id, publicSessionId: publicSessionId(sessionId) }
  const bearer = async (purpose: TokenPurpose): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await signToken(purpose, subject, new Date(Date.now() + 3600_000))}`,
  })
  return {
    name: binding ? `${binding.roleName} on ${binding.crnPattern.split('/').at(-1)}` : 'no role',
    roleName: binding?.roleName ?? null,
    bindings: binding ? [binding] : [],
    doors: binding ? doorsFor(binding.crnPattern) : doors,
    headers: {
      cookie: { cookie, origin: 'http://localhost:3000' },
      'session token': await bearer('session'),
      'data-plane token': await bearer('data-plane'),
      'Cloud key': await basic(),
      'cluster key': await basic(clusterId),
    },
  }
}
