// Connectors whose records need schemas: refused with the field where they could not run, also for want of rights.
import { beforeAll, describe, expect, test } from 'vitest'
import { POST as create } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import { registryCrn, subjectCrn } from '@/lib/crn'
import { internalConnectionPlace } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { deleteSecrets, putSecret } from '@/lib/secrets/store'
import { makeAssignments } from '@/worker/connectors/assignments'
import {
  bindRole,
  call,
  makeCluster,
  makeOrganization,
  makeServiceAccount,
  type Answer,
  type Organization,
} from '@/tests/support/factories'
import { registryOf } from '@/tests/support/registry-gateway'

let organization: Organization
let clusterId: string
let account: string
let registryId: string

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  account = (await makeServiceAccount(organization)).id
  registryId = await registryOf(organization)
})

const make = (name: string, more: Record<string, string> = {}): Promise<Answer> =>
  call(create, {
    authorization: organization.authorization,
    method: 'POST',
    params: { envId: organization.environmentId, clusterId },
    body: {
      name,
      config: {
        'connector.class': 'DatagenSource',
        name,
        'kafka.auth.mode': 'SERVICE_ACCOUNT',
        'kafka.service.account.id': account,
        'kafka.topic': 'orders',
        ...(more['schema.string'] ? {} : { quickstart: 'ORDERS' }),
        'tasks.max': '1',
        ...more,
      },
    },
  })
const allowed = (subject: string) =>
  bindRole(
    organization,
    `User:${account}`,
    'DeveloperWrite',
    subjectCrn(registryCrn(organization.id, organization.environmentId, registryId), subject),
  )
const assignments = async (name: string) => {
  const row = await db.connector.findFirstOrThrow({ where: { clusterId, name }, include: { cluster: true } })
  // As if its broker were there; nothing is asked of it.
  const place = internalConnectionPlace(clusterId)
  await putSecret(db, organization.id, place, JSON.stringify({ id: clusterId, bootstrapServers: '' }))
  return makeAssignments(row, [0], 1).finally(() => deleteSecrets(db, place))
}

describe('a connector with schemas', () => {
  test('acts for its account: without a right to the subject it is refused, with it it runs', async () => {
    const refused = await make('avro', { 'output.data.format': 'AVRO' })
    expect(refused.status).toBe(400)
    expect(JSON.stringify(refused.body)).toContain('output.data.format')
    expect(JSON.stringify(refused.body)).toContain(
      `${account}, which the connector acts for, may not register schemas under subject \\"orders-value\\"`,
    )
    const bindingId = await allowed('orders-value')
    expect((await make('avro', { 'output.data.format': 'AVRO' })).status).toBe(201)
    expect(await assignments('avro')).toMatchObject([{ registryId }])

    const key = await make('keys', { 'output.data.format': 'AVRO', 'output.key.format': 'PROTOBUF' })
    expect(JSON.stringify(key.body)).toContain('\\"orders-key\\"')
    const elsewhere = await make('context', {
      'output.data.format': 'AVRO',
      'schema.context.name': '.sales',
    })
    expect(JSON.stringify(elsewhere.body)).toContain('\\":.sales:orders-value\\"')

    await db.roleBinding.delete({ where: { id: bindingId } })
    await expect(assignments('avro')).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('needs neither registry nor right for JSON', async () => {
    expect((await make('json', { 'output.data.format': 'JSON', 'output.key.format': 'JSON' })).status).toBe(
      201,
    )
    expect((await assignments('json'))[0]).not.toHaveProperty('registryId')
  })

  test('is refused at its own schema when the format cannot hold it', async () => {
    const lists = {
      type: 'record',
      name: 'r',
      fields: [{ name: 'rows', type: { type: 'array', items: { type: 'array', items: 'int' } } }],
    }
    const answer = await make('lists', {
      'schema.string': JSON.stringify(lists),
      'output.data.format': 'PROTOBUF',
    })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('The schema cannot be written as PROTOBUF')
    const avro = await make('lists-avro', {
      'schema.string': JSON.stringify(lists),
      'output.data.format': 'AVRO',
      'schema.context.name': 'a/b',
    })
    expect(JSON.stringify(avro.body)).not.toContain('cannot be written')
    expect(JSON.stringify(avro.body)).toContain('A schema context is made of')
  })
})
