// The form that the console asks for, through the registry's own port: who may, and of what.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GET } from '@/app/api/console/schema-registries/[registryId]/schema-form/route'
import { registryCrn, subjectCrn } from '@/lib/crn'
import { disconnectDb } from '@/lib/db'
import { env } from '@/lib/env'
import type { SchemaFormDto } from '@/lib/subjects/form-schema'
import { call, makeOrganization, type Organization } from '@/tests/support/factories'
import { makeMember } from '@/tests/support/members'
import {
  asking,
  makeRegistryKey,
  registryOf,
  startGateway,
  type RunningGateway,
} from '@/tests/support/registry-gateway'

let gateway: RunningGateway
let ours: Organization
let registryId: string
let id: number

beforeAll(async () => {
  gateway = await startGateway(env.schemaRegistryPort)
  ours = await makeOrganization()
  registryId = await registryOf(ours)
  const ask = asking(gateway.url, await makeRegistryKey(ours))
  const field = (name: string) => ({ name, type: 'string', default: '' })
  const record = (...names: string[]) => ({
    schema: JSON.stringify({ type: 'record', name: 'Order', fields: names.map(field) }),
  })
  const first = await ask('POST', '/subjects/orders-value/versions', record('a'))
  id = (first.body as { id: number }).id
  await ask('POST', '/subjects/orders-value/versions', record('a', 'b'))
  await ask('POST', '/subjects/city.proto/versions', {
    schemaType: 'PROTOBUF',
    schema: 'syntax = "proto3"; message City { string name = 1; }',
  })
  await ask('POST', '/subjects/place-value/versions', {
    schemaType: 'PROTOBUF',
    schema:
      'syntax = "proto3"; import "city.proto"; message Head { int32 n = 1; } message Place { City city = 1; }',
    references: [{ name: 'city.proto', subject: 'city.proto', version: 1 }],
  })
})
afterAll(async () => {
  await gateway.close()
  await disconnectDb()
})

const ask = (query: string, authorization = ours.authorization) =>
  call(GET, { authorization, query, params: { registryId } })
const formOf = async (query: string) => (await ask(query)).body as SchemaFormDto
const fieldsOf = ({ model }: SchemaFormDto): string[] =>
  model.root.kind === 'record' ? (model.records[model.root.name]?.fields ?? []).map(({ name }) => name) : []

describe('the form of a schema', () => {
  test('is of the latest version, of another one, or of an id', async () => {
    expect(fieldsOf(await formOf('?subject=orders-value'))).toEqual(['a', 'b'])
    expect(fieldsOf(await formOf('?subject=orders-value&version=1'))).toEqual(['a'])
    expect(await formOf(`?id=${id}`)).toMatchObject({ id, type: 'AVRO', version: null, messages: [] })
  })

  test('is of the Protobuf message that is chosen, with what its imports define', async () => {
    expect(await formOf('?subject=place-value')).toMatchObject({
      messageName: 'Head',
      messages: ['Head', 'Place'],
    })
    const { model } = await formOf('?subject=place-value&message=Place')
    expect(Object.keys(model.records).sort()).toEqual(['City', 'Place'])
  })

  test('of what there is not says so', async () => {
    expect((await ask('?subject=none')).status).toBe(404)
    expect((await ask('?subject=orders-value&version=9')).status).toBe(404)
    expect((await ask('?id=99999')).status).toBe(404)
    expect((await ask('?subject=place-value&message=None')).status).toBe(400)
    expect((await ask('')).status).toBe(400)
  })

  test('is for those who may read the subject', async () => {
    const crn = registryCrn(ours.id, ours.environmentId, registryId)
    const reader = await makeMember(ours, [
      { roleName: 'DeveloperRead', crnPattern: subjectCrn(crn, 'orders-value') },
    ])
    expect((await ask('?subject=orders-value', reader.authorization)).status).toBe(200)
    expect((await ask('?subject=place-value', reader.authorization)).status).toBe(403)
    const stranger = await makeOrganization()
    expect((await ask('?subject=orders-value', stranger.authorization)).status).toBe(404)
  })

  test('says that the registry is away', async () => {
    await gateway.close()
    expect(await ask('?subject=orders-value')).toMatchObject({ status: 503 })
    gateway = await startGateway(env.schemaRegistryPort)
  })
})
