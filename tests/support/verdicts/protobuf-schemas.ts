// Random .proto files of messages that use each other, an enum, maps and oneofs; and what becomes of one in the next version.
import { pick, type Random } from '@/tests/support/random'

export type RandomField = {
  name: string
  number: number
  type: string
  mapKey: string | null
  isRepeated: boolean
  oneof: string | null
}
export type RandomMessage = { name: string; fields: RandomField[] }
export type RandomProto = { package: string; messages: RandomMessage[]; symbols: string[] }

const scalars = [
  ...['int32', 'int64', 'uint32', 'uint64', 'bool', 'sint32', 'sint64', 'string', 'bytes'],
  ...['fixed32', 'fixed64', 'sfixed32', 'sfixed64', 'float', 'double'],
]
const messageNames = ['M0', 'M1', 'M2']
const groups = [
  ['int32', 'int64', 'uint32', 'uint64', 'bool', 'E'],
  ['sint32', 'sint64'],
  ['string', 'bytes'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
]

export function randomProto(random: Random): RandomProto {
  const messages = messageNames.map((name) => ({
    name,
    fields: Array.from({ length: random(6) }, (_, index) => newField(random, index + 1)),
  }))
  return { package: 'p', messages, symbols: ['ZERO', 'ONE', 'TWO'] }
}

function newField(random: Random, number: number): RandomField {
  const type = pick(random, [...scalars, 'E', ...messageNames])
  const mapKey = random(8) === 0 ? pick(random, ['string', 'int32', 'bool']) : null
  const isRepeated = mapKey === null && random(4) === 0
  const oneof = mapKey === null && !isRepeated && random(4) === 0 ? pick(random, ['o', 'q']) : null
  return { name: `f${number}`, number, type, mapKey, isRepeated, oneof }
}

export function protoText(proto: RandomProto): string {
  const symbols = proto.symbols.map(
    (symbol) => `${symbol} = ${['ZERO', 'ONE', 'TWO', 'THREE'].indexOf(symbol)};`,
  )
  const messages = proto.messages.map(({ name, fields }) => {
    const oneofs = [...new Set(fields.flatMap(({ oneof }) => oneof ?? []))].map(
      (oneof) =>
        `oneof ${oneof} { ${fields
          .filter((field) => field.oneof === oneof)
          .map(fieldText)
          .join(' ')} }`,
    )
    return `message ${name} { ${[...fields.filter(({ oneof }) => oneof === null).map(fieldText), ...oneofs].join(' ')} }`
  })
  return [
    `syntax = "proto3"; package ${proto.package};`,
    `enum E { ${symbols.join(' ')} }`,
    ...messages,
  ].join('\n')
}

const fieldText = ({ name, number, type, mapKey, isRepeated }: RandomField): string =>
  `${isRepeated ? 'repeated ' : ''}${mapKey === null ? type : `map<${mapKey}, ${type}>`} ${name} = ${number};`

/** One to three changes anywhere in it. */
export function changeProto(random: Random, proto: RandomProto): RandomProto {
  const next = structuredClone(proto)
  for (let left = 1 + random(3); left > 0; left--) {
    const message = pick(random, next.messages)
    if (random(20) === 0) next.package = `${next.package}x`
    else if (random(15) === 0)
      next.symbols = random(2) === 0 ? ['ZERO', 'ONE'] : ['ZERO', 'ONE', 'TWO', 'THREE']
    else if (random(15) === 0) addMessage(next, `N${next.messages.length}`)
    else changeFields(random, message.fields)
  }
  return next
}

const addMessage = (proto: RandomProto, name: string): void => {
  if (!proto.messages.some((message) => message.name === name)) proto.messages.unshift({ name, fields: [] })
}

function changeFields(random: Random, fields: RandomField[]): void {
  const at = random(Math.max(1, fields.length))
  const field = fields[at]
  if (field === undefined || random(5) === 0) {
    const number = 20 + random(100)
    if (!fields.some((one) => one.number === number)) fields.push(newField(random, number))
    return
  }
  switch (random(6)) {
    case 0:
      fields.splice(at, 1)
      return
    case 1:
      field.name = `${field.name}x`
      return
    case 2:
      field.type = pick(random, [...scalars, 'E', ...messageNames])
      return
    case 3:
      field.oneof =
        field.oneof === null && field.mapKey === null && !field.isRepeated
          ? pick(random, ['o', 'q', 'r'])
          : null
      return
    case 4:
      if (field.oneof === null && field.mapKey === null) field.isRepeated = !field.isRepeated
      return
    default:
      field.type = pick(random, groups.find((group) => group.includes(field.type)) ?? [field.type])
  }
}
