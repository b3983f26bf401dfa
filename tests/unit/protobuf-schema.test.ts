import { describe, expect, test } from 'vitest'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { writeDescriptor } from '@/lib/schemas/protobuf/descriptor'
import { knownFiles } from '@/lib/schemas/protobuf/known-files'
import { printProto } from '@/lib/schemas/protobuf/print'
import { parseProtobuf } from '@/lib/schemas/protobuf/schema'
import { noReferences } from '@/lib/schemas/references'
import { cpuTimeMs } from '../support/cpu-time'

const canonical = (text: string, normalize = false, references = noReferences): string => {
  const { file, pool } = parseProtobuf(text, references)
  return printProto(file, pool, normalize)
}

const everything = `// a comment
syntax = "proto3";
package shop.v1;
import "google/protobuf/timestamp.proto";
import public "confluent/type/decimal.proto";
option java_package = "com.shop";
option optimize_for = SPEED;
message Order {
  option deprecated = true;
  reserved 20, 30 to 39, 100 to max;
  reserved "gone";
  string id = 1 [json_name = "orderId", deprecated = true];
  repeated int32 counts = 2 [packed = false];
  map<string, .shop.v1.Order.Line> lines = 3;
  optional int64 note = 4;
  oneof payment { Card card = 5; string cash = 6; }
  google.protobuf.Timestamp at = 7; /* another */
  enum State { NEW = 0; OLD = -1; }
  State state = 8;
  message Line { confluent.type.Decimal price = 1; }
}
message Card { string number = 1; }
enum Top { option allow_alias = true; A = 0; B = 0; }
service Orders { rpc Get (Card) returns (stream Order.Line) { option deprecated = true; } }
`

describe('The same .proto file has one text', () => {
  test('all that a file can have', () => {
    const text = canonical(everything)
    expect(canonical(text)).toBe(text)
    expect(text).toContain('map<string, Line> lines = 3;')
    expect(text).toContain('string id = 1 [deprecated = true, json_name = "orderId"];')
    expect(text).toContain('rpc Get (Card) returns (stream Order.Line) { option deprecated = true; }')
    expect(text).not.toContain('comment')
  })

  test('as text and as a descriptor in base64, in both syntaxes', () => {
    const old = `package q; message A { required string a = 1 [default = "x\\"y"]; optional group G = 2 { optional int32 z = 1; }
      extensions 100 to 199; extend A { optional int32 e = 100; } repeated double d = 4; }`
    for (const text of [everything, old, knownFiles['google/protobuf/descriptor.proto'] ?? '']) {
      const { file, pool } = parseProtobuf(text, noReferences)
      expect(canonical(writeDescriptor(file, pool))).toBe(canonical(text))
    }
  })

  test('a descriptor that protoc made', () => {
    // FileDescriptorProto { name: "a.proto", message M { int32 x = 1; }, syntax: proto3 } with json_name.
    const base64 = 'CgdhLnByb3RvIg4KAU0SCQoBeBgBIAEoBWIGcHJvdG8z'
    expect(canonical(base64)).toBe('syntax = "proto3";\n\nmessage M {\n  int32 x = 1;\n}\n')
  })

  test('normalised, the order of fields and imports does not count', () => {
    const one = 'syntax = "proto3"; message M { int32 a = 1; string b = 2; }'
    const other = 'syntax = "proto3"; message M { string b = 2; int32 a = 1; }'
    expect(canonical(one)).not.toBe(canonical(other))
    expect(canonical(one, true)).toBe(canonical(other, true))
  })

  test('a name that another one hides is written in full', () => {
    const text =
      'syntax = "proto3"; package a; message B {} message C { message B {} .a.B outer = 1; B inner = 2; }'
    expect(canonical(text)).toContain('a.B outer = 1;\n  B inner = 2;')
  })

  test('imports come from references, also those of a reference, and from known files', () => {
    const references = new Map([
      ['street.proto', 'syntax = "proto3"; package p; message Street { string name = 1; }'],
      [
        'addr.proto',
        'syntax = "proto3"; package p; import "street.proto"; message Address { Street street = 1; }',
      ],
    ])
    const text = 'syntax = "proto3"; package p; import "addr.proto"; message Person { Address home = 1; }'
    expect(canonical(text, false, references)).toContain('Address home = 1;')
    for (const path of Object.keys(knownFiles)) canonical(`syntax = "proto3"; import "${path}";`)
  })
})

describe('An invalid .proto file names the place', () => {
  const proto3 = (body: string): string => `syntax = "proto3";\n${body}`
  test.each<[string, string]>([
    [proto3('message A { string a 1; }'), 'Expected "=", not "1" (at line 2, column 22)'],
    [proto3('message A { string a = 1; string b = 1; }'), 'A: the fields a and b have the same number 1'],
    [proto3('message A { string a = 1; string a = 2; }'), 'A: there are two fields a'],
    [proto3('message A { string a = 0; }'), '0 cannot be the number of a field'],
    [proto3('message A { string a = 19500; }'), '19500 cannot be the number of a field'],
    [proto3('message A { reserved 1 to 5; string a = 3; }'), 'uses what is reserved'],
    [proto3('message A { required string a = 1; }'), 'proto3 has no required fields'],
    ['message A { string a = 1; }', 'A field of proto2 has a label'],
    [proto3('message A { Nothing a = 1; }'), '"Nothing" is not defined, which the field A.a uses'],
    [proto3('message A { map<float, string> a = 1; }'), 'The keys of a map cannot be float'],
    [proto3('enum E { A = 1; }'), 'The first value of enum E has to be 0'],
    [proto3('enum E { A = 0; A = 1; }'), 'Duplicate value A in enum E'],
    [proto3('message A {} message A {}'), '"A" is defined twice'],
    [proto3('message A { oneof o { } }'), 'The oneof o has no field'],
    [proto3('import "nowhere.proto";'), 'The import "nowhere.proto" is neither a reference nor a file'],
    ['syntax = "proto4";', 'Unknown syntax "proto4"'],
    [proto3('message A {'), 'not the end of the file'],
    [proto3('#'), 'Unexpected "#" (at line 2, column 1)'],
    ['AAAAAAAAAAAA', 'Neither .proto text nor a FileDescriptorProto'],
    [proto3(`${'message A { '.repeat(300)}`), 'Nested deeper than 200 levels'],
  ])('%s', (text, reason) => {
    expect(() => canonical(text)).toThrow(InvalidSchemaError)
    expect(() => canonical(text)).toThrow(reason)
  })

  test('names that mean something elsewhere are names here', () => {
    const body =
      'message constructor { string __proto__ = 1; string toString = 2; int32 message = 3; string option = 4; }'
    expect(canonical(proto3(body))).toContain('string __proto__ = 1;')
  })

  test('10,000 fields and 2 MB are read within a second', () => {
    const fields = Array.from(
      { length: 10_000 },
      (_, index) => `  // ${'c'.repeat(180)}\n  string f${index} = ${index + 1};`,
    )
    const text = proto3(`message A {\n${fields.join('\n')}\n}`)
    expect(cpuTimeMs(() => canonical(text))).toBeLessThan(1000)
  })
})
