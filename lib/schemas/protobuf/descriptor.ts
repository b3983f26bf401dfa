// A .proto file as a FileDescriptorProto in base64: the form in which Confluent's serializers register a schema and
// ask for it (`format=serialized`). google/protobuf/descriptor.proto says its shape, our own codec reads it.
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { isObject } from '@/lib/schemas/json-text'
import { descriptorPool } from '@/lib/schemas/protobuf/descriptor-pool'
import { fileFromDescriptor } from '@/lib/schemas/protobuf/descriptor-read'
import { descriptorFromFile } from '@/lib/schemas/protobuf/descriptor-write'
import type { ProtoFile } from '@/lib/schemas/protobuf/model'
import type { ProtoPool } from '@/lib/schemas/protobuf/scope'
import { decodeProto } from '@/lib/serdes/proto-decode'
import { encodeProto } from '@/lib/serdes/proto-encode'
import { SerdesError } from '@/lib/serdes/serdes-error'

const fileType = 'google.protobuf.FileDescriptorProto'

/** No .proto text is base64 alone: it has braces or semicolons. */
export const isDescriptor = (text: string): boolean =>
  /^[A-Za-z0-9+/]{8,}={0,2}\s*$/.test(text) && text.trim().length % 4 === 0

/** @throws InvalidSchemaError when the bytes are no FileDescriptorProto. */
export function readDescriptor(text: string): ProtoFile {
  try {
    const json = decodeProto(descriptorPool(), fileType, Buffer.from(text, 'base64'))
    return fileFromDescriptor(isObject(json) ? json : {})
  } catch (error) {
    if (!(error instanceof SerdesError)) throw error
    throw new InvalidSchemaError(`Neither .proto text nor a FileDescriptorProto in base64: ${error.message}`)
  }
}

/** `name`: the path that the file has in the descriptor; serializers replace it by their own. */
export function writeDescriptor(file: ProtoFile, pool: ProtoPool, name = 'default'): string {
  return encodeProto(descriptorPool(), fileType, descriptorFromFile(file, pool, name)).toString('base64')
}
