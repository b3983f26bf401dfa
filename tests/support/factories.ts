// Each suite mints its own organization: an administrator with a Cloud key, an environment, clusters.
import { createApiKey } from '@/lib/api-keys/create'
import { createCluster } from '@/lib/clusters/create'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { createEnvironment } from '@/lib/environments/create'
import { systemContextOf } from '@/lib/organizations/system-context'
import type { RoleName } from '@/lib/permissions'
import { createRoleBinding } from '@/lib/role-bindings/create'
import { createServiceAccount } from '@/lib/service-accounts/create'
import { insertUser } from '@/lib/users/create'
import { findFreePort } from '@/tests/support/free-ports'

export { findFreePort } from '@/tests/support/free-ports'

export type Organization = {
  id: string
  ctx: Ctx
  environmentId: string
  userId: string
  /** HTTP Basic of a Cloud key of the administrator, for route handlers. */
  authorization: string
}

let counter = 0

export async function makeOrganization(): Promise<Organization> {
  const name = `organization ${++counter}`
  const { id } = await db.organization.create({ data: { id: crypto.randomUUID(), displayName: name } })
  const ctx = systemContextOf(id)
  const environmentId = (await createEnvironment(ctx, { display_name: 'default' })).id
  const email = `${crypto.randomUUID()}@example.com`
  const user = await db.$transaction((tx) =>
    insertUser(tx, { email, fullName: 'Ada', roleName: 'OrganizationAdmin', organizationId: id }, 'none'),
  )
  const { key, secret } = await makeApiKey(ctx, user.id)
  return {
    id,
    ctx,
    environmentId,
    userId: user.id,
    authorization: basic({ key, secret }),
  }
}

const basic = ({ key, secret }: { key: string; secret: string }): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`

export async function makeServiceAccount(
  { ctx }: Pick<Organization, 'ctx'>,
  { displayName = `account ${++counter}` }: { displayName?: string } = {},
): Promise<{ id: string }> {
  const { id } = await createServiceAccount(ctx, { display_name: displayName, description: '' })
  return { id }
}

/** Returns the binding's id. */
export async function bindRole(
  { ctx }: Pick<Organization, 'ctx'>,
  principal: string,
  roleName: RoleName,
  crnPattern: string,
): Promise<string> {
  const row = await createRoleBinding(ctx, { principal, role_name: roleName, crn_pattern: crnPattern })
  return row.id
}

/** A service account with one role and a Cloud key. */
export async function makeActor(
  organization: Pick<Organization, 'ctx'>,
  roleName: RoleName,
  crnPattern: string,
): Promise<{ principal: string; authorization: string }> {
  const { id } = await makeServiceAccount(organization)
  const principal = `User:${id}`
  await bindRole(organization, principal, roleName, crnPattern)
  return { principal, authorization: basic(await makeApiKey(organization.ctx, id)) }
}

/** A key of the cluster, or a Cloud key without one. */
export async function makeApiKey(
  ctx: Ctx,
  ownerId: string,
  clusterId?: string,
): Promise<{ key: string; secret: string }> {
  const { id, spec } = await createApiKey(ctx, {
    spec: {
      display_name: '',
      description: '',
      owner: { id: ownerId },
      ...(clusterId ? { resource: { id: clusterId } } : {}),
    },
  })
  return { key: id, secret: spec.secret ?? '' }
}

/** The row of a local cluster on a free port; a clusters loop brings its broker up. */
export async function makeCluster(
  { ctx, environmentId }: Pick<Organization, 'ctx' | 'environmentId'>,
  displayName = 'cluster_0',
): Promise<string> {
  const { id } = await createCluster(ctx, {
    spec: {
      display_name: displayName,
      availability: 'SINGLE_ZONE',
      cloud: 'LOCAL',
      region: 'this-machine',
      config: { kind: 'Basic' },
      environment: { id: environmentId },
    },
  })
  await db.kafkaCluster.update({ where: { id }, data: { clientPort: await findFreePort() } })
  return id
}

export type Answer = { status: number; body: unknown; headers: Headers }
type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

/** Calls a real route handler as a program would. */
export async function call(
  handler: Handler,
  options: {
    authorization: string
    method?: string
    query?: string
    params?: Record<string, string>
    body?: unknown
  },
): Promise<Answer> {
  const { authorization, method = 'GET', query = '', params = {}, body } = options
  const request = new Request(`http://localhost:3000/test${query}`, {
    method,
    headers: { host: 'localhost:3000', authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  const text = await response.text()
  return {
    status: response.status,
    body: text === '' ? null : (JSON.parse(text) as unknown),
    headers: response.headers,
  }
}
