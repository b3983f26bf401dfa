// The forms in which a schema is handed out: its text, and what `format` asks for. A form that a type has not is its text.
import { printAvro } from '@/lib/schemas/avro/print'
import { serializedText, type ParsedSchema } from '@/lib/schemas/parse'
import type { ProtoEnum, ProtoFile, ProtoMessage, ProtoOption } from '@/lib/schemas/protobuf/model'
import { printProto } from '@/lib/schemas/protobuf/print'

/** Undefined: the text as it is stored. `parse` is called only where it is needed. */
export async function formatSchema(
  format: string | undefined,
  schemaType: ParsedSchema['schemaType'],
  parse: () => Promise<ParsedSchema>,
): Promise<string | undefined> {
  if (schemaType === 'AVRO' && format === 'resolved') {
    const schema = await parse()
    return schema.schemaType === 'AVRO' ? printAvro({ ...schema.avro, external: new Set() }) : undefined
  }
  if (schemaType !== 'PROTOBUF') return undefined
  if (format === 'serialized') return serializedText(await parse())
  if (format !== 'ignore_extensions') return undefined
  const schema = await parse()
  if (schema.schemaType !== 'PROTOBUF') return undefined
  const { file, pool } = schema.protobuf
  return printProto(withoutExtensions(file), pool)
}

const known = (options: ProtoOption[]): ProtoOption[] => options.filter(({ name }) => !name.startsWith('('))
const strip = <T extends { options: ProtoOption[] }>(one: T): T => ({ ...one, options: known(one.options) })

const withoutExtensions = (file: ProtoFile): ProtoFile => ({
  ...file,
  options: known(file.options),
  extends: [],
  types: file.types.map(stripType),
  services: file.services.map((service) => ({ ...strip(service), methods: service.methods.map(strip) })),
})

const stripType = (type: ProtoMessage | ProtoEnum): ProtoMessage | ProtoEnum =>
  type.kind === 'enum'
    ? { ...strip(type), values: type.values.map(strip) }
    : {
        ...strip(type),
        fields: type.fields.map(strip),
        oneofs: type.oneofs.map(strip),
        extensions: type.extensions.map(strip),
        extends: [],
        nested: type.nested.map(stripType),
      }
