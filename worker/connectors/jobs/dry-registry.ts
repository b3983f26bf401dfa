// A Schema Registry for a look at what a source would write: it is asked for what it has, and nothing is registered.
import type { PreviewedSchema } from '@/lib/connectors/validation/check-schema'
import { orNull } from '@/lib/schema-registries/ask'
import type { RegistryClient } from '@/lib/schema-registries/client'
import { parseSchema, type ParsedSchema } from '@/lib/schemas/parse'
import { payloadDecoder } from '@/lib/serdes/schema-codec'
import { readFrame } from '@/lib/serdes/wire-format'
import type { Json } from '@/lib/schemas/json-text'

/** Beyond the ids that a registry has given out. */
const FIRST_OWN_ID = 2_000_000_000

export class DryRegistry {
  readonly schemas: PreviewedSchema[] = []
  private readonly parsed = new Map<number, ParsedSchema>()
  private lastOwnId = FIRST_OWN_ID

  /** The registry itself, but for registering. */
  over = (registry: RegistryClient): RegistryClient => ({
    ...registry,
    register: async (subject, given, normalize) => {
      const id = await orNull(registry.lookUp(subject, given, normalize))
      const { schemaType = 'AVRO', schema } = given
      if (!this.schemas.some((one) => one.subject === subject && one.schema === schema))
        this.schemas.push({ subject, schemaType, schema, id })
      const used = id ?? ++this.lastOwnId
      this.parsed.set(used, parseSchema(schemaType, schema))
      return used
    },
  })

  /** What bytes say that were written with one of these schemas. Undefined: none of them. */
  decode(bytes: Buffer): Json | undefined {
    if (bytes[0] !== 0 || bytes.length < 5) return undefined
    const frame = readFrame(bytes)
    const parsed = 'id' in frame.schema ? this.parsed.get(frame.schema.id) : undefined
    return parsed && payloadDecoder(parsed)(bytes, frame)
  }
}
