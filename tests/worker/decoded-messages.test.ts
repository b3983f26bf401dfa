import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as message from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/[partitionId]/[offset]/route'
import { DELETE, PUT } from '@/app/api/console/schema-registries/[registryId]/route'
import { gatewayUrl } from '@/lib/schema-registries/gateway-url'
import { call, makeOrganization } from '@/tests/support/factories'
import { asking, makeRegistryKey, registryOf } from '@/tests/support/registry-gateway'
import { toCsv, toJson } from '@/lib/messages/export'
import type { Message } from '@/lib/messages/schema'
import { matchesMessage } from '@/lib/messages/shown'
import { recordEncoder } from '@/lib/serdes/record-encoder'
import { writeFrame, writeGuidHeader } from '@/lib/serdes/wire-format'
import { SchemaTopics } from '@/tests/support/schema-topics'
import { eventually } from '@/tests/support/poll'

const order = JSON.stringify({
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
    { name: 'city', type: ['null', 'string'], default: null },
  ],
})
const written = { id: 18, at: '2026-03-01T10:00:00.000Z', price: '12.50', city: 'Paris' }
const person =
  'syntax = "proto3"; package shop; message Other { int32 n = 1; } message Person { string name = 1; }'
const stock = '{"title":"Stock","type":"object","properties":{"count":{"type":"integer"}}}'

let topics: SchemaTopics
beforeAll(async () => {
  topics = await SchemaTopics.start()
})
afterAll(() => topics.stop())

const valuesOf = async (topic: string) => (await topics.look(topic)).map(({ value }) => value)

describe('what names a schema is decoded', () => {
  test('key and value of all three types, with the schema’s id, subject, version and name', async () => {
    const topic = await topics.newTopic('orders')
    const avro = await topics.register('orders-value', 'AVRO', order)
    const json = await topics.register('orders-key', 'JSON', stock)
    const proto = await topics.register('elsewhere', 'PROTOBUF', person)
    await topics.write(
      topic,
      { key: recordEncoder(json)({ count: 5 }), value: recordEncoder(avro)(written) },
      { key: 'plain', value: recordEncoder(proto, 'shop.Person')({ name: 'Ada' }) },
      { key: null, value: null },
    )
    const [first, second, third] = await topics.look(topic)
    expect(first?.value).toMatchObject({
      format: 'avro',
      text: JSON.stringify(written),
      isTruncated: false,
      schema: { id: avro.id, type: 'AVRO', name: 'shop.Order', subject: 'orders-value', version: 1 },
    })
    expect(first?.key).toMatchObject({
      format: 'json-schema',
      text: '{"count":5}',
      schema: { id: json.id, type: 'JSON', name: 'Stock', subject: 'orders-key', version: 1 },
    })
    expect(second?.value).toMatchObject({
      format: 'protobuf',
      text: '{"name":"Ada"}',
      schema: { id: proto.id, type: 'PROTOBUF', name: 'shop.Person', subject: 'elsewhere', version: 1 },
    })
    expect(second?.key).toEqual({ format: 'text', text: 'plain', sizeBytes: 5, isTruncated: false })
    expect(third?.value).toEqual({ format: 'null', text: '', sizeBytes: 0, isTruncated: false })
  })

  test('by the GUID in a header, where the payload is bare', async () => {
    const topic = await topics.newTopic()
    const { id } = await topics.register(`${topic}-value`, 'JSON', '{"title":"Counted"}')
    const { body } = await topics.registry('GET', `/subjects/${topic}-value/versions/1`)
    const { guid } = body as { guid: string }
    await topics.write(topic, { value: '{"count": 10000000000000000001}', headers: [writeGuidHeader(guid)] })
    expect((await valuesOf(topic))[0]).toMatchObject({
      format: 'json-schema',
      text: '{"count": 10000000000000000001}',
      schema: { id, subject: `${topic}-value` },
    })
  })

  test('with schemas that refer to others', async () => {
    const topic = await topics.newTopic()
    const city = '{"type":"record","name":"City","fields":[{"name":"name","type":"string"}]}'
    const house = '{"type":"record","name":"House","fields":[{"name":"city","type":"City"}]}'
    await topics.register('city', 'AVRO', city)
    const found = await topics.register(`${topic}-value`, 'AVRO', house, {
      references: [{ name: 'City', subject: 'city', version: 1 }],
      resolved: new Map([['City', city]]),
    })
    await topics.write(topic, { value: recordEncoder(found)({ city: { name: 'Rome' } }) })
    expect((await valuesOf(topic))[0]?.text).toBe('{"city":{"name":"Rome"}}')
  })

  test('long ones are cut in the list and longer by themselves', async () => {
    const topic = await topics.newTopic()
    const found = await topics.register(`${topic}-value`, 'AVRO', '{"type":"array","items":"string"}')
    const words = Array.from({ length: 20_000 }, (_, index) => `word ${index}`)
    await topics.write(topic, { value: recordEncoder(found)(words) })
    const [listed] = await valuesOf(topic)
    expect(listed).toMatchObject({ format: 'avro', isTruncated: true })
    expect(listed?.text.length).toBeLessThan(45_000)
    const params = { partitionId: '0', offset: '0' }
    const { body } = await topics.ask(message.GET, topic, { params, query: '?limit=1000000' })
    expect((body as Message).value).toMatchObject({ isTruncated: false, text: JSON.stringify(words) })
  })

  test('downloads hold what was decoded, and the filter acts on its fields', async () => {
    const [found] = await topics.look('orders')
    if (!found) throw new Error('There is no message.')
    expect(toCsv([found])).toContain('""city"":""Paris""')
    expect(JSON.parse(toJson([found]))).toMatchObject([{ key: { count: 5 }, value: written }])
    expect(matchesMessage(found, 'value.city = Paris and key.count > 4')).toBe(true)
    expect(matchesMessage(found, 'value.city = Rome')).toBe(false)
  })
})

