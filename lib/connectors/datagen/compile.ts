// Compiles an Avro type to a closure that appends one random value as JSON, as Kafka Connect's schemaless JSON
// converter would print it. No code is generated: closures only.
import { isObject, readLength, readOptions } from './annotations'
import { memberName, type AvroNode, type AvroRecord } from './avro-schema'
import type { Compilation } from './compilation'
import { fragment } from './json-writer'
import { literalJson } from './literals'
import { compileBoolean, compileBytes, compileFraction, compileText, compileWhole } from './scalars'
import { SchemaProblem } from './schema-problem'

export type Write = () => void

const MAX_RECORD_DEPTH = 16
const OPEN_ARRAY = fragment('[')
const CLOSE_ARRAY = fragment(']')
const OPEN_OBJECT = fragment('{')
const CLOSE_OBJECT = fragment('}')
const COMMA = fragment(',')
const COLON = fragment(':')
const NULL = fragment('null')

export class Compiler {
  private readonly done = new Map<AvroNode, { write: Write }>()

  constructor(private readonly shared: Compilation) {}

  /** The same type met twice shares its counters, as in the original generator. */
  compile(node: AvroNode): Write {
    const known = this.done.get(node)
    if (known) return known.write === pending ? () => known.write() : known.write
    const entry = { write: pending }
    this.done.set(node, entry)
    entry.write = this.build(node)
    return entry.write
  }

  private build(node: AvroNode): Write {
    const { shared } = this
    const { writer } = shared
    const options = readOptions(node.args, node.path)
    if (options)
      return this.pick(options.map((option) => literalJson(node, option, shared.decimalFormat, node.path)))
    switch (node.kind) {
      case 'null':
        return () => writer.raw(NULL)
      case 'boolean':
        return compileBoolean(node, shared)
      case 'int':
      case 'long':
        return compileWhole(node, node.kind, shared)
      case 'float':
      case 'double':
        return compileFraction(node, node.kind, shared)
      case 'string':
        return compileText(node.args, node.path, shared)
      case 'bytes':
      case 'fixed':
        return compileBytes(node, shared)
      case 'enum':
        return this.pick(node.symbols.map((symbol) => JSON.stringify(symbol)))
      case 'array':
        return this.array(node, node.items)
      case 'map':
        return this.map(node, node.values)
      case 'union':
        return this.union(node.branches)
      case 'record':
        return this.record(node).write
    }
  }

  private pick(jsons: string[]): Write {
    const { random, writer } = this.shared
    const fragments = jsons.map(fragment)
    const only = fragments.length === 1 ? fragments[0] : undefined
    if (only) return () => writer.raw(only)
    return () => writer.raw(fragments[random.below(fragments.length)] ?? NULL)
  }

  private count(node: AvroNode): () => number {
    const { shared } = this
    const { min, max } = readLength(node.args, node.path)
    return () => (shared.depth > MAX_RECORD_DEPTH ? 0 : min + shared.random.below(max - min))
  }

  private array(node: AvroNode, items: AvroNode): Write {
    const { writer } = this.shared
    const count = this.count(node)
    const item = this.compile(items)
    return () => {
      writer.raw(OPEN_ARRAY)
      for (let i = 0, size = count(); i < size; i++) {
        if (i > 0) writer.raw(COMMA)
        item()
      }
      writer.raw(CLOSE_ARRAY)
    }
  }

  private map(node: AvroNode, values: AvroNode): Write {
    const { writer } = this.shared
    const keys = node.args.keys ?? { length: 1 }
    if (!isObject(keys)) throw new SchemaProblem(node.path, '"keys" must be an object')
    const key = this.compile({ kind: 'string', args: keys, path: `${node.path}{key}` })
    const count = this.count(node)
    const value = this.compile(values)
    return () => {
      writer.raw(OPEN_OBJECT)
      const seen = new Set<string>()
      for (let i = 0, size = count(); i < size; i++) {
        // Keys are drawn like the values; one drawn twice is dropped with its comma, so maps may be shorter.
        const before = writer.length - writer.start
        if (seen.size > 0) writer.raw(COMMA)
        const from = writer.length - writer.start
        key()
        const text = String.fromCharCode(...writer.bytes.subarray(writer.start + from, writer.length))
        if (seen.has(text)) {
          writer.length = writer.start + before
          continue
        }
        seen.add(text)
        writer.raw(COLON)
        value()
      }
      writer.raw(CLOSE_OBJECT)
    }
  }

  private union(branches: AvroNode[]): Write {
    const { shared } = this
    const { random, writer } = shared
    const members = branches.filter((branch) => branch.kind !== 'null')
    const hasNull = members.length < branches.length
    const writes = branches.map((branch) => {
      const write = this.compile(branch)
      if (branch.kind === 'null' || members.length === 1) return write
      const at = members.indexOf(branch)
      const nulls = members.map((member) => `${JSON.stringify(memberName(member))}:`)
      const before = fragment(
        `{${nulls
          .slice(0, at)
          .map((name) => `${name}null,`)
          .join('')}${nulls[at] ?? ''}`,
      )
      const after = fragment(
        `${nulls
          .slice(at + 1)
          .map((name) => `,${name}null`)
          .join('')}}`,
      )
      return () => {
        writer.raw(before)
        write()
        writer.raw(after)
      }
    })
    return () => {
      const write = writes[random.below(writes.length)]
      if (!write || (hasNull && shared.depth > MAX_RECORD_DEPTH)) writer.raw(NULL)
      else write()
    }
  }

  /** Fields in order; `separators[i]` is what stands before field i's value. */
  record(node: AvroRecord): { write: Write; separators: Uint8Array[]; fields: Write[] } {
    const { shared } = this
    const { writer } = shared
    const fields = node.fields.map((field) => this.compile(field.type))
    const separators = node.fields.map(({ name }, i) =>
      fragment(`${i === 0 ? '{' : ','}${JSON.stringify(name)}:`),
    )
    const size = fields.length
    const write = (): void => {
      shared.depth++
      if (size === 0) writer.raw(OPEN_OBJECT)
      for (let i = 0; i < size; i++) {
        writer.raw(separators[i] as Uint8Array)
        ;(fields[i] as Write)()
      }
      writer.raw(CLOSE_OBJECT)
      shared.depth--
    }
    return { write, separators, fields }
  }
}

const pending: Write = () => undefined

/** A record that must hold itself has no end; found before anything is generated. */
export const refuseEndlessRecords = (node: AvroNode, inside: AvroNode[] = []): void => {
  if (node.kind === 'record' && node.args.options === undefined) {
    if (inside.includes(node)) {
      throw new SchemaProblem(
        node.path,
        `the record "${node.name}" holds itself without an end: use ["null", "${node.name}"]`,
      )
    }
    for (const field of node.fields) refuseEndlessRecords(field.type, [...inside, node])
  } else if (node.kind === 'union' && node.branches.every((branch) => branch.kind === 'record')) {
    for (const branch of node.branches) refuseEndlessRecords(branch, inside)
  }
}
