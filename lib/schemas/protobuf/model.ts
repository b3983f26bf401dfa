// A .proto file after parsing. Type names stand as they were written; `scope.ts` says what they mean.

export type OptionValue =
  | { kind: 'word'; text: string }
  | { kind: 'number'; text: string }
  | { kind: 'string'; text: string }
  | { kind: 'list'; items: OptionValue[] }
  | { kind: 'message'; entries: { name: string; value: OptionValue }[] }

/** `name` as in the text: `deprecated`, `(confluent.field_meta).doc`. */
export type ProtoOption = { name: string; value: OptionValue }

/** Both ends belong to it. */
export type ProtoRange = { from: number; to: number }
export type Reserved = ProtoRange | string

export type ProtoField = {
  name: string
  number: number
  /** `int32`, `a.b.M`, `.a.b.M`; of a map the type of its values. */
  type: string
  /** Set: a map with keys of this scalar type. */
  mapKey: string | null
  label: 'optional' | 'required' | 'repeated' | null
  oneof: string | null
  isGroup: boolean
  options: ProtoOption[]
}

export type ProtoOneof = { name: string; options: ProtoOption[] }
export type ProtoExtend = { extendee: string; fields: ProtoField[] }
export type ProtoEnumValue = { name: string; number: number; options: ProtoOption[] }

export type ProtoEnum = {
  kind: 'enum'
  name: string
  values: ProtoEnumValue[]
  reserved: Reserved[]
  options: ProtoOption[]
}

export type ProtoMessage = {
  kind: 'message'
  name: string
  fields: ProtoField[]
  oneofs: ProtoOneof[]
  nested: (ProtoMessage | ProtoEnum)[]
  extends: ProtoExtend[]
  extensions: (ProtoRange & { options: ProtoOption[] })[]
  reserved: Reserved[]
  options: ProtoOption[]
  /** Declared by a field (`optional group Name = 1 {…}`). */
  isGroup: boolean
}

export type ProtoMethod = {
  name: string
  input: string
  output: string
  isClientStreaming: boolean
  isServerStreaming: boolean
  options: ProtoOption[]
}
export type ProtoService = { name: string; methods: ProtoMethod[]; options: ProtoOption[] }
export type ProtoImport = { path: string; modifier: 'public' | 'weak' | null }

export type ProtoFile = {
  /** `proto2`, `proto3` or the year of an edition. */
  syntax: string
  package: string
  imports: ProtoImport[]
  options: ProtoOption[]
  types: (ProtoMessage | ProtoEnum)[]
  extends: ProtoExtend[]
  services: ProtoService[]
}

export const protoScalars = [
  'double',
  'float',
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
  'bool',
  'string',
  'bytes',
] as const
export type ProtoScalar = (typeof protoScalars)[number]

export const isScalar = (type: string): type is ProtoScalar =>
  (protoScalars as readonly string[]).includes(type)

/** Per message: beyond what people write, and small enough for every comparison of each with each. */
export const maxPerMessage = { fields: 15_000, oneofs: 1000, reserved: 5000 }

export const maxFieldNumber = 536_870_911

/** The value of an option by its name: its text. Null: not there. */
export const optionText = (options: ProtoOption[], name: string): string | null => {
  const value = options.find((option) => option.name === name)?.value
  return value === undefined || value.kind === 'list' || value.kind === 'message' ? null : value.text
}