test('an attached registry decodes in place of ours, whose schemas have the same ids', async () => {
  const topic = await topics.newTopic()
  const ours = await topics.register(`${topic}-value`, 'AVRO', '{"type":"array","items":"long"}')
  await topics.write(topic, { value: recordEncoder(ours)([1]) })
  expect((await valuesOf(topic))[0]?.text).toBe('[1]')
  const other = await makeOrganization()
  const key = await makeRegistryKey(other)
  const url = gatewayUrl(await registryOf(other))
  // From the same first id on, until theirs is there too.
  const theirs = asking(url, key)
  for (let id = 0, count = 0; id < ours.id; count++) {
    const { body } = await theirs('POST', '/subjects/theirs/versions', {
      schemaType: 'JSON',
      schema: `{"title":"T${count}","additionalProperties":true,"properties":{"p${count}":{}}}`,
    })
    id = (body as { id: number }).id
    await theirs('PUT', '/config', { compatibility: 'NONE' })
  }
  const [username = '', password = ''] = atob(key.slice('Basic '.length)).split(':')
  const params = { registryId: await registryOf(topics.owner) }
  const { authorization } = topics.owner
  const control = (handler: typeof PUT, method: string, body?: unknown) =>
    call(handler, { authorization, method, params, body })
  await control(PUT, 'PUT', { url, username, password })
  const attached = await eventually('theirs is asked', async () => {
    const [value] = await valuesOf(topic)
    return value?.schema?.type !== 'AVRO' && value
  })
  expect(attached).toMatchObject({ format: 'binary', undecoded: { kind: 'undecodable', schemaId: ours.id } })
  await control(DELETE, 'DELETE')
  await eventually('ours is asked again', async () => (await valuesOf(topic))[0]?.format === 'avro')
})

describe('what cannot be decoded says why and keeps its bytes', () => {
  test('an unknown id, a payload that ends too early, one of another schema; its neighbours are decoded', async () => {
    const topic = await topics.newTopic()
    const found = await topics.register(`${topic}-value`, 'AVRO', order)
    const good = recordEncoder(found)(written)
    const unknown = writeFrame(999_999, Buffer.from('x'))
    const wrong = await topics.register('numbers', 'AVRO', '{"type":"enum","name":"E","symbols":["A"]}')
    await topics.write(
      topic,
      { value: unknown },
      { value: good.subarray(0, 9) },
      { value: writeFrame(wrong.id, Buffer.from([20])) },
      { value: good },
    )
    const values = await valuesOf(topic)
    expect(values.map(({ format, undecoded }) => [format, undecoded?.kind, undecoded?.schemaId])).toEqual([
      ['binary', 'unknown_schema', 999_999],
      ['binary', 'truncated', found.id],
      ['binary', 'undecodable', wrong.id],
      ['avro', undefined, undefined],
    ])
    expect(values[0]?.text).toBe(unknown.toString('base64'))
    expect(values[2]?.undecoded?.message).toContain('no symbol 10')
  })

  test('bytes that only begin with 0 are bytes as ever', async () => {
    const topic = await topics.newTopic()
    const long = Buffer.from([0, 0, 0, 0, 0, 0, 0, 5])
    await topics.write(topic, { value: long }, { value: Buffer.from([0, 1]) })
    expect(await valuesOf(topic)).toEqual([
      { format: 'binary', text: long.toString('base64'), sizeBytes: 8, isTruncated: false },
      { format: 'binary', text: 'AAE=', sizeBytes: 2, isTruncated: false },
    ])
  })

  test('while the registry is away known ids are decoded, others say so, and nothing waits', async () => {
    const topic = await topics.newTopic()
    const known = await topics.register(`${topic}-value`, 'AVRO', order.replace('shop', 'elsewhere'))
    const fresh = await topics.register('not-seen-yet', 'AVRO', '{"type":"array","items":"int"}')
    await topics.write(topic, { value: recordEncoder(known)(written) })
    await topics.look(topic)
    await topics.stopRegistry()
    await topics.write(topic, { value: recordEncoder(fresh)([1]) }, { value: '{"plain":true}' })
    const [one, two, three] = await valuesOf(topic)
    expect(one).toMatchObject({ format: 'avro', schema: { subject: `${topic}-value` } })
    expect(two).toMatchObject({ format: 'binary', undecoded: { kind: 'registry_away', schemaId: fresh.id } })
    expect(three?.format).toBe('json')
    const started = performance.now()
    await topics.look(topic)
    expect(performance.now() - started).toBeLessThan(500)
    await topics.startRegistry()
    await eventually('the new id is decoded', async () => (await valuesOf(topic))[1]?.format === 'avro')
  })
})
