import { beforeAll, describe, expect, test } from 'vitest'
import { POST as check } from '@/app/api/console/clusters/[clusterId]/check-connector/route'
import { POST as preview } from '@/app/api/console/clusters/[clusterId]/preview-connector/route'
import type { CheckedConnectorDto } from '@/lib/connectors/validation/check-schema'
import { connectorCrn, kafkaCrn, topicCrn } from '@/lib/crn'
import {
  bindRole,
  call,
  makeActor,
  makeApiKey,
  makeCluster,
  makeOrganization,
  type Answer,
  type Organization,
} from '@/tests/support/factories'

let organization: Organization
let clusterId: string
let config: Record<string, string>

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  const key = await makeApiKey(organization.ctx, organization.userId, clusterId)
  config = {
    'connector.class': 'PostgresSink',
    name: 'orders-to-postgres',
    'kafka.api.key': key.key,
    'kafka.api.secret': key.secret,
    topics: 'orders',
    'input.data.format': 'JSON',
    'connection.host': 'db.example.com',
    'connection.port': '5432',
    'connection.user': 'shop',
    'connection.password': 'a password',
    'db.name': 'shop',
    'tasks.max': '1',
  }
})

const ask = (
  handler: Parameters<typeof call>[0],
  body: unknown,
  authorization = organization.authorization,
): Promise<Answer> => call(handler, { authorization, method: 'POST', params: { clusterId }, body })

const errorsOf = ({ body }: Answer): [string, string][] =>
  (body as CheckedConnectorDto).configs.flatMap(({ value }) =>
    value.errors.map((message): [string, string] => [value.name, message]),
  )

describe('POST check-connector', () => {
  test('says what is wrong at the property, transforms included, and never answers a secret', async () => {
    const wrong = {
      ...config,
      'connection.port': '99999',
      transforms: 'mask',
      'transforms.mask.type': 'org.apache.kafka.connect.transforms.MaskField$Value',
    }
    const answer = await ask(check, { config: wrong })
    expect(answer.status).toBe(200)
    expect(errorsOf(answer).map(([name]) => name)).toEqual(['connection.port', 'transforms.mask.fields'])
    expect(JSON.stringify(answer.body)).not.toContain('a password')
  })

  test('does not connect to what is wrong in itself', async () => {
    const answer = await ask(check, { config: { ...config, 'connection.port': '99999' }, connect: true })
    expect(answer.status).toBe(200)
    expect(answer.body).not.toHaveProperty('connection')
  })

  test('a class that does not run here is named', async () => {
    const answer = await ask(check, { config: { 'connector.class': 'OracleSink' } })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('OracleSink')
  })
})

describe('POST preview-connector', () => {
  test('who may create connectors but not read the topic sees none of its records', async () => {
    const { environmentId, ctx } = organization
    const place = [ctx.organizationId, environmentId, clusterId] as const
    const actor = await makeActor(organization, 'DeveloperManage', connectorCrn(...place, config.name ?? ''))
    await bindRole(organization, actor.principal, 'DeveloperManage', topicCrn(kafkaCrn(...place), 'orders'))
    const answer = await ask(preview, { config }, actor.authorization)
    expect(answer.status).toBe(403)
  })

  test('a configuration that is not right is refused with its properties', async () => {
    const answer = await ask(preview, { config: { ...config, 'insert.mode': 'UPSERT' } })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('pk.mode')
  })
})
