// .proto text to its model: https://protobuf.dev/reference/protobuf/proto3-spec/ and …/proto2-spec/.
// A reader of our own, as what is wrong has to be told with its place, and names may be any.
import type { ProtoFile, ProtoMethod, ProtoService } from '@/lib/schemas/protobuf/model'
import { readEnum } from '@/lib/schemas/protobuf/parse-enum'
import { readExtend, readMessage } from '@/lib/schemas/protobuf/parse-message'
import { readOptionStatement, readTypeName } from '@/lib/schemas/protobuf/parse-options'
import { Tokens } from '@/lib/schemas/protobuf/tokens'

/** @throws InvalidSchemaError with line and column. */
export function parseProtoFile(text: string): ProtoFile {
  const tokens = new Tokens(text)
  const file: ProtoFile = {
    syntax: readSyntax(tokens),
    package: '',
    imports: [],
    options: [],
    types: [],
    extends: [],
    services: [],
  }
  while (tokens.next.kind !== 'end') readStatement(tokens, file)
  return file
}

function readSyntax(tokens: Tokens): string {
  const isEdition = tokens.next.text === 'edition'
  if (!tokens.accept('syntax') && !tokens.accept('edition')) return 'proto2'
  tokens.expect('=')
  const { at } = tokens.next
  const syntax = tokens.string('the syntax')
  if (isEdition ? !/^20\d\d$/.test(syntax) : syntax !== 'proto2' && syntax !== 'proto3')
    tokens.fail(`Unknown syntax "${syntax}"`, at)
  tokens.expect(';')
  return syntax
}

function readStatement(tokens: Tokens, file: ProtoFile): void {
  if (tokens.accept(';')) return
  switch (tokens.next.text) {
    case 'package':
      tokens.take()
      if (file.package !== '') tokens.fail('A second package')
      file.package = readTypeName(tokens)
      return tokens.expect(';')
    case 'import': {
      tokens.take()
      const modifier = tokens.accept('public') ? 'public' : tokens.accept('weak') ? 'weak' : null
      file.imports.push({ path: tokens.string('the path of a file'), modifier })
      return tokens.expect(';')
    }
    case 'option':
      tokens.take()
      file.options.push(readOptionStatement(tokens))
      return
    case 'message':
      tokens.take()
      file.types.push(readMessage(tokens, file.syntax, 0))
      return
    case 'enum':
      tokens.take()
      file.types.push(readEnum(tokens, file.syntax))
      return
    case 'extend':
      tokens.take()
      readExtend(tokens, file.syntax, file.extends, file.types, 0)
      return
    case 'service':
      tokens.take()
      file.services.push(readService(tokens))
      return
    default:
      tokens.unexpected('a message, an enum, a service, an import, an option or a package')
  }
}

function readService(tokens: Tokens): ProtoService {
  const service: ProtoService = { name: tokens.word('the name of a service'), methods: [], options: [] }
  tokens.expect('{')
  while (!tokens.accept('}')) {
    if (tokens.accept(';')) continue
    if (tokens.accept('option')) service.options.push(readOptionStatement(tokens))
    else if (tokens.accept('rpc')) service.methods.push(readMethod(tokens))
    else tokens.unexpected('"rpc", "option" or "}"')
  }
  return service
}

function readMethod(tokens: Tokens): ProtoMethod {
  const name = tokens.word('the name of a method')
  const readType = (): { type: string; isStream: boolean } => {
    tokens.expect('(')
    const isStream = tokens.accept('stream')
    const type = readTypeName(tokens)
    tokens.expect(')')
    return { type, isStream }
  }
  const input = readType()
  tokens.expect('returns')
  const output = readType()
  const method: ProtoMethod = {
    name,
    input: input.type,
    output: output.type,
    isClientStreaming: input.isStream,
    isServerStreaming: output.isStream,
    options: [],
  }
  if (tokens.accept('{')) {
    while (!tokens.accept('}'))
      if (!tokens.accept(';')) {
        tokens.expect('option')
        method.options.push(readOptionStatement(tokens))
      }
  } else tokens.expect(';')
  return method
}
