import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { isDescriptor, readDescriptor } from '@/lib/schemas/protobuf/descriptor'
import { knownFiles } from '@/lib/schemas/protobuf/known-files'
import type { ProtoFile } from '@/lib/schemas/protobuf/model'
import { parseProtoFile } from '@/lib/schemas/protobuf/parse'
import { checkNames, collectTypes, type ProtoPool } from '@/lib/schemas/protobuf/scope'
import type { ResolvedReferences } from '@/lib/schemas/references'

export type ParsedProtobuf = { file: ProtoFile; pool: ProtoPool }

/**
 * A .proto file as text, or as a FileDescriptorProto in base64 (which Confluent's serializers send), and all that it
 * imports: what `references` name, and the files of Google and Confluent that every registry knows.
 * @throws InvalidSchemaError with line and column, or the name that means nothing.
 */
export function parseProtobuf(text: string, references: ResolvedReferences): ParsedProtobuf {
  const file = readFile(text)
  const imported = new Map<string, ProtoFile>()
  readImports(file, references, imported)
  const pool = collectTypes([file, ...imported.values()])
  checkNames(pool, file)
  return { file, pool }
}

const readFile = (text: string): ProtoFile =>
  isDescriptor(text) ? readDescriptor(text) : parseProtoFile(text)

function readImports(file: ProtoFile, references: ResolvedReferences, read: Map<string, ProtoFile>): void {
  for (const { path } of file.imports) {
    if (read.has(path)) continue
    const text = references.get(path) ?? knownFiles[path]
    if (text === undefined)
      throw new InvalidSchemaError(
        `The import "${path}" is neither a reference nor a file that the registry knows`,
      )
    const imported = readFile(text)
    read.set(path, imported)
    readImports(imported, references, read)
  }
}
