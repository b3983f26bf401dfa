// How schemas read as trees: names, types, what is optional, defaults, docs, nesting, recursion.
import { describe, expect, test } from 'vitest'
import { schemaTree, type TreeNode } from '@/lib/queries/schema-tree'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

function treeOf(type: SchemaTypeName, text: string): TreeNode {
  const read = schemaTree(type, text)
  if ('problem' in read) throw new Error(read.problem)
  return read.tree
}
const avro = (schema: unknown): TreeNode => treeOf('AVRO', JSON.stringify(schema))
const json = (schema: unknown): TreeNode => treeOf('JSON', JSON.stringify(schema))
const below = ({ children }: TreeNode): TreeNode[] => children?.() ?? []
const at = (tree: TreeNode, ...path: string[]): TreeNode =>
  path.reduce((node, name) => {
    const found = below(node).find((child) => child.name === name)
    if (!found) throw new Error(`no ${name} in ${node.name}`)
    return found
  }, tree)
/** One line per field. */
const line = ({ name, type, logical, isOptional, default: value, notes }: TreeNode): string =>
  [name, type, logical, isOptional ? 'optional' : '', value === null ? '' : `= ${value}`, ...notes]
    .filter(Boolean)
    .join(' | ')
const lines = (tree: TreeNode): string[] => below(tree).map(line)

describe('Avro', () => {
  const order = {
    type: 'record',
    name: 'Order',
    namespace: 'shop',
    doc: 'What was bought.',
    fields: [
      { name: 'id', type: 'long', doc: 'Number of the order' },
      { name: 'note', type: ['null', 'string'], default: null, aliases: ['remark'] },
      { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'state', type: { type: 'enum', name: 'State', symbols: ['OPEN', 'SENT'] }, default: 'OPEN' },
      {
        name: 'billing',
        type: { type: 'record', name: 'Address', fields: [{ name: 'city', type: 'string' }] },
      },
      { name: 'shipping', type: ['null', 'Address'] },
      { name: 'tags', type: { type: 'array', items: 'string' } },
      { name: 'counts', type: { type: 'map', values: 'int' } },
      { name: 'who', type: ['string', 'long'] },
    ],
  }

  test('fields show type, logical type, default, what is optional, symbols and aliases', () => {
    const tree = avro(order)
    expect([tree.type, tree.doc]).toEqual(['record Order', 'What was bought.'])
    expect(lines(tree)).toEqual([
      'id | long',
      'note | string | optional | = null | also remark',
      'price | bytes | decimal(9, 2)',
      'at | long | timestamp-millis',
      'state | enum State | = "OPEN" | OPEN, SENT',
      'billing | record Address',
      'shipping | record Address | optional',
      'tags | array of string',
      'counts | map of int',
      'who | union of string, long',
    ])
    expect(at(tree, 'id').doc).toBe('Number of the order')
  })

  test('a type that is named again opens as where it is defined', () => {
    expect(lines(at(avro(order), 'shipping'))).toEqual(['city | string'])
  })

  test('records inside of arrays, maps and unions open', () => {
    const item = { type: 'record', name: 'Item', fields: [{ name: 'sku', type: 'string' }] }
    const other = { type: 'record', name: 'Other', fields: [{ name: 'x', type: 'int' }] }
    const tree = avro({
      type: 'record',
      name: 'R',
      fields: [
        { name: 'list', type: { type: 'array', items: item } },
        { name: 'map', type: { type: 'map', values: ['null', 'Item'] } },
        { name: 'either', type: ['Item', other] },
      ],
    })
    expect(line(at(tree, 'list', 'sku'))).toBe('sku | string')
    expect(line(at(tree, 'map', 'sku'))).toBe('sku | string')
    expect(lines(at(tree, 'either'))).toEqual(['either | record Item', 'either | record Other'])
  })

  test('a record that holds itself ends', () => {
    const tree = avro({ type: 'record', name: 'Node', fields: [{ name: 'next', type: ['null', 'Node'] }] })
    expect(line(at(tree, 'next'))).toBe('next | record Node | optional | holds itself')
    expect(at(tree, 'next').children).toBeNull()
  })

  test('a name from a reference stays a name', () => {
    const tree = avro({ type: 'record', name: 'A', fields: [{ name: 'b', type: 'shop.other.B' }] })
    expect(lines(tree)).toEqual(['b | shop.other.B'])
  })

  test('a type without fields is a tree of itself', () => {
    expect(line(treeOf('AVRO', '"string"'))).toBe('root | string')
  })
})

