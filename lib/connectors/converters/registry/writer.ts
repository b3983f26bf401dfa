// Connect's values to payloads with a schema id: each schema is registered, or looked up, once for each topic.
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import { equalSchemas } from '@/lib/connectors/data/schemas'
import type { RegistryClient } from '@/lib/schema-registries/client'
import { compatibilityMessages } from '@/lib/schemas/compatibility'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { parseSchema, type ParsedSchema } from '@/lib/schemas/parse'
import { recordNameOf } from '@/lib/serdes/schema-codec'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { subjectName, type SubjectNameStrategy } from '@/lib/serdes/subject-name'
import { writeFrame } from '@/lib/serdes/wire-format'
import { RegistryError } from '@/lib/subjects/registry-error'
import type { PayloadWriter, SchemaCodec } from './codec'

export type RegisterSettings = {
  part: 'key' | 'value'
  strategy: SubjectNameStrategy
  registers: boolean
  usesLatest: boolean
  isLatestStrict: boolean
  normalizes: boolean
  /** use.schema.id: write with this very schema; null: with none in particular. */
  schemaId: number | null
  /** id.compatibility.strict */
  isIdStrict: boolean
}

type Ready = { id: number; write: PayloadWriter }
type Failed = { problem: string; until: number }
type Known = { schema: ConnectSchema | null; found: Ready | Failed }

const failedForMs = 5000
const maxPerTopic = 1000

class Topic {
  private readonly byIdentity = new WeakMap<ConnectSchema, Known>()
  private readonly all: Known[] = []

  find(schema: ConnectSchema | null): Known | undefined {
    const known = schema && this.byIdentity.get(schema)
    if (known) return known
    const equal = this.all.find((one) => equalSchemas(one.schema, schema))
    if (equal && schema !== null) this.byIdentity.set(schema, equal)
    return equal
  }

  keep(known: Known): void {
    if (this.all.length >= maxPerTopic) this.all.length = 0
    this.all.push(known)
    if (known.schema !== null) this.byIdentity.set(known.schema, known)
  }
}

export class RegisteredWriter {
  private readonly topics = new Map<string, Topic>()

  constructor(
    private readonly codec: SchemaCodec,
    private readonly registry: RegistryClient,
    private readonly settings: RegisterSettings,
  ) {}

  isUnprepared(topic: string, schema: ConnectSchema | null): boolean {
    const found = this.topics.get(topic)?.find(schema)?.found
    return found === undefined || ('until' in found && found.until < Date.now())
  }

  /** Rejects while the registry is away; what it refuses is said by `write`, record by record. */
  async prepare(topic: string, schema: ConnectSchema | null): Promise<void> {
    const ofTopic = this.topics.get(topic) ?? new Topic()
    this.topics.set(topic, ofTopic)
    const known = ofTopic.find(schema)
    const found = await this.make(topic, schema)
    if (known === undefined) ofTopic.keep({ schema, found })
    else known.found = found
  }

  write(topic: string, schema: ConnectSchema | null, value: ConnectValue): Buffer | null {
    if (value === null && (schema === null || schema.optional)) return null
    const found = this.topics.get(topic)?.find(schema)?.found
    if (found === undefined) throw new Error(`The schema was not prepared for topic ${topic}.`)
    if ('problem' in found) throw new DataError(found.problem)
    try {
      const { bytes, messageIndexes } = found.write(value)
      return writeFrame(found.id, bytes, messageIndexes)
    } catch (error) {
      throw this.dataError(topic, error)
    }
  }

  private dataError(topic: string, error: unknown): unknown {
    if (!isProblem(error)) return error
    const message = `Failed to serialize ${this.codec.word} data from topic ${topic}: ${error.message}`
    return new DataError(message, { cause: error })
  }

  private async make(topic: string, schema: ConnectSchema | null): Promise<Ready | Failed> {
    try {
      const { id, target } = await this.find(topic, this.codec.textOf(schema))
      return { id, write: this.codec.writer(schema, target) }
    } catch (error) {
      const known = this.dataError(topic, error)
      if (!(known instanceof DataError)) throw known
      return { problem: known.message, until: Date.now() + failedForMs }
    }
  }

  private async find(topic: string, text: string): Promise<{ id: number; target: ParsedSchema }> {
    const { schemaType } = this.codec
    const { part, strategy, registers, usesLatest, isLatestStrict, normalizes, schemaId, isIdStrict } =
      this.settings
    const own = parseSchema(schemaType, text)
    const subject = subjectName(strategy, { topic, part, recordName: recordNameOf(own) })
    if (subject === null)
      throw new DataError(`${strategy} needs a schema with a name, which the data of topic ${topic} lack`)
    if (!registers && schemaId !== null)
      return this.given(schemaId, own, isIdStrict ? `The schema ${schemaId}` : null)
    if (!registers && usesLatest) {
      const { id } = await this.registry.latest(subject)
      return this.given(id, own, isLatestStrict ? `The latest schema of ${subject}` : null)
    }
    const wanted = { schemaType, schema: text }
    const id = registers
      ? await this.registry.register(subject, wanted, normalizes)
      : await this.registry.lookUp(subject, wanted, normalizes)
    return { id, target: own }
  }

  /** A schema of the registry. `strict`: what to call it where the data have to be readable with it. */
  private async given(
    id: number,
    own: ParsedSchema,
    strict: string | null,
  ): Promise<{ id: number; target: ParsedSchema }> {
    const fetched = await this.registry.fetchSchema({ id })
    if (fetched === null) throw new DataError(`The Schema Registry knows no schema with the id ${id}`)
    const clashes = strict === null ? [] : compatibilityMessages('BACKWARD', fetched.schema, own)
    if (clashes[0] !== undefined) throw new DataError(`${strict} cannot read these data: ${clashes[0]}`)
    return { id, target: fetched.schema }
  }
}

const isProblem = (error: unknown): error is Error =>
  error instanceof DataError ||
  error instanceof InvalidSchemaError ||
  (error instanceof SerdesError && error.kind !== 'registry_away') ||
  // Not allowed is nothing that another record would be.
  (error instanceof RegistryError && error.status !== 401 && error.status !== 403)
