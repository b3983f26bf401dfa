import { descriptorFile } from '@/lib/schemas/protobuf/known-descriptor'
import { parseProtoFile } from '@/lib/schemas/protobuf/parse'
import { collectTypes, type ProtoPool } from '@/lib/schemas/protobuf/scope'

let pool: ProtoPool | null = null

/** The messages that describe .proto files, and those of their options. */
export const descriptorPool = (): ProtoPool => (pool ??= collectTypes([parseProtoFile(descriptorFile)]))

export type OptionsOf =
  'File' | 'Message' | 'Field' | 'Oneof' | 'Enum' | 'EnumValue' | 'Service' | 'Method' | 'ExtensionRange'
