// From the JSON that a generator writes (as Kafka Connect's JSON converter would) to the JSON that the serialisers take.
// Null: nothing differs, which is most often so, and then nothing is walked.
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { memberName, type AvroNode, type AvroRecord } from '../avro-schema'
import { fullName } from './avro-text'
import { unwrap } from './proto-text'

type Change = (value: Json) => Json
type Leaf = (node: AvroNode) => Change | null

const dayMs = 86_400_000
const nanosPerMs = 1_000_000

/** Digits of a number that a double cannot hold; `parseJsonExactly` keeps them. */
const digits = (value: Json): string => JSON.stringify(value)

/** Whether numbers of the schema may have more digits than a double: then all of its records are read exactly. */
export function needsExactNumbers(node: AvroNode, seen = new Set<AvroNode>()): boolean {
  if (seen.has(node)) return false
  seen.add(node)
  const inside = (inner: AvroNode): boolean => needsExactNumbers(inner, seen)
  switch (node.kind) {
    case 'long': {
      const { range, iteration, options } = node.args
      if (iteration !== undefined || options !== undefined) return false
      const { min, max } = (range ?? {}) as { min?: unknown; max?: unknown }
      return !Number.isSafeInteger(min) || !Number.isSafeInteger(max)
    }
    case 'bytes':
    case 'fixed':
      return (node.decimal?.precision ?? 0) > 15
    case 'array':
      return inside(node.items)
    case 'map':
      return inside(node.values)
    case 'union':
      return node.branches.some(inside)
    case 'record':
      return node.fields.some(({ type }) => inside(type))
    default:
      return false
  }
}

const avroLeaf: Leaf = () => null

const protoLeaf: Leaf = (node) => {
  if ('time' in node && node.time) return times[node.time]
  if ('decimal' in node && node.decimal) {
    const { scale } = node.decimal
    return (value) => (typeof value === 'number' ? value.toFixed(scale) : digits(value))
  }
  return null
}

const times: Record<'date' | 'time-millis' | 'timestamp-millis', Change> = {
  date: (value) => {
    const date = new Date(Number(value) * dayMs)
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  },
  'time-millis': (value) => {
    const seconds = Math.floor(Number(value) / 1000)
    const nanos = (Number(value) % 1000) * nanosPerMs
    return {
      hours: Math.floor(seconds / 3600),
      minutes: Math.floor(seconds / 60) % 60,
      seconds: seconds % 60,
      nanos,
    }
  },
  'timestamp-millis': (value) => {
    const seconds = Math.floor(Number(value) / 1000)
    return { seconds, nanos: (Number(value) - seconds * 1000) * nanosPerMs }
  },
}

export const avroShape = (node: AvroNode): Change | null => new Shaper(avroLeaf, true).shape(node)
export const protoShape = (node: AvroNode): Change | null => new Shaper(protoLeaf, false).shape(node)

class Shaper {
  private readonly done = new Map<AvroNode, { change: Change | null }>()

  constructor(
    private readonly leaf: Leaf,
    /** Avro: the member that is set alone, under its full name; else an object with all members. */
    private readonly isTagged: boolean,
  ) {}

  shape(node: AvroNode): Change | null {
    const known = this.done.get(node)
    // A record that holds itself is walked, as what is inside is not known yet.
    if (known) return known.change
    const entry: { change: Change | null } = { change: (value) => entry.change?.(value) ?? value }
    this.done.set(node, entry)
    entry.change = this.build(node)
    return entry.change
  }

  private build(node: AvroNode): Change | null {
    switch (node.kind) {
      case 'array': {
        const item = this.shape(node.items)
        return item && ((value) => (value as Json[]).map(item))
      }
      case 'map': {
        const item = this.shape(node.values)
        return item && ((value) => mapValues(value as JsonObject, item))
      }
      case 'union':
        return this.union(node)
      case 'record':
        return this.record(node)
      default:
        return this.leaf(node)
    }
  }

  private union(node: AvroNode & { kind: 'union' }): Change | null {
    const only = unwrap(node)
    if (only !== node) {
      const inner = this.shape(only)
      return inner && ((value) => (value === null ? null : inner(value)))
    }
    const members = new Map(node.branches.map((branch) => [memberName(branch), branch]))
    const inner = new Map([...members].map(([name, branch]) => [name, this.shape(branch)]))
    return (value) => {
      const set = value === null ? undefined : Object.entries(value).find(([, item]) => item !== null)
      if (!set) return null
      const [name, item] = set as [string, Json]
      const changed = inner.get(name)?.(item) ?? item
      const branch = members.get(name)
      if (!this.isTagged || !branch) return { [name]: changed }
      return 'name' in branch && branch.kind !== 'record' ? changed : { [tagOf(branch)]: changed }
    }
  }

  private record(node: AvroRecord): Change | null {
    const changes = node.fields.flatMap(({ name, type }) => {
      const change = this.shape(type)
      return change ? [[name, change] as const] : []
    })
    if (changes.length === 0) return null
    return (value) => {
      const record = value as JsonObject
      for (const [name, change] of changes) record[name] = change(record[name] ?? null)
      return record
    }
  }
}

const tagOf = (branch: AvroNode): string => (branch.kind === 'record' ? fullName(branch) : branch.kind)

const mapValues = (value: JsonObject, change: Change): Json =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]))
