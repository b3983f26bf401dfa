import { isDescriptor } from '@/lib/schemas/protobuf/descriptor'
import type { RegisterBody } from '@/lib/subjects/schema'

/**
 * Who sends a serialised .proto file gets it back so: confluent-kafka keeps the answer, and reads records with it later.
 * Undefined: the stored text.
 */
export const sentForm = ({ schemaType, schema }: RegisterBody): string | undefined =>
  schemaType === 'PROTOBUF' && schema && isDescriptor(schema) ? schema : undefined
