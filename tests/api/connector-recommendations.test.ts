import { beforeAll, describe, expect, test } from 'vitest'
import { POST as create } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import { GET as recommendations } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/error-recommendations/route'
import { connectorSpecs } from '@/lib/connectors/catalog'
import { findField } from '@/lib/connectors/catalog/spec'
import { knownFailures, matchFailure } from '@/lib/connectors/recommendations/match-failure'
import { db } from '@/lib/db'
import {
  call,
  makeCluster,
  makeOrganization,
  type Answer,
  type Organization,
} from '@/tests/support/factories'

let organization: Organization
let clusterId: string

const read = (connectorName: string): Promise<Answer> =>
  call(recommendations, {
    authorization: organization.authorization,
    params: { envId: organization.environmentId, clusterId, connectorName },
  })

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  const { status } = await call(create, {
    authorization: organization.authorization,
    method: 'POST',
    params: { envId: organization.environmentId, clusterId },
    body: {
      name: 'shop',
      config: {
        'connector.class': 'JdbcSink',
        topics: 'orders',
        'connection.url': 'jdbc:postgresql://db.example.com/shop',
        'connection.user': 'shop',
        'connection.password': 'a-password-of-the-shop',
        'tasks.max': 2,
      },
    },
  })
  expect(status).toBe(201)
})

const fails = async (...traces: string[]): Promise<void> => {
  const { id } = await db.connector.findFirstOrThrow({ where: { clusterId, name: 'shop' } })
  await db.connectorTask.deleteMany({ where: { connectorId: id } })
  await db.connectorTask.createMany({
    data: traces.map((trace, taskId) => ({ connectorId: id, taskId, state: 'USER_ACTIONABLE_ERROR', trace })),
  })
}

describe('error recommendations', () => {
  test('a connector without trouble has none; an unknown one answers 404', async () => {
    expect((await read('shop')).body).toMatchObject({ name: 'shop', recommendations: [] })
    expect((await read('nobody')).status).toBe(404)
  })

  test('say of each known failure once why it happens and what helps, with the tasks that have it', async () => {
    const missing = 'Table "orders" does not exist in database "shop". Create it, set auto.create to true.'
    await fails(missing, `${missing}\nTaskFailure: more`)
    expect((await read('shop')).body).toMatchObject({
      id: expect.stringMatching(/^lcc-/) as string,
      recommendations: [
        {
          code: 'postgres-table-missing',
          message: missing,
          tasks: [0, 1],
          fields: ['auto.create', 'table.name.format'],
        },
      ],
    })
  })

  test('say nothing of what is not known', async () => {
    await fails('Something that nobody has ever seen.')
    expect((await read('shop')).body).toMatchObject({ recommendations: [] })
  })

  test('are each found once, and speak of properties that there are', () => {
    const codes = knownFailures.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    const isThere = (name: string): boolean =>
      name === 'transforms' || name === 'predicates' || connectorSpecs.some((spec) => findField(spec, name))
    for (const { fields } of knownFailures) expect(fields.filter((name) => !isThere(name))).toEqual([])
  })

  test.each([
    ['The broker refuses the API key ABC: the key was deleted', 'kafka-key-refused'],
    ['The API key ABC may not read topic "orders": its owner lacks the right', 'kafka-not-authorized'],
    ['Topic "orders" does not exist on this cluster. Create it again', 'kafka-topic-gone'],
    [
      'The database refuses: permission denied for table orders (SQLSTATE 42501).',
      'postgres-privilege-missing',
    ],
    ['JsonConverter with schemas.enable requires "schema" and "payload" fields', 'record-envelope-missing'],
  ])('%s', (trace, code) => {
    expect(matchFailure(trace, { className: 'PostgresSink', type: 'sink' })?.code).toBe(code)
  })
})
