// A signed-up organization with one cluster on this machine, made through the product's own verbs.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { createApiKey } from '@/lib/api-keys/create'
import { createCluster } from '@/lib/clusters/create'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { createEnvironment } from '@/lib/environments/create'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { KafkaConnection } from '@/lib/kafka'
import { systemContextOf } from '@/lib/organizations/system-context'
import { insertUser } from '@/lib/users/create'
import { eventually } from '@/tests/support/poll'

export type World = { ctx: Ctx; environmentId: string; userId: string }

export const findFreePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

export async function newWorld(): Promise<World> {
  const organization = await db.organization.create({ data: { id: randomUUID(), displayName: 'Acme' } })
  const ctx = systemContextOf(organization.id)
  const environment = await createEnvironment(ctx, { display_name: 'test' })
  const owner = {
    email: `${randomUUID()}@example.com`,
    fullName: 'Ada',
    roleName: 'OrganizationAdmin' as const,
  }
  const user = await db.$transaction((tx) =>
    insertUser(tx, { ...owner, organizationId: organization.id }, 'none'),
  )
  return { ctx, environmentId: environment.id, userId: user.id }
}

export async function newLocalCluster({ ctx, environmentId }: World, name: string): Promise<string> {
  const { id } = await createCluster(ctx, {
    spec: {
      display_name: name,
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

export function untilRunning(clusterId: string): Promise<KafkaCluster> {
  return eventually(
    'the broker runs',
    async () => {
      const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
      return row.health === 'RUNNING' && row
    },
    { timeoutMs: 60_000 },
  )
}

export async function newKey(
  { ctx, userId }: World,
  clusterId: string,
): Promise<{ id: string; secret: string }> {
  const { id, spec } = await createApiKey(ctx, {
    spec: { display_name: '', description: '', owner: { id: userId }, resource: { id: clusterId } },
  })
  return { id, secret: spec.secret ?? '' }
}

export function connectionWith(cluster: KafkaCluster, key: { id: string; secret: string }): KafkaConnection {
  return {
    id: `as-${key.id}`,
    bootstrapServers: cluster.bootstrapServers ?? '',
    protocol: 'SASL_PLAINTEXT',
    mechanism: 'PLAIN',
    username: key.id,
    password: key.secret,
  }
}
