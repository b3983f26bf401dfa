import { beforeAll, describe, expect, test } from 'vitest'
import { POST as create } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import { POST as alter } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/offsets/request/route'
import { GET as readStatus } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/offsets/request/status/route'
import { db } from '@/lib/db'
import {
  call,
  makeApiKey,
  makeCluster,
  makeOrganization,
  type Answer,
  type Organization,
} from '@/tests/support/factories'

let organization: Organization
let clusterId: string

type Handler = Parameters<typeof call>[0]
const ask = (handler: Handler, connectorName: string, method = 'GET', body?: unknown): Promise<Answer> =>
  call(handler, {
    authorization: organization.authorization,
    method,
    ...(body === undefined ? {} : { body }),
    params: { envId: organization.environmentId, clusterId, connectorName },
  })

const at = (partition: number, offset: number | null) => ({
  partition: { kafka_topic: 'orders', kafka_partition: partition },
  offset: offset === null ? null : { kafka_offset: offset },
})

const sink = async (name: string, more: Record<string, unknown> = {}): Promise<Answer> => {
  const key = await makeApiKey(organization.ctx, organization.userId, clusterId)
  return ask(create, '', 'POST', {
    name,
    config: {
      'connector.class': 'PostgresSink',
      name,
      'kafka.api.key': key.key,
      'kafka.api.secret': key.secret,
      topics: 'orders',
      'input.data.format': 'JSON',
      'connection.host': 'db.example.com',
      'connection.port': '5432',
      'connection.user': 'shop',
      'connection.password': 'a-password-of-the-shop',
      'db.name': 'shop',
      'tasks.max': '1',
    },
    ...more,
  })
}
const requests = (name: string) =>
  db.connectorOffsetRequest.findMany({ where: { connector: { clusterId, name } } })

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  expect((await sink('stock')).status).toBe(201)
})

describe('changing the offsets of a connector', () => {
  test('a status before any request answers 404', async () => {
    expect((await ask(readStatus, 'stock')).status).toBe(404)
  })

  test.each([
    ['no offsets', { type: 'PATCH' }, 'offsets'],
    ['an empty list', { type: 'PATCH', offsets: [] }, 'offsets'],
    ['a negative offset', { type: 'PATCH', offsets: [at(0, -1)] }, 'offsets.0.offset.kafka_offset'],
    [
      'a partition of a source',
      { type: 'PATCH', offsets: [{ partition: { task: 0 }, offset: { position: 1 } }] },
      'offsets.0.partition.kafka_topic',
    ],
  ])('%s is refused at its place', async (_what, body, path) => {
    const answer = await ask(alter, 'stock', 'POST', body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 400, fields: [{ path }] } } })
    expect(await requests('stock')).toEqual([])
  })

  test('PATCH answers 202 with the request, which is PENDING until the worker has carried it out', async () => {
    const offsets = [at(0, 100), at(1, null)]
    const answer = await ask(alter, 'stock', 'POST', { type: 'PATCH', offsets })
    expect(answer).toMatchObject({ status: 202, body: { name: 'stock', type: 'PATCH', offsets } })
    expect((answer.body as { id: string }).id).toMatch(/^lcc-/)
    expect((await ask(readStatus, 'stock')).body).toMatchObject({
      request: { name: 'stock', type: 'PATCH', offsets },
      status: { phase: 'PENDING' },
      applied_at: null,
    })
  })

  test('one change at a time: a second answers 409', async () => {
    expect((await ask(alter, 'stock', 'POST', { type: 'DELETE' })).status).toBe(409)
    expect(await requests('stock')).toHaveLength(1)
  })

  test('what was before stays readable once it is applied, and DELETE needs no offsets', async () => {
    await db.connectorOffsetRequest.updateMany({
      where: { connector: { clusterId, name: 'stock' } },
      data: { phase: 'APPLIED', message: 'done', appliedAt: new Date(), previousOffsets: [at(0, 7)] },
    })
    expect((await ask(readStatus, 'stock')).body).toMatchObject({
      status: { phase: 'APPLIED', message: 'done' },
      previous_offsets: [at(0, 7)],
    })
    expect(await ask(alter, 'stock', 'POST', { type: 'DELETE' })).toMatchObject({
      status: 202,
      body: { type: 'DELETE', offsets: [] },
    })
  })

  test('offsets given at the creation are set before the first task starts', async () => {
    const answer = await sink('begins', { offsets: [at(0, 42)] })
    expect(answer).toMatchObject({ status: 201, body: { name: 'begins', offsets: [at(0, 42)] } })
    expect(await requests('begins')).toMatchObject([
      { type: 'PATCH', phase: 'PENDING', offsets: [at(0, 42)] },
    ])
    expect((await sink('wrong', { offsets: [{ partition: {}, offset: {} }] })).status).toBe(400)
  })

  test('an unknown connector answers 404', async () => {
    expect((await ask(alter, 'nobody', 'POST', { type: 'DELETE' })).status).toBe(404)
    expect((await ask(readStatus, 'nobody')).status).toBe(404)
  })
})
