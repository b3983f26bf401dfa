// Records of Kafka REST that name a schema of the environment's registry: by id, by version of a subject, as the latest of a subject,
// or by its text, which is registered as the actor. The subject is as given, or as the strategy names it.
import { AppError } from '@/lib/errors'
import type { Ctx } from '@/lib/context'
import { requireKnownSchemas } from '@/lib/messages/encode'
import type { EncodeBySchema, RestPart, SentSchema } from '@/lib/messages/rest-record'
import { registryClient } from '@/lib/schema-registries/client'
import { asActor } from '@/lib/schema-registries/internal'
import { credentialOf } from '@/lib/schema-registries/pass-to-gateway'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { parseSchema } from '@/lib/schemas/parse'
import type { SchemaType } from '@/lib/schemas/references'
import type { FetchedSchema } from '@/lib/serdes/schema-cache'
import { recordEncoder } from '@/lib/serdes/record-encoder'
import { recordNameOf } from '@/lib/serdes/schema-codec'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { subjectName } from '@/lib/serdes/subject-name'
import { RegistryError } from '@/lib/subjects/registry-error'

type Part = 'key' | 'value'
type Chosen = { found: FetchedSchema; encode: (value: unknown) => Buffer; sent: SentSchema }

const schemaTypes: Record<string, SchemaType> = { AVRO: 'AVRO', JSONSCHEMA: 'JSON', PROTOBUF: 'PROTOBUF' }
const typeNames = { AVRO: 'AVRO', JSON: 'JSONSCHEMA', PROTOBUF: 'PROTOBUF' } as const
const strategies = {
  TOPIC_NAME: 'TopicNameStrategy',
  RECORD_NAME: 'RecordNameStrategy',
  TOPIC_RECORD_NAME: 'TopicRecordNameStrategy',
} as const
const maxChoices = 100

const refuse = (reason: string, cause?: unknown): never => {
  throw new AppError('bad_request', `Bad Request: ${reason}`, { cause })
}

/** For the records of one request: a schema is looked for once. */
export function restEncoder(
  ctx: Ctx,
  environmentId: string,
  topic: string,
  request: Request,
): EncodeBySchema {
  const chosen = new Map<string, Promise<Chosen>>()
  const choose = (part: Part, { data: _data, ...input }: RestPart): Promise<Chosen> => {
    const name = JSON.stringify([part, input])
    const known = chosen.get(name)
    if (known !== undefined) return known
    if (chosen.size >= maxChoices) chosen.clear()
    const choosing = chooseSchema({ ctx, environmentId, topic, request }, part, input)
    chosen.set(name, choosing)
    // The next record of a long stream may find it.
    choosing.catch(() => chosen.delete(name))
    return choosing
  }
  return async (part, input) => {
    try {
      const { found, encode, sent } = await choose(part, input)
      return { type: typeNames[found.schema.schemaType], bytes: encode(input.data), sent }
    } catch (error) {
      if (error instanceof SerdesError && error.kind === 'registry_away')
        throw new AppError('unavailable', error.message, { cause: error })
      if (error instanceof SerdesError || error instanceof InvalidSchemaError)
        return refuse(`${part}: ${error.message}`, error)
      // Clients of Kafka REST would take the registry's numbers for Kafka's.
      if (error instanceof RegistryError) throw new AppError(error.code, error.message, { cause: error })
      throw error
    }
  }
}

type Place = { ctx: Ctx; environmentId: string; topic: string; request: Request }

async function chooseSchema(place: Place, part: Part, input: RestPart): Promise<Chosen> {
  const given = [input.schema, input.schema_id, input.schema_version].filter((one) => one != null)
  if (given.length > 1) refuse('only one of schema, schema_id and schema_version may be given.')
  const { found, ...about } =
    input.schema != null
      ? await registerText(place, part, input, input.schema)
      : await findSchema(place, part, input)
  const { schemaType } = found.schema
  if (input.type != null && schemaTypes[input.type] !== schemaType)
    refuse(`type is ${input.type}, and the schema is of type ${typeNames[schemaType]}.`)
  return { found, encode: recordEncoder(found), sent: { ...about, schema_id: found.id } }
}

type Found = { found: FetchedSchema; subject?: string; schema_version?: number }

async function findSchema({ environmentId, topic }: Place, part: Part, input: RestPart): Promise<Found> {
  const known = await requireKnownSchemas(environmentId)
  if (input.schema_id != null) return { found: await known.get({ id: input.schema_id }) }
  const subject = input.subject ?? subjectOf(topic, part, input, null)
  const version = input.schema_version ?? 'latest'
  const found = await known.get({ subject, version })
  return { found, subject, ...(version === 'latest' ? {} : { schema_version: version }) }
}

async function registerText(place: Place, part: Part, input: RestPart, text: string): Promise<Found> {
  const { ctx, environmentId, topic, request } = place
  const schemaType =
    schemaTypes[input.type ?? ''] ?? refuse('schema needs a type: AVRO, JSONSCHEMA or PROTOBUF.')
  const schema = parseSchema(schemaType, text)
  const subject = input.subject ?? subjectOf(topic, part, input, recordNameOf(schema))
  const { registryId } = await requireKnownSchemas(environmentId)
  const registry = registryClient(asActor(registryId, await credentialOf(ctx, request)))
  return { found: { id: await registry.register(subject, { schemaType, schema: text }), schema }, subject }
}

function subjectOf(topic: string, part: Part, input: RestPart, recordName: string | null): string {
  const strategy = input.subject_name_strategy ?? 'TOPIC_NAME'
  return (
    subjectName(strategies[strategy], { topic, part, recordName }) ??
    refuse(`subject_name_strategy ${strategy} needs a subject, or a schema with a name.`)
  )
}