describe('JSON Schema', () => {
  test('properties show type, format, default, bounds, and which are optional', () => {
    const tree = json({
      type: 'object',
      title: 'Order',
      required: ['id'],
      additionalProperties: false,
      properties: {
        id: { type: 'integer', minimum: 1, description: 'Number' },
        at: { type: 'string', format: 'date-time' },
        side: { enum: ['BUY', 'SELL'], default: 'BUY' },
        price: { type: ['number', 'null'] },
        tags: { type: 'array', items: { type: 'string' }, minItems: 1 },
        open: true,
      },
    })
    expect([tree.type, tree.doc, tree.notes]).toEqual(['object', 'Order', ['closed']])
    expect(lines(tree)).toEqual([
      'id | integer | at least 1',
      'at | string | date-time | optional',
      'side | enum | optional | = "BUY" | "BUY", "SELL"',
      'price | number or null | optional',
      'tags | array of string | optional | items at least 1',
      'open | anything | optional',
    ])
    expect(at(tree, 'id').doc).toBe('Number')
  })

  test('references inside of the schema open, also from arrays, and end where they lead back', () => {
    const tree = json({
      definitions: { node: { type: 'object', properties: { next: { $ref: '#/definitions/node' } } } },
      properties: {
        first: { $ref: '#/definitions/node' },
        list: { type: 'array', items: { $ref: '#/definitions/node' } },
        else: { $ref: 'address.json' },
      },
    })
    expect(lines(at(tree, 'first'))).toEqual(['next | node | optional | holds itself'])
    expect(lines(at(tree, 'list'))).toEqual(['next | node | optional | holds itself'])
    expect(line(at(tree, 'else'))).toBe('else | address.json | optional')
  })

  test('combinations are groups', () => {
    const tree = json({
      oneOf: [{ type: 'null' }, { type: 'object', properties: { a: { type: 'string' } } }],
    })
    expect(lines(tree)).toEqual(['one of | 2 schemas'])
    expect(line(at(tree, 'one of', '2', 'a'))).toBe('a | string | optional')
  })
})

describe('Protobuf', () => {
  const text = `syntax = "proto3";
    package shop;
    import "confluent/meta.proto";
    message Order {
      int64 id = 1 [(confluent.field_meta).doc = "Number of the order"];
      optional string note = 2;
      repeated Item items = 3;
      map<string, int32> counts = 4;
      State state = 5;
      oneof paid { string card = 6; Item voucher = 7; }
      Order parent = 8 [deprecated = true];
      google.protobuf.Timestamp at = 9;
      message Item { string sku = 1; }
      enum State { OPEN = 0; SENT = 1; }
    }`

  test('fields show number, label, map, enum values, oneof, doc and recursion', () => {
    const tree = treeOf('PROTOBUF', text)
    expect(tree.type).toBe('message Order')
    expect(lines(tree)).toEqual([
      'id | int64 | field 1',
      'note | string | optional | field 2',
      'items | repeated message Item | field 3',
      'counts | map of string to int32 | field 4',
      'state | enum State | field 5 | OPEN, SENT',
      'paid | oneof | optional',
      'parent | message Order | field 8 | deprecated | holds itself',
      'at | google.protobuf.Timestamp | field 9',
    ])
    expect(at(tree, 'id').doc).toBe('Number of the order')
    expect(line(at(tree, 'items', 'sku'))).toBe('sku | string | field 1')
    expect(lines(at(tree, 'paid'))).toEqual(['card | string | field 6', 'voucher | message Item | field 7'])
  })

  test('several messages stand side by side', () => {
    const tree = treeOf('PROTOBUF', 'syntax = "proto3"; message A { B b = 1; } message B { A a = 1; }')
    expect(lines(tree)).toEqual(['A | message A', 'B | message B'])
    expect(line(at(tree, 'A', 'b', 'a'))).toBe('a | message A | field 1 | holds itself')
  })
})

test('text that is no schema says why', () => {
  expect(schemaTree('AVRO', '{')).toHaveProperty('problem')
  expect(schemaTree('JSON', '')).toHaveProperty('problem')
  expect(schemaTree('PROTOBUF', 'message {')).toEqual({
    problem: expect.stringContaining('line 1, column 9') as string,
  })
})

test('a schema whose types multiply with every level is drawn without opening them', () => {
  const types = Array.from({ length: 60 }, (_, level) => ({
    type: 'record',
    name: `L${level}`,
    fields: ['a', 'b'].map((name) => ({ name, type: level === 0 ? 'int' : `L${level - 1}` })),
  }))
  const tree = avro(types)
  expect(below(tree)).toHaveLength(60)
})
