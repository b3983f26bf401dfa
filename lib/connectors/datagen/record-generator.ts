// The generator of one task: an Avro schema with annotations in, JSON records out, restartable at any record.
import type { AvroNode, AvroRecord } from './avro-schema'
import type { Compilation } from './compilation'
import { Compiler, refuseEndlessRecords } from './compile'
import { fragment, JsonWriter } from './json-writer'
import { literalJson, type DecimalFormat } from './literals'
import { RecordRandom } from './random'
import { SchemaProblem } from './schema-problem'
import { readOptions } from './annotations'

export type GeneratorOptions = {
  /** Field whose value becomes the record's key, or none. */
  keyField?: string | undefined
  /** The key as its JSON; else as the plain text of its value, as Kafka Connect's StringConverter writes it. */
  isKeyJson?: boolean | undefined
  decimalFormat?: DecimalFormat | undefined
  seed?: number | undefined
  /** Number of records generated before: counters go on from there. */
  iteration?: number | undefined
  /** Where records are written; made here if not given. */
  writer?: JsonWriter | undefined
}

export type GeneratedRecord = { key: Uint8Array | null; value: Uint8Array }

const KEY_KINDS: readonly AvroNode['kind'][] = ['string', 'int', 'long', 'float', 'double', 'boolean', 'enum']
const FIRST_ROOM = 4_096
const decoder = new TextDecoder()

/** Checks a key field's name and type; returns its position. Throws SchemaProblem. */
export const keyFieldIndex = (schema: AvroRecord, keyField: string): number => {
  const at = schema.fields.findIndex((field) => field.name === keyField)
  if (at < 0) throw new SchemaProblem('', `the record has no field "${keyField}"`)
  const { kind } = (schema.fields[at] as (typeof schema.fields)[number]).type
  if (!KEY_KINDS.includes(kind)) {
    throw new SchemaProblem(
      keyField,
      `a field of type ${kind} cannot be the key: choose a text, number, boolean or enum`,
    )
  }
  return at
}

export class RecordGenerator {
  readonly random: RecordRandom
  readonly writer: JsonWriter
  private readonly shared: Compilation
  private readonly write: () => void
  private readonly keyAt: number
  private readonly keyIsQuoted: boolean
  private keyStart = 0
  private keyEnd = 0
  private room = FIRST_ROOM

  /** Throws SchemaProblem when an annotation does not fit its type. */
  constructor(
    readonly schema: AvroRecord,
    {
      keyField,
      isKeyJson = false,
      decimalFormat = 'BASE64',
      seed,
      iteration = 0,
      writer,
    }: GeneratorOptions = {},
  ) {
    this.random = new RecordRandom(seed ?? Math.floor(Math.random() * Number.MAX_SAFE_INTEGER))
    this.writer = writer ?? new JsonWriter()
    this.shared = { random: this.random, writer: this.writer, decimalFormat, counters: [], depth: 0 }
    refuseEndlessRecords(schema)
    this.keyAt = keyField ? keyFieldIndex(schema, keyField) : -1
    const keyKind = schema.fields[this.keyAt]?.type.kind
    this.keyIsQuoted = !isKeyJson && (keyKind === 'string' || keyKind === 'enum')
    this.write = schema.args.options === undefined ? this.fieldByField() : this.wholeOptions()
    if (iteration > 0) this.seek(iteration)
  }

  /** Moves all counters to the record with this number (0-based). */
  seek(iteration: number): void {
    for (const counter of this.shared.counters) counter.seek(iteration)
  }

  /** Generates the next record into the writer's buffer and moves the seed on. The slices stay valid. */
  next(): GeneratedRecord {
    const { writer } = this
    writer.beginRecord(this.room)
    this.shared.depth = 0
    this.write()
    const { bytes, start, length } = writer
    if (length - start > this.room) this.room = length - start
    this.random.advance()
    const value = bytes.subarray(start, length)
    return { key: this.keyAt < 0 ? null : this.keyOf(value), value }
  }

  private keyOf(value: Uint8Array): Uint8Array {
    if (!this.keyIsQuoted) return value.subarray(this.keyStart, this.keyEnd)
    const inside = value.subarray(this.keyStart + 1, this.keyEnd - 1)
    if (!inside.includes(92)) return inside
    return fragment(String(JSON.parse(decoder.decode(value.subarray(this.keyStart, this.keyEnd)))))
  }

  private fieldByField(): () => void {
    const { writer, keyAt } = this
    const { separators, fields } = new Compiler(this.shared).record(this.schema)
    const size = fields.length
    const close = fragment('}')
    return () => {
      this.shared.depth = 1
      for (let i = 0; i < size; i++) {
        writer.raw(separators[i] as Uint8Array)
        if (i === keyAt) this.keyStart = writer.length - writer.start
        ;(fields[i] as () => void)()
        if (i === keyAt) this.keyEnd = writer.length - writer.start
      }
      writer.raw(close)
    }
  }

  /** The record itself has options: whole records are drawn, the key's place is known beforehand. */
  private wholeOptions(): () => void {
    const { schema, writer, random, keyAt } = this
    const { decimalFormat } = this.shared
    const key = schema.fields[keyAt]
    const drawn = (readOptions(schema.args, schema.path) ?? []).map((option) => {
      const json = literalJson(schema, option, decimalFormat, schema.path)
      const keyJson =
        key &&
        literalJson(
          key.type,
          (option as Record<string, unknown>)[key.name] ?? key.default,
          decimalFormat,
          key.name,
        )
      const before = schema.fields
        .slice(0, Math.max(keyAt, 0))
        .map(
          (f) =>
            `${JSON.stringify(f.name)}:${literalJson(f.type, (option as Record<string, unknown>)[f.name] ?? f.default, decimalFormat, f.name)},`,
        )
        .join('')
      const start = fragment(`{${before}${key ? `${JSON.stringify(key.name)}:` : ''}`).length
      return { bytes: fragment(json), start, end: start + fragment(keyJson ?? '').length }
    })
    return () => {
      const chosen = drawn[random.below(drawn.length)]
      if (!chosen) return
      this.keyStart = chosen.start
      this.keyEnd = chosen.end
      writer.raw(chosen.bytes)
    }
  }
}

/** A few records for a preview: key as text, value as JSON text. Throws SchemaProblem. */
export const previewRecords = (
  schema: AvroRecord,
  count: number,
  options: GeneratorOptions = {},
): { key: string | null; value: string }[] => {
  const generator = new RecordGenerator(schema, options)
  return Array.from({ length: count }, () => {
    const { key, value } = generator.next()
    return { key: key && decoder.decode(key), value: decoder.decode(value) }
  })
}
