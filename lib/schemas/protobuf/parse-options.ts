import { maxNesting } from '@/lib/schemas/invalid-schema'
import type { OptionValue, ProtoOption } from '@/lib/schemas/protobuf/model'
import type { Tokens } from '@/lib/schemas/protobuf/tokens'

/** After `option`: name = value; */
export function readOptionStatement(tokens: Tokens): ProtoOption {
  const option = readOption(tokens)
  tokens.expect(';')
  return option
}

/** [name = value, …] behind a field, an enum's value or an extension range; nothing: none. */
export function readOptionList(tokens: Tokens): ProtoOption[] {
  if (!tokens.accept('[')) return []
  const options = [readOption(tokens)]
  while (tokens.accept(',')) options.push(readOption(tokens))
  tokens.expect(']')
  return options
}

function readOption(tokens: Tokens): ProtoOption {
  const name = readOptionName(tokens)
  tokens.expect('=')
  return { name, value: readValue(tokens, 0) }
}

function readOptionName(tokens: Tokens): string {
  let name = ''
  do {
    if (name !== '') name += '.'
    if (tokens.accept('(')) {
      name += `(${readTypeName(tokens)})`
      tokens.expect(')')
    } else name += tokens.word('the name of an option')
  } while (tokens.accept('.'))
  return name
}

/** a.b.M or .a.b.M */
export function readTypeName(tokens: Tokens): string {
  let name = tokens.accept('.') ? '.' : ''
  name += tokens.word('the name of a type')
  while (tokens.accept('.')) name += `.${tokens.word('the name of a type')}`
  return name
}

function readValue(tokens: Tokens, depth: number): OptionValue {
  if (depth > maxNesting) tokens.fail(`An option nested deeper than ${maxNesting} levels`)
  if (tokens.next.kind === 'string') return { kind: 'string', text: tokens.string('a string') }
  if (tokens.accept('{')) return readMessage(tokens, '}', depth)
  if (tokens.accept('<')) return readMessage(tokens, '>', depth)
  if (tokens.accept('[')) return readList(tokens, depth)
  const sign = tokens.accept('-') ? '-' : tokens.accept('+') ? '' : ''
  const { kind } = tokens.next
  if (kind === 'number') return { kind, text: sign + tokens.take().text }
  if (kind !== 'word') return tokens.unexpected('a value')
  let text = sign + tokens.take().text
  while (tokens.accept('.')) text += `.${tokens.word('a name')}`
  return { kind, text }
}

function readList(tokens: Tokens, depth: number): OptionValue {
  const items: OptionValue[] = []
  while (!tokens.accept(']')) {
    items.push(readValue(tokens, depth + 1))
    if (!tokens.accept(',') && tokens.next.text !== ']') tokens.unexpected('"," or "]"')
  }
  return { kind: 'list', items }
}

/** Protobuf's text format: `name: value`, `name { … }`, separated by nothing, "," or ";". */
function readMessage(tokens: Tokens, end: string, depth: number): OptionValue {
  const entries: { name: string; value: OptionValue }[] = []
  while (!tokens.accept(end)) {
    const name = readEntryName(tokens)
    const hasColon = tokens.accept(':')
    const { text } = tokens.next
    if (!hasColon && text !== '{' && text !== '<') tokens.unexpected('":"')
    entries.push({ name, value: readValue(tokens, depth + 1) })
    if (!tokens.accept(',')) tokens.accept(';')
  }
  return { kind: 'message', entries }
}

function readEntryName(tokens: Tokens): string {
  if (!tokens.accept('[')) return tokens.word('the name of a field')
  let name = readTypeName(tokens)
  if (tokens.accept('/')) name += `/${readTypeName(tokens)}`
  tokens.expect(']')
  return `[${name}]`
}
