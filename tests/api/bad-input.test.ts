// What every endpoint does with a body it cannot take: the limit, the kind, the syntax, the types, each in its API's error shape.
import { beforeAll, describe, expect, test } from 'vitest'
import { POST as createEnvironment } from '@/app/(control-plane)/org/v2/environments/route'
import { POST as createServiceAccount } from '@/app/(control-plane)/iam/v2/service-accounts/route'
import { POST as createTopic } from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/route'
import { POST as createConnector } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import { db } from '@/lib/db'
import type { RouteHandler } from '@/lib/http'
import { makeCluster, makeOrganization, type Organization } from '../support/factories'

let ours: Organization
let clusterId: string
beforeAll(async () => {
  ours = await makeOrganization()
  clusterId = await makeCluster(ours)
})

async function send(
  handler: RouteHandler,
  body: string,
  type = 'application/json',
): Promise<{ status: number; body: unknown }> {
  const request = new Request('http://localhost:3000/test', {
    method: 'POST',
    headers: { host: 'localhost:3000', authorization: ours.authorization, 'content-type': type },
    body,
  })
  const params = Promise.resolve({ envId: ours.environmentId, clusterId })
  const response = await handler(request, { params })
  expect(response.headers.get('content-type')).toContain('application/json')
  return { status: response.status, body: await response.json() }
}

const controlError = (status: number) => ({ errors: [{ status: String(status) }] })
const shapes: [string, RouteHandler, (status: number) => object][] = [
  ['org/v2', createEnvironment, controlError],
  ['iam/v2', createServiceAccount, controlError],
  ['kafka/v3', createTopic, () => ({ message: expect.any(String) as string })],
  ['connect/v1', createConnector, (status) => ({ error: { code: status } })],
]

describe.each(shapes)('%s', (_name, handler, shape) => {
  test('a body over the limit answers 413 and is not read to its end', async () => {
    const huge = JSON.stringify({ display_name: 'x'.repeat(17 * 1024 * 1024) })
    const answer = await send(handler, huge)
    expect(answer.status).toBe(413)
    expect(answer.body).toMatchObject(shape(413))
  })

  test('a body that is no JSON, or is said to be something else, answers 400', async () => {
    for (const [text, type] of [
      ['{"display_name": ', 'application/json'],
      ['display_name=x', 'application/x-www-form-urlencoded'],
    ] as const) {
      const answer = await send(handler, text, type)
      expect(answer.status, type).toBe(400)
      expect(answer.body).toMatchObject(shape(400))
    }
  })

  test('a body of another type than an object answers 400', async () => {
    for (const text of ['[]', '"text"', '1', 'null'])
      expect((await send(handler, text)).status, text).toBe(400)
  })
})

test('wrong types, missing and overlong values are named one by one with their pointers, and nothing is made', async () => {
  const before = await db.environment.count({ where: { organizationId: ours.id } })
  const pointersOf = async (body: object) => {
    const answer = await send(createEnvironment, JSON.stringify(body))
    expect(answer.status).toBe(400)
    const { errors } = answer.body as { errors: { source: { pointer?: string } }[] }
    return errors.map(({ source }) => source.pointer)
  }
  expect(await pointersOf({})).toEqual(['/display_name'])
  expect(await pointersOf({ display_name: 5 })).toEqual(['/display_name'])
  expect(await pointersOf({ display_name: 'x'.repeat(65) })).toEqual(['/display_name'])
  expect(await pointersOf({ display_name: 'a', stream_governance_config: { package: 'GOLD' } })).toEqual([
    '/stream_governance_config/package',
  ])
  expect(await db.environment.count({ where: { organizationId: ours.id } })).toBe(before)
})

test('fields that an object of Confluent’s does not know are not kept and not answered', async () => {
  const answer = await send(
    createServiceAccount,
    JSON.stringify({
      display_name: `sa-${crypto.randomUUID()}`,
      __proto__x: 1,
      is_admin: true,
      id: 'sa-mine',
    }),
  )
  expect(answer.status).toBe(201)
  expect(answer.body).not.toHaveProperty('is_admin')
  expect((answer.body as { id: string }).id).not.toBe('sa-mine')
})
