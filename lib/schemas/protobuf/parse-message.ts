import { maxNesting } from '@/lib/schemas/invalid-schema'
import {
  isScalar,
  maxFieldNumber,
  maxPerMessage,
  type ProtoEnum,
  type ProtoExtend,
  type ProtoField,
  type ProtoMessage,
} from '@/lib/schemas/protobuf/model'
import { readEnum, readReserved } from '@/lib/schemas/protobuf/parse-enum'
import { readOptionList, readOptionStatement, readTypeName } from '@/lib/schemas/protobuf/parse-options'
import type { Tokens } from '@/lib/schemas/protobuf/tokens'

type Place = { syntax: string; nested: (ProtoMessage | ProtoEnum)[]; depth: number }

export function emptyMessage(name: string): ProtoMessage {
  return {
    kind: 'message',
    name,
    fields: [],
    oneofs: [],
    nested: [],
    extends: [],
    extensions: [],
    reserved: [],
    options: [],
    isGroup: false,
  }
}

/** After `message`. */
export function readMessage(tokens: Tokens, syntax: string, depth: number): ProtoMessage {
  const message = emptyMessage(tokens.word('the name of a message'))
  readBody(tokens, message, syntax, depth)
  return message
}

function readBody(tokens: Tokens, message: ProtoMessage, syntax: string, depth: number): void {
  if (depth > maxNesting) tokens.fail(`Nested deeper than ${maxNesting} levels`)
  const place: Place = { syntax, nested: message.nested, depth }
  tokens.expect('{')
  while (!tokens.accept('}')) if (!tokens.accept(';')) readMember(tokens, message, place)
  checkFields(tokens, message)
}

/** `option`, `message` and so on may also be the first word of a field's type, then no name follows. */
const isKeyword = (tokens: Tokens, word: string): boolean =>
  tokens.next.text === word && tokens.next.kind === 'word'

function readMember(tokens: Tokens, message: ProtoMessage, place: Place): void {
  const { syntax, depth } = place
  if (isKeyword(tokens, 'option')) {
    tokens.take()
    message.options.push(readOptionStatement(tokens))
  } else if (isKeyword(tokens, 'message')) {
    tokens.take()
    message.nested.push(readMessage(tokens, syntax, depth + 1))
  } else if (isKeyword(tokens, 'enum')) {
    tokens.take()
    message.nested.push(readEnum(tokens, syntax))
  } else if (isKeyword(tokens, 'reserved')) {
    tokens.take()
    message.reserved.push(...readReserved(tokens))
  } else if (isKeyword(tokens, 'extensions')) {
    tokens.take()
    readExtensions(tokens, message)
  } else if (isKeyword(tokens, 'extend')) {
    tokens.take()
    readExtend(tokens, syntax, message.extends, message.nested, depth)
  } else if (isKeyword(tokens, 'oneof')) {
    tokens.take()
    readOneof(tokens, message, place)
  } else message.fields.push(readField(tokens, place, null))
}

function readExtensions(tokens: Tokens, message: ProtoMessage): void {
  do {
    const from = tokens.integer('a number')
    const to = !tokens.accept('to')
      ? from
      : tokens.accept('max')
        ? maxFieldNumber
        : tokens.integer('a number')
    message.extensions.push({ from, to, options: [] })
  } while (tokens.accept(','))
  const options = readOptionList(tokens)
  for (const range of message.extensions) if (range.options.length === 0) range.options = options
  tokens.expect(';')
}

function readOneof(tokens: Tokens, message: ProtoMessage, place: Place): void {
  const { at } = tokens.next
  const name = tokens.word('the name of a oneof')
  if (message.oneofs.some((oneof) => oneof.name === name)) tokens.fail(`Duplicate oneof ${name}`, at)
  const oneof = { name, options: [] as ProtoMessage['options'] }
  message.oneofs.push(oneof)
  if (message.oneofs.length > maxPerMessage.oneofs)
    tokens.fail(`More than ${maxPerMessage.oneofs} oneofs`, at)
  const before = message.fields.length
  tokens.expect('{')
  while (!tokens.accept('}')) {
    if (tokens.accept(';')) continue
    if (isKeyword(tokens, 'option')) {
      tokens.take()
      oneof.options.push(readOptionStatement(tokens))
    } else message.fields.push(readField(tokens, place, name))
  }
  if (message.fields.length === before) tokens.fail(`The oneof ${name} has no field`, at)
}

