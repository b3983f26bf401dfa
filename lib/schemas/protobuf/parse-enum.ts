import { maxFieldNumber, type ProtoEnum, type Reserved } from '@/lib/schemas/protobuf/model'
import { readOptionList, readOptionStatement } from '@/lib/schemas/protobuf/parse-options'
import type { Tokens } from '@/lib/schemas/protobuf/tokens'

/** After `enum`. */
export function readEnum(tokens: Tokens, syntax: string): ProtoEnum {
  const schema: ProtoEnum = {
    kind: 'enum',
    name: tokens.word('the name of an enum'),
    values: [],
    reserved: [],
    options: [],
  }
  const seen = new Set<string>()
  tokens.expect('{')
  while (!tokens.accept('}')) {
    if (tokens.accept(';')) continue
    if (tokens.accept('option')) schema.options.push(readOptionStatement(tokens))
    else if (tokens.next.text === 'reserved') {
      tokens.take()
      schema.reserved.push(...readReserved(tokens, 2 ** 31 - 1))
    } else {
      const { at } = tokens.next
      const name = tokens.word('the name of a value')
      if (seen.has(name)) tokens.fail(`Duplicate value ${name} in enum ${schema.name}`, at)
      seen.add(name)
      tokens.expect('=')
      const number = tokens.integer('a number')
      schema.values.push({ name, number, options: readOptionList(tokens) })
      tokens.expect(';')
    }
  }
  const [first] = schema.values
  if (first === undefined) return tokens.fail(`The enum ${schema.name} has no value`)
  if (syntax === 'proto3' && first.number !== 0)
    tokens.fail(`The first value of enum ${schema.name} has to be 0 in proto3`)
  return schema
}

/** After `reserved` or `extensions`: numbers and ranges, or names. */
export function readReserved(tokens: Tokens, max = maxFieldNumber): Reserved[] {
  const list: Reserved[] = []
  do {
    if (tokens.next.kind === 'string') list.push(tokens.string('a name'))
    else if (tokens.next.kind === 'word') list.push(tokens.take().text)
    else {
      const from = tokens.integer('a number or a name')
      const to = !tokens.accept('to')
        ? from
        : tokens.accept('max')
          ? max
          : tokens.integer('a number or "max"')
      list.push({ from, to })
    }
  } while (tokens.accept(','))
  tokens.expect(';')
  return list
}
