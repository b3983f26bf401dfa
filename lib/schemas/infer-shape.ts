// What JSON documents have in common, counted.
import { isRawJson } from '@/lib/exact-json'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'

type ScalarKind = 'string' | 'boolean' | 'int' | 'long' | 'double'

/** Of all values that were seen at one place. */
export type Shape = {
  scalars: Set<ScalarKind>
  hasNull: boolean
  objects: number
  fields: Map<string, { shape: Shape; seen: number }>
  /** Set: objects with so many different keys that the keys are data; of all their values. */
  values: Shape | null
  arrays: number
  items: Shape | null
}

/** Deeper documents are no messages that people write, and a Protobuf reader ends at 100 messages. */
const maxDepth = 40
const maxFields = 300
const maxShapes = 5000

export class ShapeOfDocuments {
  readonly root = emptyShape()
  private shapes = 1

  /** Of `parseJsonExactly`. False: too deep to be taken. Throws InvalidSchemaError when there is too much to describe. */
  add(document: unknown): boolean {
    if (isDeeper(document, maxDepth)) return false
    this.see(this.root, document)
    return true
  }

  private see(shape: Shape, value: unknown): void {
    if (value === null) shape.hasNull = true
    else if (Array.isArray(value)) {
      shape.arrays++
      for (const item of value) this.see((shape.items ??= this.newShape()), item)
    } else if (typeof value === 'object' && !isRawJson(value)) this.seeObject(shape, value)
    else shape.scalars.add(kindOf(value))
  }

  private seeObject(shape: Shape, value: object): void {
    shape.objects++
    for (const [key, item] of Object.entries(value) as [string, unknown][]) {
      if (shape.values !== null) {
        this.see(shape.values, item)
        continue
      }
      const field = shape.fields.get(key) ?? { shape: this.newShape(), seen: 0 }
      shape.fields.set(key, field)
      field.seen++
      this.see(field.shape, item)
      if (shape.fields.size > maxFields) this.toMap(shape)
    }
  }

  private toMap(shape: Shape): void {
    const values = emptyShape()
    for (const field of shape.fields.values()) this.merge(values, field.shape)
    shape.values = values
    shape.fields.clear()
  }

  private merge(into: Shape, more: Shape): void {
    for (const kind of more.scalars) into.scalars.add(kind)
    into.hasNull ||= more.hasNull
    into.objects += more.objects
    into.arrays += more.arrays
    if (more.items !== null) this.merge((into.items ??= this.newShape()), more.items)
    if (more.values !== null) this.merge((into.values ??= this.newShape()), more.values)
    for (const [key, { shape, seen }] of more.fields) {
      const field = into.fields.get(key) ?? { shape: this.newShape(), seen: 0 }
      into.fields.set(key, field)
      field.seen += seen
      this.merge(field.shape, shape)
    }
    if (into.fields.size > maxFields || (into.values !== null && into.fields.size > 0)) {
      const values = into.values
      this.toMap(into)
      if (values !== null && into.values !== null) this.merge(into.values, values)
    }
  }

  private newShape(): Shape {
    if (++this.shapes > maxShapes)
      throw new InvalidSchemaError(
        `The messages have more than ${maxShapes} different fields: too many to describe them`,
      )
    return emptyShape()
  }
}

const emptyShape = (): Shape => ({
  scalars: new Set(),
  hasNull: false,
  objects: 0,
  fields: new Map(),
  values: null,
  arrays: 0,
  items: null,
})

function kindOf(value: unknown): ScalarKind {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  const digits = typeof value === 'number' ? String(value) : JSON.stringify(value)
  if (!/^-?\d+$/.test(digits)) return 'double'
  const integer = BigInt(digits)
  if (BigInt.asIntN(32, integer) === integer) return 'int'
  return BigInt.asIntN(64, integer) === integer ? 'long' : 'double'
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item: unknown) => isDeeper(item, levels - 1))
}

/** The one number type that takes all of them; null: there are no numbers. */
export const numberKind = ({ scalars }: Shape): 'int' | 'long' | 'double' | null =>
  (['double', 'long', 'int'] as const).find((kind) => scalars.has(kind)) ?? null
