// What type names mean: https://protobuf.dev/programming-guides/proto3/#name-resolution
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { isScalar, type ProtoEnum, type ProtoFile, type ProtoMessage } from '@/lib/schemas/protobuf/model'

export type ProtoType = {
  /** Without a leading dot. */
  fullName: string
  file: ProtoFile
  definition: ProtoMessage | ProtoEnum
}

/** All messages and enums of a file and of those it imports, by full name. */
export type ProtoPool = ReadonlyMap<string, ProtoType>

export const joinName = (scope: string, name: string): string => (scope === '' ? name : `${scope}.${name}`)

/** @throws InvalidSchemaError for a type that is defined twice. */
export function collectTypes(files: Iterable<ProtoFile>): ProtoPool {
  const pool = new Map<string, ProtoType>()
  const add = (scope: string, definition: ProtoMessage | ProtoEnum, file: ProtoFile): void => {
    const fullName = joinName(scope, definition.name)
    if (pool.has(fullName)) throw new InvalidSchemaError(`"${fullName}" is defined twice`)
    pool.set(fullName, { fullName, file, definition })
    if (definition.kind === 'message') for (const nested of definition.nested) add(fullName, nested, file)
  }
  for (const file of files) for (const definition of file.types) add(file.package, definition, file)
  return pool
}

/** The type that `name` means inside of `scope` (a full name of a message, or a package). */
export function findType(pool: ProtoPool, name: string, scope: string): ProtoType | undefined {
  if (name.startsWith('.')) return pool.get(name.slice(1))
  for (let around = scope; ; around = around.slice(0, Math.max(0, around.lastIndexOf('.')))) {
    const found = pool.get(joinName(around, name))
    if (found !== undefined || around === '') return found
  }
}

/** The shortest way to say a type inside of `scope`. */
export function shortestName(pool: ProtoPool, type: ProtoType, scope: string): string {
  const parts = type.fullName.split('.')
  for (let start = parts.length - 1; start >= 0; start--) {
    const name = parts.slice(start).join('.')
    if (findType(pool, name, scope) === type && !isScalar(name)) return name
  }
  return `.${type.fullName}`
}

/** @throws InvalidSchemaError for a name that means nothing. */
export function checkNames(pool: ProtoPool, file: ProtoFile): void {
  const check = (name: string, scope: string, where: string): void => {
    if (!isScalar(name) && findType(pool, name, scope) === undefined)
      throw new InvalidSchemaError(`"${name}" is not defined, which ${where} uses`)
  }
  const visit = (message: ProtoMessage, scope: string): void => {
    const fullName = joinName(scope, message.name)
    for (const field of message.fields) check(field.type, fullName, `the field ${fullName}.${field.name}`)
    for (const nested of message.nested) if (nested.kind === 'message') visit(nested, fullName)
    for (const extend of message.extends) checkExtend(extend, fullName)
  }
  const checkExtend = (extend: ProtoFile['extends'][number], scope: string): void => {
    check(extend.extendee, scope, 'extend')
    for (const field of extend.fields) check(field.type, scope, `the extension ${field.name}`)
  }
  for (const type of file.types) if (type.kind === 'message') visit(type, file.package)
  for (const extend of file.extends) checkExtend(extend, file.package)
  for (const service of file.services)
    for (const { input, output, name } of service.methods)
      for (const type of [input, output]) check(type, file.package, `the method ${service.name}.${name}`)
}
