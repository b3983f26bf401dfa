import type {
  OptionValue,
  ProtoEnum,
  ProtoField,
  ProtoMessage,
  ProtoOption,
} from '@/lib/schemas/protobuf/model'
import { parseProtoFile } from '@/lib/schemas/protobuf/parse'
import { collectTypes, findType, joinName, type ProtoPool } from '@/lib/schemas/protobuf/scope'
import { inside, listed, textOf, treeNode, type Around, type TreeNode } from '@/lib/schemas/tree/node'

type Scope = { pool: ProtoPool; fullName: string; around: Around }

/** The file's only message, or the file with all of its types. @throws InvalidSchemaError */
export function protobufTree(text: string): TreeNode {
  const file = parseProtoFile(text)
  const scope = { pool: collectTypes([file]), fullName: file.package, around: new Set<string>() }
  const types = file.types.map((type) => typeNode(type, type.name, scope))
  const [only] = types
  if (only && types.length === 1) return { ...only, name: 'root' }
  return treeNode({
    name: 'root',
    type: file.package === '' ? 'file' : `file of package ${file.package}`,
    children: () => types,
  })
}

function typeNode(type: ProtoMessage | ProtoEnum, name: string, scope: Scope): TreeNode {
  const node = treeNode({ name, type: `${type.kind} ${type.name}`, doc: docOf(type.options, 'message_meta') })
  return type.kind === 'enum'
    ? { ...node, doc: docOf(type.options, 'enum_meta'), notes: [symbolsOf(type)] }
    : { ...node, children: () => membersOf(type, scope) }
}

const symbolsOf = ({ values }: ProtoEnum): string => listed(values.map(({ name }) => name))

function membersOf(message: ProtoMessage, { pool, fullName: outer, around }: Scope): TreeNode[] {
  const fullName = joinName(outer, message.name)
  const scope = { pool, fullName, around: inside(around, fullName) }
  const shown = new Set<string>()
  return message.fields.flatMap((field) => {
    const { oneof } = field
    if (oneof === null) return [fieldNode(field, scope)]
    if (shown.has(oneof)) return []
    shown.add(oneof)
    const members = message.fields.filter((other) => other.oneof === oneof)
    const children = () => members.map((member) => fieldNode(member, scope))
    return [treeNode({ name: oneof, type: 'oneof', isOptional: true, children })]
  })
}

function fieldNode(field: ProtoField, scope: Scope): TreeNode {
  const { name, number, type, mapKey, label, options } = field
  const found = findType(scope.pool, type, scope.fullName)
  const isAgain = found !== undefined && scope.around.has(found.fullName)
  const kind = found ? `${found.definition.kind} ${type}` : type
  const outer = found?.fullName.slice(0, Math.max(0, found.fullName.lastIndexOf('.'))) ?? ''
  const below = { ...scope, fullName: outer }
  const definition = found?.definition
  return treeNode({
    name,
    type: mapKey !== null ? `map of ${mapKey} to ${kind}` : label === 'repeated' ? `repeated ${kind}` : kind,
    isOptional: label === 'optional',
    default: valueOf(options, 'default'),
    doc: docOf(options, 'field_meta'),
    notes: [
      `field ${number}`,
      ...(label === 'required' ? ['required'] : []),
      ...(valueOf(options, 'deprecated') === 'true' ? ['deprecated'] : []),
      ...(definition?.kind === 'enum' ? [symbolsOf(definition)] : []),
      ...(isAgain ? ['holds itself'] : []),
    ],
    children: definition?.kind === 'message' && !isAgain ? () => membersOf(definition, below) : null,
  })
}

const plainText = (value: OptionValue | undefined): string | null =>
  value === undefined || value.kind === 'list' || value.kind === 'message' ? null : textOf(value.text)

const valueOf = (options: ProtoOption[], name: string): string | null =>
  plainText(options.find((option) => option.name === name)?.value)

/** Confluent's annotations hold the doc; comments are not kept by a registry. */
function docOf(options: ProtoOption[], meta: string): string | null {
  const whole = options.find(({ name }) => name === `(confluent.${meta})`)?.value
  const inWhole =
    whole?.kind === 'message' ? whole.entries.find(({ name }) => name === 'doc')?.value : undefined
  return valueOf(options, `(confluent.${meta}).doc`) ?? plainText(inWhole)
}
