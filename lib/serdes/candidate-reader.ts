// Whether a record that is there can be read with a schema that is not: as a consumer that has the schema would.
import { parseJsonExactly } from '@/lib/exact-json'
import type { ParsedSchema } from '@/lib/schemas/parse'
import type { AvroDecoder } from '@/lib/serdes/avro-decode'
import { resolvingAvroDecoder } from '@/lib/serdes/avro-resolve'
import { recordEncoder } from '@/lib/serdes/record-encoder'
import { payloadDecoder } from '@/lib/serdes/schema-codec'
import { SerdesError } from '@/lib/serdes/serdes-error'
import type { Framed } from '@/lib/serdes/wire-format'

/** `written`: null for plain JSON, which fits when it could be written with the schema. Throws SerdesError with the reason. */
export type CandidateReader = (bytes: Buffer, written: { frame: Framed; schema: ParsedSchema } | null) => void

const typeNames = { AVRO: 'Avro', JSON: 'JSON Schema', PROTOBUF: 'Protobuf' }

export function candidateReader(candidate: ParsedSchema, messageName?: string): CandidateReader {
  const encode = recordEncoder({ id: 0, schema: candidate }, messageName)
  const decode = payloadDecoder(candidate)
  const resolving = new Map<ParsedSchema, AvroDecoder>()
  const resolve = (writer: ParsedSchema): AvroDecoder | null => {
    if (candidate.schemaType !== 'AVRO' || writer.schemaType !== 'AVRO') return null
    const made = resolving.get(writer) ?? resolvingAvroDecoder(writer.avro.root, candidate.avro.root)
    resolving.set(writer, made)
    return made
  }
  return (bytes, written) => {
    if (written === null) {
      encode(readJson(bytes))
      return
    }
    const { frame, schema } = written
    if (schema.schemaType !== candidate.schemaType)
      throw new SerdesError('undecodable', `Written with a schema of type ${typeNames[schema.schemaType]}.`)
    const read = resolve(schema)
    if (read !== null) read(bytes, frame.payloadOffset)
    else if (candidate.schemaType === 'JSON') encode(decode(bytes, frame))
    else decode(bytes, frame)
  }
}

function readJson(bytes: Buffer): unknown {
  try {
    return parseJsonExactly(bytes.toString('utf8'))
  } catch (error) {
    throw new SerdesError('not_wire_format', 'The bytes neither name a schema nor are JSON.', null, error)
  }
}
