import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as infer from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/infer-schema/route'
import * as preview from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/preview-schema/route'
import { recordEncoder } from '@/lib/serdes/record-encoder'
import { makeActor } from '@/tests/support/factories'
import { SchemaTopics } from '@/tests/support/schema-topics'
import { kafkaCrn, topicCrn } from '@/lib/crn'

let topics: SchemaTopics
beforeAll(async () => {
  topics = await SchemaTopics.start()
})
afterAll(() => topics.stop())

const ask = async (handler: typeof infer.POST, topic: string, body: object) =>
  topics.ask(handler, topic, { method: 'POST', body: { part: 'value', ...body } })
const record = (...fields: object[]) => JSON.stringify({ type: 'record', name: 'R', fields })
const id = { name: 'id', type: 'int' }

describe('inferring a schema', () => {
  test.each(['AVRO', 'JSON', 'PROTOBUF'])(
    '%s: what is inferred takes all the messages that are JSON',
    async (schemaType) => {
      const topic = await topics.newTopic()
      const bytes = recordEncoder(await topics.register('bytes', 'AVRO', '"string"'))('x')
      await topics.write(
        topic,
        { value: '{"id":1,"city":"Rome"}' },
        { value: '{"id":9007199254740993,"tags":["a",null]}' },
        { value: 'no JSON' },
        { value: bytes },
        { value: null },
      )
      const { status, body } = await ask(infer.POST, topic, { schemaType })
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { schemaType, read: 5, used: 2, notJson: 2, empty: 1 },
      })
      const { schema } = body as { schema: string }
      expect(
        await topics.registry('POST', `/subjects/${topic}-value/versions`, { schemaType, schema }),
      ).toMatchObject({
        status: 200,
      })
      expect((await ask(preview.POST, topic, { schemaType, schema })).body).toMatchObject({
        read: 5,
        succeeded: 2,
        failed: 2,
      })
    },
  )

  test('a topic without JSON says so, and Protobuf that keys must be objects', async () => {
    const topic = await topics.newTopic()
    await topics.write(topic, { key: '12', value: 'text' })
    expect(await ask(infer.POST, topic, { schemaType: 'AVRO' })).toMatchObject({ status: 400 })
    expect(await ask(infer.POST, topic, { schemaType: 'PROTOBUF', part: 'key' })).toMatchObject({
      status: 400,
    })
    expect(await ask(infer.POST, topic, { schemaType: 'AVRO', part: 'key' })).toMatchObject({
      body: { schema: '"int"' },
    })
  })
})

describe('trying messages with a schema before it is saved', () => {
  test('Avro: a field without default fails for what was written before, with partition, offset and reason', async () => {
    const topic = await topics.newTopic()
    const writer = recordEncoder(await topics.register(`${topic}-value`, 'AVRO', record(id)))
    await topics.write(topic, { value: writer({ id: 1 }) }, { value: writer({ id: 2 }) }, { value: null })
    const schema = record(id, { name: 'city', type: 'string' })
    const { body } = await ask(preview.POST, topic, { schemaType: 'AVRO', schema })
    const reason = 'The field city was not written and has no default.'
    expect(body).toEqual({
      read: 3,
      succeeded: 0,
      failed: 2,
      empty: 1,
      failures: [
        { partition: 0, offset: '1', reason },
        { partition: 0, offset: '0', reason },
      ],
      reasons: [{ reason, count: 2 }],
    })
    const good = record({ ...id, type: 'long' }, { name: 'city', type: 'string', default: '' })
    expect((await ask(preview.POST, topic, { schemaType: 'AVRO', schema: good })).body).toMatchObject({
      succeeded: 2,
    })
    expect((await topics.registry('GET', `/subjects/${topic}-value/versions`)).body).toEqual([1])
  })

  test('JSON Schema: documents are validated; Protobuf: bytes are read', async () => {
    const topic = await topics.newTopic()
    const json = recordEncoder(await topics.register('any', 'JSON', '{"type":"object"}'))
    const proto = recordEncoder(
      await topics.register('m', 'PROTOBUF', 'syntax = "proto3"; message M { string s = 1; }'),
    )
    await topics.write(
      topic,
      { value: json({ n: 'x' }) },
      { value: json({ n: 1 }) },
      { value: proto({ s: 'ä' }) },
    )
    const schema = '{"properties":{"n":{"type":"integer"}}}'
    const { body } = await ask(preview.POST, topic, { schemaType: 'JSON', schema })
    expect(body).toMatchObject({
      succeeded: 1,
      failures: [{ offset: '2', reason: 'Written with a schema of type Protobuf.' }, { offset: '0' }],
    })
    const renamed = 'syntax = "proto3"; message M { string text = 1; int32 more = 2; }'
    expect((await ask(preview.POST, topic, { schemaType: 'PROTOBUF', schema: renamed })).body).toMatchObject({
      succeeded: 1,
    })
  })

  test('plain JSON fits when it could be written with the schema', async () => {
    const topic = await topics.newTopic()
    await topics.write(topic, { value: '{"id":1}' }, { value: '{"id":"x"}' }, { value: 'text' })
    expect((await ask(preview.POST, topic, { schemaType: 'AVRO', schema: record(id) })).body).toMatchObject({
      succeeded: 1,
      failures: [
        { reason: 'The bytes neither name a schema nor are JSON.' },
        { reason: 'id: wants int, not "x".' },
      ],
    })
  })

  test('a schema that refers to others, as the acting user may read them', async () => {
    const topic = await topics.newTopic()
    await topics.register(
      'city',
      'AVRO',
      '{"type":"record","name":"City","fields":[{"name":"name","type":"string"}]}',
    )
    await topics.write(topic, { value: '{"city":{"name":"Rome"}}' })
    const references = [{ name: 'City', subject: 'city', version: 1 }]
    const body = {
      part: 'value',
      schemaType: 'AVRO',
      schema: record({ name: 'city', type: 'City' }),
      references,
    }
    expect((await ask(preview.POST, topic, body)).body).toMatchObject({ succeeded: 1 })
    const { id: organizationId, environmentId } = topics.owner
    const at = topicCrn(kafkaCrn(organizationId, environmentId, topics.clusterId), topic)
    const reader = await makeActor(topics.owner, 'DeveloperRead', at)
    const { authorization } = reader
    expect((await topics.ask(preview.POST, topic, { method: 'POST', body, authorization })).status).toBe(403)
  })

  test('an invalid candidate names the place', async () => {
    const topic = await topics.newTopic()
    expect(
      await ask(preview.POST, topic, { schemaType: 'AVRO', schema: '{"type":"nothing"}' }),
    ).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'schema' }] },
    })
  })
})
