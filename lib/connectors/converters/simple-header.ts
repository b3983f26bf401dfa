import { valueToText } from '@/lib/connectors/data/value-text'
import { parseValue } from '@/lib/connectors/data/values'
import type { PlainConverter } from './plain'

/** Headers as text whose type is found by how it looks: the default of Kafka Connect. */
export const simpleHeaderConverter: PlainConverter = {
  read: (value) => (value === null ? { schema: null, value: null } : parseValue(value.toString('utf8'))),
  write: (schema, value) => (value === null ? null : Buffer.from(valueToText(schema, value))),
}
