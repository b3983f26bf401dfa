// The form of a schema, whatever its type. On the server only: the parsers behind it are too large for a browser.
import { avroForm } from '@/lib/schemas/form/avro'
import { jsonForm } from '@/lib/schemas/form/json'
import type { FormModel } from '@/lib/schemas/form/model'
import { messageNames, protobufForm } from '@/lib/schemas/form/protobuf'
import type { ParsedSchema } from '@/lib/schemas/parse'

export type SchemaForm = {
  model: FormModel
  /** Protobuf: the message that the form is of, and all that the file has. */
  messageName: string | null
  messages: string[]
}

/** @throws SerdesError `undecodable` when the schema has no message of this name. */
export function schemaForm(schema: ParsedSchema, messageName?: string): SchemaForm {
  switch (schema.schemaType) {
    case 'AVRO':
      return { model: avroForm(schema.avro.root), messageName: null, messages: [] }
    case 'JSON':
      return { model: jsonForm(schema.json), messageName: null, messages: [] }
    case 'PROTOBUF': {
      const messages = messageNames(schema.protobuf)
      const name = messageName ?? messages[0] ?? ''
      return { model: protobufForm(schema.protobuf, name), messageName: name, messages }
    }
  }
}
