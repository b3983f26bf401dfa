// What Confluent's Terraform provider and command line ask of a Schema Registry, call by call, as they were seen to ask.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnectDb } from '@/lib/db'
import { makeOrganization } from '@/tests/support/factories'
import {
  asking,
  makeRegistryKey,
  registryOf,
  startGateway,
  type AskRegistry,
  type RunningGateway,
} from '@/tests/support/registry-gateway'
import { avroCustomer, avroOrder } from '@/tests/support/shop-schemas'

let gateway: RunningGateway
let provider: AskRegistry
let commandLine: AskRegistry

beforeAll(async () => {
  gateway = await startGateway()
  const organization = await makeOrganization()
  provider = asking(gateway.url, await makeRegistryKey(organization))
  // The command line comes with a key for everything, and says which registry it means.
  const header = { 'target-sr-cluster': await registryOf(organization) }
  const ask = asking(gateway.url, organization.authorization)
  commandLine = (method, path, body, headers = {}) => ask(method, path, body, { ...header, ...headers })
})
afterAll(async () => {
  await gateway.close()
  await disconnectDb()
})

const record = (...names: string[]) =>
  JSON.stringify({
    type: 'record',
    name: 'Provided',
    fields: names.map((name) => ({ name, type: 'string', default: '' })),
  })
const references = [{ name: 'shop.Customer', subject: 'shop.Customer', version: 1 }]

describe('a schema of the Terraform provider', () => {
  const subject = 'provided-value'
  const body = (schema: string) => ({ schema, schemaType: 'AVRO', references: [] })
  const latest = async () =>
    (await provider('GET', `/subjects/${subject}/versions/latest`)).body as { id: number }
  const inState = async () => {
    const { id } = await latest()
    const { body: all } = await provider('GET', `/schemas?subjectPrefix=${subject}`)
    return (all as { id: number; subject: string }[]).find((one) => one.id === id && one.subject === subject)
  }

  test('is planned before its subject is there', async () => {
    const path = `/compatibility/subjects/${subject}/versions?verbose=true`
    expect(await provider('POST', path, body(record('a')))).toMatchObject({
      status: 200,
      body: { is_compatible: true, messages: [] },
    })
  })

  test('is created, and read by its id and its subject', async () => {
    const { status, body: created } = await provider(
      'POST',
      `/subjects/${subject}/versions`,
      body(record('a')),
    )
    expect(status).toBe(200)
    expect(await inState()).toMatchObject({
      ...(created as object),
      subject,
      version: 1,
      schema: record('a'),
    })
    expect(await inState()).not.toHaveProperty('schemaType')
  })

  test('is no difference when only its white space is another', async () => {
    const text = JSON.stringify(JSON.parse(record('a')), null, 2)
    for (const normalize of [false, true])
      expect(await provider('POST', `/subjects/${subject}?normalize=${normalize}`, body(text))).toMatchObject(
        {
          status: 200,
          body: { id: (await latest()).id },
        },
      )
    expect((await provider('POST', `/subjects/${subject}?normalize=false`, body(record('z')))).status).toBe(
      404,
    )
  })

  test('is updated by the same calls, and destroyed softly, then for good', async () => {
    await provider('POST', `/subjects/${subject}/versions`, body(record('a', 'b')))
    expect(await inState()).toMatchObject({ version: 2, schema: record('a', 'b') })
    for (const isPermanent of [false, true])
      for (const version of [2, 1])
        expect(
          await provider('DELETE', `/subjects/${subject}/versions/${version}?permanent=${isPermanent}`),
        ).toMatchObject({ status: 200, body: version })
    expect((await provider('GET', `/subjects/${subject}/versions/latest`)).status).toBe(404)
  })

  test('has references', async () => {
    await provider('POST', '/subjects/shop.Customer/versions', body(avroCustomer))
    const given = { schema: avroOrder, schemaType: 'AVRO', references }
    expect((await provider('POST', '/subjects/referring/versions', given)).status).toBe(200)
    const { body: all } = await provider('GET', '/schemas?subjectPrefix=referring')
    expect(all).toMatchObject([{ subject: 'referring', references }])
  })
})

describe('settings of the Terraform provider', () => {
  test.each(['/config/odd%3Aname%2Fvalue', '/config'])('%s: set, read and taken back', async (path) => {
    const given = { compatibility: 'FULL', compatibilityGroup: '' }
    expect((await provider('PUT', path, given)).status).toBe(200)
    expect(await provider('GET', `${path}?defaultToGlobal=false`)).toMatchObject({
      status: 200,
      body: { compatibilityLevel: 'FULL' },
    })
    expect((await provider('DELETE', path)).status).toBe(200)
  })

  test('a subject without a level of its own is gone from the state', async () => {
    expect(await provider('GET', '/config/never-set?defaultToGlobal=false')).toMatchObject({
      status: 404,
      body: { error_code: 40408 },
    })
  })

  test.each(['/mode/odd%3Aname%2Fvalue', '/mode'])('%s: set, read and taken back', async (path) => {
    expect((await provider('PUT', `${path}?force=false`, { mode: 'READONLY' })).status).toBe(200)
    expect((await provider('GET', `${path}?defaultToGlobal=true`)).body).toEqual({ mode: 'READONLY' })
    expect((await provider('DELETE', path)).status).toBe(200)
    expect((await provider('GET', `${path}?defaultToGlobal=true`)).body).toEqual({ mode: 'READWRITE' })
  })
})

describe('the command line', () => {
  test('probes the endpoint before it asks', async () => {
    expect((await fetch(`${gateway.url}/`)).status).toBe(200)
  })

  test('describes the registry', async () => {
    expect((await commandLine('GET', '/config')).body).toEqual({ compatibilityLevel: 'BACKWARD' })
    expect((await commandLine('GET', '/mode')).body).toEqual({ mode: 'READWRITE' })
  })

  test('creates, lists and describes a schema', async () => {
    const given = { schema: record('a'), schemaType: 'AVRO', references: [] }
    const created = await commandLine('POST', '/subjects/told-value/versions?normalize=true', given)
    const { id } = created.body as { id: number }
    expect((await commandLine('GET', '/schemas?deleted=false&subjectPrefix=')).body).toEqual(
      expect.arrayContaining([expect.objectContaining({ id, subject: 'told-value', version: 1 })]),
    )
    expect(
      (await commandLine('GET', '/subjects/told-value/versions/latest?deleted=false')).body,
    ).toMatchObject({ id })
    expect((await commandLine('GET', `/schemas/ids/${id}`)).body).toMatchObject({ schema: record('a') })
  })

  test('lists the subjects of all contexts, and their versions', async () => {
    const given = { schema: '"string"' }
    await commandLine('POST', '/subjects/%3A.lab%3Atold-value/versions', given)
    const { body } = await commandLine('GET', '/subjects?deleted=false&subjectPrefix=%3A%2A%3A')
    expect(body).toEqual(expect.arrayContaining(['told-value', ':.lab:told-value']))
    expect((await commandLine('GET', '/subjects/told-value/versions?deleted=false')).body).toEqual([1])
  })

  test('describes the settings of a subject', async () => {
    await commandLine('PUT', '/config/told-value', { compatibility: 'none' })
    expect((await commandLine('GET', '/config/told-value')).body).toEqual({ compatibilityLevel: 'NONE' })
  })
})
