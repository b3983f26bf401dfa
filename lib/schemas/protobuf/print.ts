// The text that stands for a .proto file. Whether it came as text or as a descriptor, one schema has one text:
// types by their shortest names, messages before enums, options in the order of their names, no comments.
import type {
  ProtoEnum,
  ProtoExtend,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoRange,
  ProtoService,
  Reserved,
} from '@/lib/schemas/protobuf/model'
import { maxFieldNumber } from '@/lib/schemas/protobuf/model'
import { printOptionLines, printOptionList, quote } from '@/lib/schemas/protobuf/print-options'
import { findType, joinName, shortestName, type ProtoPool } from '@/lib/schemas/protobuf/scope'

type Printing = { pool: ProtoPool; scope: string; isSorted: boolean; syntax: string }

/** `normalize`: the order of imports, of fields and of reserved numbers does not count either. */
export function printProto(file: ProtoFile, pool: ProtoPool, normalize = false): string {
  const printing: Printing = { pool, scope: file.package, isSorted: normalize, syntax: file.syntax }
  const imports = file.imports.map(
    ({ path, modifier }) => `import ${modifier === null ? '' : `${modifier} `}${quote(path)};`,
  )
  const blocks = [
    [
      `${/^\d/.test(file.syntax) ? 'edition' : 'syntax'} = "${file.syntax}";`,
      ...(file.package === '' ? [] : [`package ${file.package};`]),
    ],
    normalize ? imports.sort() : imports,
    printOptionLines(file.options),
    ...printTypes(file.types, printing),
    ...file.extends.map((extend) => printExtend(extend, printing)),
    ...file.services.map((service) => printService(service, printing)),
  ]
  return `${joinBlocks(blocks).join('\n')}\n`
}

/** A blank line between blocks that are not empty. */
const joinBlocks = (blocks: string[][]): string[] =>
  blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block]))

const indent = (lines: string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`))

function printTypes(types: (ProtoMessage | ProtoEnum)[], printing: Printing): string[][] {
  const messages = types.filter((type) => type.kind === 'message').filter(({ isGroup }) => !isGroup)
  const enums = types.filter((type) => type.kind === 'enum')
  return [
    ...messages.map((message) => [`message ${message.name} {`, ...indent(printBody(message, printing)), '}']),
    ...enums.map((one) => printEnum(one, printing)),
  ]
}

function printBody(message: ProtoMessage, outside: Printing): string[] {
  const printing = { ...outside, scope: joinName(outside.scope, message.name) }
  const inOrder = (fields: ProtoField[]): ProtoField[] =>
    printing.isSorted ? [...fields].sort((a, b) => a.number - b.number) : fields
  const print = (fields: ProtoField[]): string[] =>
    inOrder(fields).flatMap((field) => printField(field, message, printing))
  return joinBlocks([
    printOptionLines(message.options),
    printReserved('reserved', message.reserved, printing),
    message.extensions.flatMap((range) => [
      `extensions ${printRange(range)}${printOptionList(range.options)};`,
    ]),
    print(message.fields.filter(({ oneof }) => oneof === null)),
    ...message.oneofs.map(({ name, options }) => [
      `oneof ${name} {`,
      ...indent([
        ...printOptionLines(options),
        ...print(message.fields.filter(({ oneof }) => oneof === name)),
      ]),
      '}',
    ]),
    ...printTypes(message.nested, printing),
    ...message.extends.map((extend) => printExtend(extend, printing)),
  ])
}

function printField(field: ProtoField, owner: ProtoMessage | null, printing: Printing): string[] {
  const type = printType(field.type, printing)
  const label = field.label === null ? '' : `${field.label} `
  const end = ` = ${field.number}${printOptionList(field.options)}`
  const group = field.isGroup ? owner?.nested.find(({ name }) => name === field.type) : undefined
  if (group?.kind === 'message')
    return [`${label}group ${group.name}${end} {`, ...indent(printBody(group, printing)), '}']
  if (field.mapKey !== null) return [`map<${field.mapKey}, ${type}> ${field.name}${end};`]
  return [`${label}${type} ${field.name}${end};`]
}

function printType(name: string, { pool, scope }: Printing): string {
  const type = findType(pool, name, scope)
  return type === undefined ? name : shortestName(pool, type, scope)
}

function printEnum({ name, values, reserved, options }: ProtoEnum, printing: Printing): string[] {
  const body = joinBlocks([
    printOptionLines(options),
    printReserved('reserved', reserved, printing),
    values.map((value) => `${value.name} = ${value.number}${printOptionList(value.options)};`),
  ])
  return [`enum ${name} {`, ...indent(body), '}']
}

function printReserved(word: string, reserved: Reserved[], { isSorted }: Printing): string[] {
  const ranges = reserved.filter((one) => typeof one !== 'string')
  const names = reserved.filter((one) => typeof one === 'string')
  if (isSorted) {
    ranges.sort((a, b) => a.from - b.from)
    names.sort()
  }
  return [
    ...(ranges.length === 0 ? [] : [`${word} ${ranges.map(printRange).join(', ')};`]),
    ...(names.length === 0 ? [] : [`${word} ${names.map(quote).join(', ')};`]),
  ]
}

function printRange({ from, to }: ProtoRange): string {
  if (from === to) return String(from)
  return `${from} to ${to === maxFieldNumber || to === 2 ** 31 - 1 ? 'max' : to}`
}

function printExtend({ extendee, fields }: ProtoExtend, printing: Printing): string[] {
  const lines = fields.flatMap((field) => printField(field, null, printing))
  return [`extend ${printType(extendee, printing)} {`, ...indent(lines), '}']
}

function printService({ name, methods, options }: ProtoService, printing: Printing): string[] {
  const lines = methods.map((method) => {
    const input = `${method.isClientStreaming ? 'stream ' : ''}${printType(method.input, printing)}`
    const output = `${method.isServerStreaming ? 'stream ' : ''}${printType(method.output, printing)}`
    const body = printOptionLines(method.options).join(' ')
    return `rpc ${method.name} (${input}) returns (${output})${body === '' ? ';' : ` { ${body} }`}`
  })
  return [`service ${name} {`, ...indent(joinBlocks([printOptionLines(options), lines])), '}']
}