function readField(tokens: Tokens, place: Place, oneof: string | null): ProtoField {
  const { at } = tokens.next
  const label = (['optional', 'required', 'repeated'] as const).find((word) => tokens.accept(word)) ?? null
  if (label !== null && oneof !== null) tokens.fail('A field of a oneof has no label', at)
  if (label === 'required' && place.syntax === 'proto3') tokens.fail('proto3 has no required fields', at)
  if (isKeyword(tokens, 'group')) return readGroup(tokens, place, label, oneof)
  const { mapKey, type } = readFieldType(tokens)
  if (mapKey !== null && (label !== null || oneof !== null))
    tokens.fail('A map has no label and stands in no oneof', at)
  if (label === null && oneof === null && mapKey === null && place.syntax === 'proto2')
    tokens.fail('A field of proto2 has a label: optional, required or repeated', at)
  const name = tokens.word('the name of a field')
  const number = readNumber(tokens)
  const options = readOptionList(tokens)
  tokens.expect(';')
  return { name, number, type, mapKey, label, oneof, isGroup: false, options }
}

function readFieldType(tokens: Tokens): { mapKey: string | null; type: string } {
  const { at } = tokens.next
  const type = readTypeName(tokens)
  if (type !== 'map' || !tokens.accept('<')) return { mapKey: null, type }
  const mapKey = tokens.word('the type of the keys')
  if (!isScalar(mapKey) || ['double', 'float', 'bytes'].includes(mapKey))
    tokens.fail(`The keys of a map cannot be ${mapKey}`, at)
  tokens.expect(',')
  const valueType = readTypeName(tokens)
  tokens.expect('>')
  return { mapKey, type: valueType }
}

function readNumber(tokens: Tokens): number {
  tokens.expect('=')
  const { at } = tokens.next
  const number = tokens.integer('the number of the field')
  if (number < 1 || number > maxFieldNumber || (number >= 19_000 && number <= 19_999))
    tokens.fail(`${number} cannot be the number of a field`, at)
  return number
}

function readGroup(
  tokens: Tokens,
  place: Place,
  label: ProtoField['label'],
  oneof: string | null,
): ProtoField {
  tokens.take()
  const message = { ...emptyMessage(tokens.word('the name of a group')), isGroup: true }
  const number = readNumber(tokens)
  const options = readOptionList(tokens)
  readBody(tokens, message, place.syntax, place.depth + 1)
  place.nested.push(message)
  const { name } = message
  return { name: name.toLowerCase(), number, type: name, mapKey: null, label, oneof, isGroup: true, options }
}

/** After `extend`. Groups in it go to `nested`. */
export function readExtend(
  tokens: Tokens,
  syntax: string,
  target: ProtoExtend[],
  nested: (ProtoMessage | ProtoEnum)[],
  depth: number,
): void {
  const extend: ProtoExtend = { extendee: readTypeName(tokens), fields: [] }
  tokens.expect('{')
  while (!tokens.accept('}'))
    if (!tokens.accept(';')) extend.fields.push(readField(tokens, { syntax, nested, depth }, null))
  target.push(extend)
}

function checkFields(tokens: Tokens, message: ProtoMessage): void {
  const { fields, reserved: reservedCount } = maxPerMessage
  if (message.fields.length > fields) tokens.fail(`${message.name} has more than ${fields} fields`)
  if (message.reserved.length > reservedCount)
    tokens.fail(`${message.name} reserves more than ${reservedCount} numbers and names`)
  const names = new Set<string>()
  const numbers = new Map<number, string>()
  const reservedNames = new Set(message.reserved.filter((one) => typeof one === 'string'))
  const reserved = message.reserved.filter((one) => typeof one !== 'string')
  for (const { name, number } of message.fields) {
    const other = numbers.get(number)
    if (other !== undefined)
      tokens.fail(`${message.name}: the fields ${other} and ${name} have the same number ${number}`)
    if (names.has(name)) tokens.fail(`${message.name}: there are two fields ${name}`)
    if (reservedNames.has(name) || reserved.some(({ from, to }) => number >= from && number <= to))
      tokens.fail(`${message.name}: the field ${name} = ${number} uses what is reserved`)
    names.add(name)
    numbers.set(number, name)
  }
}
