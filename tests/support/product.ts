// The running product as benchmarks use it: over HTTP, with the session of an administrator of their own.
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { systemContext } from '@/lib/organizations/system-context'
import { insertUser } from '@/lib/users/create'
import { makeSession } from './browser'

export type Product = {
  environmentId: string
  clusterId: string
  userId: string
  /** An open answer; throws when it is not 2xx. */
  open: (path: string, signal?: AbortSignal) => Promise<Response>
  /** The JSON of an answer; throws when it is not 2xx. */
  ask: <T>(method: string, path: string, body?: unknown) => Promise<T>
}

export async function openProduct(): Promise<Product> {
  const { organizationId } = await systemContext(db, 'bench')
  const cluster = await db.kafkaCluster.findFirstOrThrow({
    where: { organizationId },
    // Tests that run beside this one make others.
    orderBy: { createdAt: 'asc' },
  })
  const email = `${crypto.randomUUID()}@example.com`
  const user = await db.$transaction((tx) =>
    insertUser(tx, { email, fullName: 'Bench', roleName: 'OrganizationAdmin', organizationId }, 'none'),
  )
  const { cookie } = await makeSession(user.id)
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${env.url}${path}`, {
      ...init,
      headers: { cookie, origin: env.url, 'content-type': 'application/json' },
    })
    if (!response.ok)
      throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`)
    return response
  }
  return {
    environmentId: cluster.environmentId,
    clusterId: cluster.id,
    userId: user.id,
    open: (path, signal) => send(path, signal ? { signal } : {}),
    ask: async <T>(method: string, path: string, body?: unknown) => {
      const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
      const text = await (await send(path, init)).text()
      return (text === '' ? undefined : JSON.parse(text)) as T
    },
  }
}

export const connectorsPath = ({ environmentId, clusterId }: Product, name = ''): string =>
  `/connect/v1/environments/${environmentId}/clusters/${clusterId}/connectors${name && `/${encodeURIComponent(name)}`}`

/** Launches sample data with the given settings into a new topic; `remove` deletes connector and topic. */
export async function launchSampleData(
  product: Product,
  config: Record<string, string>,
): Promise<{ name: string; topic: string; remove: () => Promise<void> }> {
  const topic = `bench-${crypto.randomUUID().slice(0, 8)}`
  const { name } = await product.ask<{ name: string }>(
    'POST',
    `/api/console/clusters/${product.clusterId}/launch-connector`,
    { connector_class: 'DatagenSource', topic, config },
  )
  const remove = async (): Promise<void> => {
    await product.ask('DELETE', connectorsPath(product, name))
    await product.ask('DELETE', `/kafka/v3/clusters/${product.clusterId}/topics/${topic}`)
  }
  return { name, topic, remove }
}

export type NewestMessage = { timestamp: number; partition: number; offset: string }

export async function newestMessages(
  { ask, clusterId }: Product,
  topic: string,
  max = 1,
): Promise<NewestMessage[]> {
  const path = `/api/console/clusters/${clusterId}/topics/${encodeURIComponent(topic)}/messages?max=${max}`
  return (await ask<{ data: NewestMessage[] }>('GET', path)).data
}
