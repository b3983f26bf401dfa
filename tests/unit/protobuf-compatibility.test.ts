import { describe, expect, test } from 'vitest'
import { protobufIncompatibilities } from '@/lib/schemas/protobuf/compatibility'
import { parseProtobuf } from '@/lib/schemas/protobuf/schema'
import { noReferences } from '@/lib/schemas/references'

const parse = (body: string, references = noReferences) =>
  parseProtobuf(/syntax/.test(body) ? body : `syntax = "proto3"; ${body}`, references)
const kinds = (reader: string, writer: string) =>
  protobufIncompatibilities(parse(reader), parse(writer)).map(({ errorType, describe: text }) => {
    const place = /path '(.*)'/.exec(text({ reader: 'new', writer: 'old' }))?.[1] ?? ''
    return `${errorType} ${place}`
  })
const message = (fields: string): string => `message M { ${fields} }`
const proto2 = (fields: string): string => `syntax = "proto2"; message M { ${fields} }`

describe('Protobuf: the reader can read what the writer wrote', () => {
  test.each<[string, string, string]>([
    ['a field is new', message('int32 a = 1; string b = 2;'), message('int32 a = 1;')],
    ['a field is gone', message(''), message('int32 a = 1;')],
    ['a field renamed', message('int32 b = 1;'), message('int32 a = 1;')],
    ['numbers of one group', message('bool a = 1;'), message('uint64 a = 1;')],
    ['an enum for a number', message('E a = 1; enum E { A = 0; }'), message('int32 a = 1;')],
    ['zigzag numbers', message('sint64 a = 1;'), message('sint32 a = 1;')],
    ['text for bytes', message('string a = 1;'), message('bytes a = 1;')],
    ['signed fixed', message('sfixed32 a = 1;'), message('fixed32 a = 1;')],
    ['a list of text for one', message('repeated string a = 1;'), message('string a = 1;')],
    ['an enum is new', `${message('')} enum E { A = 0; }`, message('')],
    [
      'a value of an enum is new, another renamed',
      `${message('')} enum E { A = 0; C = 1; D = 2; }`,
      `${message('')} enum E { A = 0; B = 1; }`,
    ],
    ['an enum is gone', message(''), `${message('')} enum E { A = 0; }`],
    [
      'a value of an enum is gone',
      `${message('')} enum E { A = 0; }`,
      `${message('')} enum E { A = 0; B = 1; }`,
    ],
    ['a message is new and others moved', `message N {} ${message('')}`, message('')],
    ['a oneof is new', message('oneof o { int32 a = 1; }'), message('')],
    [
      'one field moved into a new oneof',
      message('oneof o { int32 a = 1; string b = 2; }'),
      message('int32 a = 1;'),
    ],
    [
      'a oneof with another field',
      message('oneof o { int32 a = 1; string b = 2; }'),
      message('oneof o { int32 a = 1; }'),
    ],
    [
      'a oneof dissolved',
      message('int32 a = 1; int32 b = 2;'),
      message('oneof o { int32 a = 1; int32 b = 2; }'),
    ],
    ['a recursive message', message('M a = 1; int32 b = 2;'), message('M a = 1;')],
    ['the same type, said otherwise', message('.M.N a = 1; message N {}'), message('N a = 1; message N {}')],
  ])('%s', (_name, reader, writer) => {
    expect(kinds(reader, writer)).toEqual([])
  })
})

describe('Protobuf: the reader cannot', () => {
  test.each<[string, string, string, string[]]>([
    ['another package', 'package a; message M {}', 'package b; message M {}', ['PACKAGE_CHANGED #/']],
    ['a message is gone', message(''), `${message('')} message N {}`, ['MESSAGE_REMOVED #/N']],
    ['a nested message is gone', message(''), message('message N {}'), ['MESSAGE_REMOVED #/M/N']],
    [
      'a scalar of another group',
      message('string a = 1;'),
      message('int32 a = 1;'),
      ['FIELD_SCALAR_KIND_CHANGED #/M/1'],
    ],
    [
      'plain for zigzag numbers',
      message('int32 a = 1;'),
      message('sint32 a = 1;'),
      ['FIELD_SCALAR_KIND_CHANGED #/M/1'],
    ],
    [
      'float for double',
      message('float a = 1;'),
      message('double a = 1;'),
      ['FIELD_SCALAR_KIND_CHANGED #/M/1'],
    ],
    ['a message for a scalar', message('M a = 1;'), message('int32 a = 1;'), ['FIELD_KIND_CHANGED #/M/1']],
    [
      'a list of numbers for one',
      message('repeated int32 a = 1;'),
      message('int32 a = 1;'),
      ['FIELD_NUMERIC_LABEL_CHANGED #/M/1'],
    ],
    [
      'a list for a map',
      message('repeated string a = 1;'),
      message('map<string, string> a = 1;'),
      ['FIELD_KIND_CHANGED #/M/1'],
    ],
    [
      'a map of other values',
      message('map<string, int32> a = 1;'),
      message('map<string, string> a = 1;'),
      ['FIELD_SCALAR_KIND_CHANGED #/M/1'],
    ],
    [
      'another message',
      `${message('N a = 1;')} message N {} message O {}`,
      `${message('O a = 1;')} message N {} message O {}`,
      ['FIELD_NAMED_TYPE_CHANGED #/M/1'],
    ],
    ['a required field is new', proto2('required int32 a = 1;'), proto2(''), ['REQUIRED_FIELD_ADDED #/M/1']],
    [
      'a required field is gone',
      proto2(''),
      proto2('required int32 a = 1;'),
      ['REQUIRED_FIELD_REMOVED #/M/1'],
    ],
    [
      'two fields moved into a oneof',
      message('oneof o { int32 a = 1; int32 b = 2; }'),
      message('int32 a = 1; int32 b = 2;'),
      ['MULTIPLE_FIELDS_MOVED_TO_ONEOF #/M/o'],
    ],
    [
      'a field moved into a oneof that was there',
      message('oneof o { int32 a = 1; int32 b = 2; }'),
      message('int32 a = 1; oneof o { int32 b = 2; }'),
      ['FIELD_MOVED_TO_EXISTING_ONEOF #/M/o'],
    ],
    [
      'a field of a oneof is gone',
      message('oneof o { int32 a = 1; }'),
      message('oneof o { int32 a = 1; int32 b = 2; }'),
      ['ONEOF_FIELD_REMOVED #/M/o/2'],
    ],
    [
      'another type inside a renamed oneof',
      message('oneof p { string a = 1; }'),
      message('oneof o { int32 a = 1; }'),
      ['FIELD_SCALAR_KIND_CHANGED #/M/1'],
    ],
  ])('%s', (_name, reader, writer, expected) => {
    expect(kinds(reader, writer)).toEqual(expected)
  })

  test('a message of an import that changed', () => {
    const text = 'syntax = "proto3"; import "a.proto"; message M { A a = 1; }'
    const imported = (type: string) =>
      new Map([['a.proto', `syntax = "proto3"; message A { ${type} x = 1; }`]])
    const compare = (reader: string, writer: string) =>
      protobufIncompatibilities(parse(text, imported(reader)), parse(text, imported(writer))).length
    expect(compare('int32', 'int64')).toBe(0)
    expect(compare('int32', 'string')).toBe(1)
  })
})
