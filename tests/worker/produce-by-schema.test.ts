import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as records from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/records/route'
import * as messages from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/route'
import { kafkaCrn, topicCrn } from '@/lib/crn'
import { makeActor, makeApiKey } from '@/tests/support/factories'
import { basicOf } from '@/tests/support/registry-gateway'
import { SchemaTopics } from '@/tests/support/schema-topics'

const order =
  '{"type":"record","name":"Order","fields":[{"name":"id","type":"long"},{"name":"address","type":{"type":"record","name":"Address","fields":[{"name":"city","type":"string"}]}}]}'
const people = 'syntax = "proto3"; message Other { int32 n = 1; } message Person { string name = 1; }'
const stock =
  '{"title":"Stock","type":"object","properties":{"count":{"type":"integer"}},"required":["count"]}'

let topics: SchemaTopics
beforeAll(async () => {
  topics = await SchemaTopics.start()
  await topics.register('orders-value', 'AVRO', order)
  await topics.register('people', 'PROTOBUF', people)
  await topics.register('stock', 'JSON', stock)
})
afterAll(() => topics.stop())

const post = (topic: string, body: unknown) => topics.ask(messages.POST, topic, { method: 'POST', body })
const latest = (subject: string, json: string) => ({ schema: { subject, version: 'latest' }, json })

describe('producing by a schema in the console', () => {
  test('key and value, of all three types, come back as they went in, with all digits', async () => {
    const topic = await topics.newTopic()
    const json = '{"id":9223372036854775807,"address":{"city":"Rome"}}'
    const person = { ...latest('people', '{"name":"Ada"}'), messageName: 'Person' }
    for (const body of [
      { key: latest('stock', '{"count": 3}'), value: latest('orders-value', json) },
      { key: 'k', value: person },
    ])
      expect(await post(topic, body)).toMatchObject({ status: 201 })
    const [first, second] = await topics.look(topic)
    expect(first?.value).toMatchObject({
      format: 'avro',
      text: json.replace('9223372036854775807', '"9223372036854775807"'),
    })
    expect(first?.key).toMatchObject({ format: 'json-schema', text: '{"count":3}' })
    expect(second?.value).toMatchObject({
      format: 'protobuf',
      text: '{"name":"Ada"}',
      schema: { name: 'Person' },
    })
  })

  test('what was decoded can be produced again by its schema’s id', async () => {
    const topic = await topics.newTopic()
    await post(topic, { value: latest('orders-value', '{"id":1,"address":{"city":"Rome"}}') })
    const [first] = await topics.look(topic)
    const { schema, text = '' } = first?.value ?? {}
    expect(await post(topic, { value: { schema: { id: schema?.id }, json: text } })).toMatchObject({
      status: 201,
    })
    const [one, two] = await topics.look(topic)
    expect(two?.value).toEqual(one?.value)
  })

  test.each([
    [
      { value: latest('orders-value', '{"id":1,"address":{"city":5}}') },
      'value.json',
      /^address\.city: wants string/,
    ],
    [{ value: latest('orders-value', '{"id":1') }, 'value.json', /not valid JSON/],
    [{ key: latest('stock', '{"count":"x"}') }, 'key.json', /^\/count: /],
    [{ value: { ...latest('people', '{}'), messageName: 'Nobody' } }, 'value.messageName', /Nobody/],
    [{ value: latest('nothing', '{}') }, 'value.schema', /nothing/],
    [{ value: { schema: { id: 999_999 }, json: '{}' } }, 'value.schema', /999999/],
    [{ value: { schema: { subject: 'stock', version: 7 }, json: '{}' } }, 'value.schema', /7/],
  ])('%j is refused at %s', async (body, path, message) => {
    const topic = await topics.newTopic()
    const answer = await post(topic, body)
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path }] } })
    const [field] = (answer.body as { fields: { message: string }[] }).fields
    expect(field?.message).toMatch(message)
    expect(await topics.look(topic)).toEqual([])
  })
})

describe('records of Kafka REST by a schema', () => {
  const send = (topic: string, body: unknown, authorization = topics.owner.authorization) =>
    topics.ask(records.POST, topic, { method: 'POST', body, authorization })
  const data = { id: 1, address: { city: 'Rome' } }

  test('by id, by version and as the latest of the topic’s own subject', async () => {
    const topic = await topics.newTopic('orders')
    const { id } = await topics.register('orders-value', 'AVRO', order)
    for (const [value, told] of [
      [{ schema_id: id }, { type: 'AVRO', schema_id: id }],
      [{ schema_version: 1 }, { type: 'AVRO', schema_id: id, subject: 'orders-value', schema_version: 1 }],
      [{ type: 'AVRO' }, { type: 'AVRO', schema_id: id, subject: 'orders-value' }],
    ])
      expect(await send(topic, { value: { ...value, data } })).toMatchObject({
        status: 200,
        body: { error_code: 200, value: told },
      })
    expect((await topics.look(topic)).map(({ value }) => value.text)).toEqual(
      Array(3).fill(JSON.stringify(data)),
    )
  })

  test('a schema that comes along is registered under the subject that the strategy names', async () => {
    const topic = await topics.newTopic()
    const value = { type: 'AVRO', schema: order, subject_name_strategy: 'TOPIC_RECORD_NAME', data }
    expect(await send(topic, { value })).toMatchObject({
      status: 200,
      body: { error_code: 200, value: { subject: `${topic}-Order` } },
    })
    expect(await topics.registry('GET', `/subjects/${topic}-Order/versions`)).toMatchObject({ body: [1] })
  })

  test('who may write to the topic and not register is refused, and nothing is written', async () => {
    const topic = await topics.newTopic()
    const { id, environmentId } = topics.owner
    const at = topicCrn(kafkaCrn(id, environmentId, topics.clusterId), topic)
    const writer = await makeActor(topics.owner, 'DeveloperWrite', at)
    const value = { type: 'AVRO', schema: order, data }
    expect(await send(topic, { value }, writer.authorization)).toMatchObject({ body: { error_code: 40301 } })
    const key = basicOf(await makeApiKey(topics.owner.ctx, topics.owner.userId, topics.clusterId))
    expect(await send(topic, { value }, key)).toMatchObject({ body: { error_code: 40101 } })
    expect(await topics.look(topic)).toEqual([])
    expect((await topics.registry('GET', `/subjects/${topic}-value/versions`)).status).toBe(404)
  })

  test.each([
    [{ type: 'AVRO', schema_id: 1, schema_version: 1, data: {} }, /only one of/],
    [{ type: 'AVRO', schema: '{"type":"nothing"}', data: {} }, /^Bad Request: value: /],
    [{ schema: '"string"', data: 'x' }, /needs a type/],
    [{ type: 'PROTOBUF', subject: 'stock', data: { count: 1 } }, /of type JSONSCHEMA/],
    [{ type: 'JSONSCHEMA', subject: 'stock', data: { count: 'x' } }, /value: \/count/],
    [{ type: 'AVRO', subject_name_strategy: 'RECORD_NAME', data: {} }, /needs a subject/],
  ])('%j is a bad record', async (value, message) => {
    const answer = await send(await topics.newTopic(), { value })
    expect(answer).toMatchObject({ status: 200, body: { error_code: 400 } })
    expect((answer.body as { message: string }).message).toMatch(message)
  })

  test('null stays null, whatever the schema', async () => {
    const topic = await topics.newTopic()
    expect(await send(topic, { value: { type: 'AVRO', data: null } })).toMatchObject({
      body: { error_code: 200 },
    })
    expect((await topics.look(topic))[0]?.value.format).toBe('null')
  })
})
