// Does what it is told on standard input with Confluent's JavaScript client of the Schema Registry and kafkajs: one JSON step
// per line, one JSON answer per line. `../registry_client.py` takes the same steps and says what the first line is.
import { createInterface } from 'node:readline'
import { create, createFileRegistry, fromBinary, fromJson, fromJsonString, toJson } from '@bufbuild/protobuf'
import {
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_duration,
  file_google_protobuf_timestamp,
} from '@bufbuild/protobuf/wkt'
import registryPackage from '@confluentinc/schemaregistry'
import kafkajs from 'kafkajs'

const {
  AvroDeserializer,
  AvroSerializer,
  HeaderSchemaIdSerializer,
  JsonDeserializer,
  JsonSerializer,
  ProtobufDeserializer,
  ProtobufSerializer,
  SchemaRegistryClient,
  SerdeType,
  SubjectNameStrategyType,
} = registryPackage

const strategies = {
  record: SubjectNameStrategyType.RECORD,
  topicRecord: SubjectNameStrategyType.TOPIC_RECORD,
}
const serdeTypes = { key: SerdeType.KEY, value: SerdeType.VALUE }
const serializers = { AVRO: AvroSerializer, JSON: JsonSerializer, PROTOBUF: ProtobufSerializer }
const deserializers = { AVRO: AvroDeserializer, JSON: JsonDeserializer, PROTOBUF: ProtobufDeserializer }

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const place = JSON.parse((await lines.next()).value)
const kafka = new kafkajs.Kafka({
  brokers: [place.bootstrap],
  sasl: { mechanism: 'plain', username: place.kafka.key, password: place.kafka.secret },
  logLevel: kafkajs.logLevel.NOTHING,
})
const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
let isConnected = false

const newRegistry = () =>
  new SchemaRegistryClient({
    baseURLs: [place.registry.url],
    basicAuthCredentials: {
      credentialsSource: 'USER_INFO',
      userInfo: `${place.registry.key}:${place.registry.secret}`,
    },
  })
const registry = newRegistry()

const schemaOf = ({ type, schema, references = [] }) => ({ schemaType: type, schema, references })

function fileRegistry({ files }) {
  const known = [file_google_protobuf_timestamp, file_google_protobuf_duration].map(({ proto }) => proto)
  const own = files.map((file) =>
    typeof file === 'string'
      ? fromBinary(FileDescriptorProtoSchema, Buffer.from(file, 'base64'))
      : fromJson(FileDescriptorProtoSchema, file),
  )
  return createFileRegistry(create(FileDescriptorSetSchema, { file: [...known, ...own] }))
}

const serializersInUse = new Map()

/** One for all records that are written alike: it remembers what it asked the registry. */
function serializerOf(step, part) {
  const key = JSON.stringify([{ ...step, value: null }, part])
  const known = serializersInUse.get(key) ?? newSerializer(step, part)
  serializersInUse.set(key, known)
  return known
}

function newSerializer(step, part) {
  const given = step.config ?? {}
  const config = {
    autoRegisterSchemas: given.autoRegister ?? true,
    useLatestVersion: given.useLatest ?? false,
    normalizeSchemas: given.normalize ?? false,
    ...(given.strategy ? { subjectNameStrategyType: strategies[given.strategy] } : {}),
    ...(given.inHeader ? { schemaIdSerializer: HeaderSchemaIdSerializer } : {}),
    ...(step.type === 'PROTOBUF' ? { registry: fileRegistry(step) } : {}),
  }
  return new serializers[step.type](registry, serdeTypes[part], config)
}

/** Avro's and JSON Schema's serializers here take the schema from the registry: who wants one of its own registers it. */
async function serialized(step, part, topic, headers) {
  const { autoRegister = true, normalize = false } = step.config ?? {}
  if (step.type === 'PROTOBUF') {
    const message = fileRegistry(step).getMessage(step.message)
    return serializerOf(step, part).serialize(
      topic,
      fromJsonString(message, JSON.stringify(step.value)),
      headers,
    )
  }
  if (autoRegister) await registry.register(`${topic}-${part}`, schemaOf(step), normalize)
  const config = { ...step.config, autoRegister: false, useLatest: true }
  return serializerOf({ ...step, config }, part).serialize(topic, step.value, headers)
}

async function register(step) {
  return { id: await registry.register(step.subject, schemaOf(step), step.normalize ?? false) }
}

async function registerTogether(step) {
  const clients = Array.from({ length: step.count }, newRegistry)
  return {
    ids: await Promise.all(clients.map((client) => client.register(step.subject, schemaOf(step), false))),
  }
}

/** `key` and `value` each with their own type, schema and config; a part that is plain text goes as it is. */
async function produce({ topic, key = null, value = null }) {
  const headers = {}
  const written = {}
  for (const [part, given] of Object.entries({ key, value }))
    written[part] =
      given !== null && typeof given === 'object' ? await serialized(given, part, topic, headers) : given
  if (!isConnected) await producer.connect()
  isConnected = true
  await producer.send({ topic, messages: [{ ...written, headers }] })
  return {}
}

const records = new Map(place.topics.map((topic) => [topic, []]))
let isReading = false

/** All topics by one consumer, from their start: joining a group takes seconds. */
async function read() {
  if (isReading) return
  isReading = true
  const consumer = kafka.consumer({ groupId: `reader-${process.pid}` })
  await consumer.connect()
  await consumer.subscribe({ topics: place.topics, fromBeginning: true })
  await consumer.run({ eachMessage: async ({ topic, message }) => void records.get(topic).push(message) })
}

async function consume({ topic, type, count, part = 'value', ...step }) {
  await read()
  const unread = records.get(topic)
  for (const deadline = Date.now() + 30_000; unread.length < count && Date.now() < deadline;)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const deserializer = new deserializers[type](registry, serdeTypes[part], {})
  const values = []
  for (const message of unread.splice(0, count)) {
    const value = await deserializer.deserialize(topic, message[part], message.headers)
    values.push(type === 'PROTOBUF' ? protobufJson(step, value) : value)
  }
  return { values }
}

function protobufJson(step, message) {
  const files = fileRegistry(step)
  return toJson(files.getMessage(message.$typeName), message, { registry: files, useProtoFieldName: true })
}

const steps = { register, registerTogether, produce, consume }
for await (const line of { [Symbol.asyncIterator]: () => lines }) {
  const step = JSON.parse(line)
  const answer = await steps[step.do](step).catch((error) => ({ error: `${error.name}: ${error.message}` }))
  const text = JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  process.stdout.write(`${text}\n`)
}
process.exit(0)
