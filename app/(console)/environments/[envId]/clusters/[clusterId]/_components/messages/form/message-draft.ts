import type { Message, Payload } from '@/lib/messages/schema'

/** A payload of JSON that goes by a schema. */
export type SchemaDraft = { id: number; messageName: string | null }

/** What a form of a message starts with; `encoding` is base64 for bytes that are no text. */
export type DraftPart = { text: string | null; encoding: 'text' | 'base64'; schema?: SchemaDraft }
export type MessageDraft = {
  key: DraftPart
  value: DraftPart
  headers: { key: string; value: string; encoding: 'text' | 'base64' }[]
  partition: number | null
}

const partOf = ({ format, text, schema }: Payload): DraftPart => ({
  text: format === 'null' ? null : text,
  encoding: format === 'binary' ? 'base64' : 'text',
  ...(schema
    ? { schema: { id: schema.id, messageName: schema.type === 'PROTOBUF' ? schema.name : null } }
    : {}),
})

/** A message as it is, to be sent again or edited. */
export const draftOf = ({
  key,
  value,
  headers,
}: Pick<Message, 'key' | 'value' | 'headers'>): MessageDraft => ({
  key: partOf(key),
  value: partOf(value),
  headers: headers.map((header) => {
    const draft = partOf(header.value)
    return { key: header.key, value: draft.text ?? '', encoding: draft.encoding }
  }),
  partition: null,
})
