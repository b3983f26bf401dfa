// Confluent's ReplaceField: as Kafka's, but names may be paths into structs and objects. Matched are the original names.
import type { ConnectField, ConnectSchema } from '../data/schema'
import { field, withTraits } from '../data/schemas'
import { isObjectValue, Struct, type ObjectValue } from '../data/struct'
import { readRenames } from './replace-field'
import { requireStruct } from './requirements'
import { copyOfField, structCopier, structLike } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

type NestedPlan = { schema: ConnectSchema; make: (source: ObjectValue) => Struct }

const PURPOSE = 'field replacement'

/** Whether a path is among them, or leads to one of them. */
class Paths {
  private readonly all: ReadonlySet<string>
  private readonly parents: ReadonlySet<string>

  constructor(paths: readonly string[]) {
    this.all = new Set(paths)
    this.parents = new Set(
      paths.flatMap((path) =>
        path.split('.').flatMap((_, i, parts) => (i === 0 ? [] : parts.slice(0, i).join('.'))),
      ),
    )
  }

  get isEmpty(): boolean {
    return this.all.size === 0
  }

  has = (path: string): boolean => this.all.has(path)
  leadsOn = (path: string): boolean => this.parents.has(path)
}

export const buildReplaceNestedField: TransformBuilder = (properties, side) => {
  const exclude = new Paths(properties.list('exclude'))
  const include = new Paths(properties.list('include'))
  const renames = readRenames(properties)
  const replacesNull = properties.flag('replace.null.with.default')
  const renamed = (path: string, name: string): string => renames.get(path) ?? name
  /** `isTaken`: something above is included as a whole. */
  const isKept = (path: string, isTaken: boolean): boolean =>
    !exclude.has(path) && (isTaken || include.isEmpty || include.has(path) || include.leadsOn(path))

  const plan = (schema: ConnectSchema, prefix: string, isTaken: boolean): NestedPlan => {
    const kept = (schema.fields ?? []).filter(({ name }) => isKept(prefix + name, isTaken))
    const parts = kept.map((one) => {
      const path = prefix + one.name
      const inner =
        one.schema.type === 'STRUCT' ? plan(one.schema, `${path}.`, isTaken || include.has(path)) : null
      return { one, to: renamed(path, one.name), inner }
    })
    const fields = parts.map(({ one, to, inner }): ConnectField =>
      field(to, inner ? withTraits(inner.schema, { optional: one.schema.optional }) : one.schema),
    )
    const copy = structCopier(
      parts.map(({ one, to, inner }) => ({
        ...copyOfField(one, replacesNull),
        to,
        ...(inner && {
          convert: (value) => inner.make(requireStruct(one.schema, value, PURPOSE)),
        }),
      })),
    )
    return { schema: structLike(schema, fields), make: copy }
  }

  const loose = (source: ObjectValue, prefix: string, isTaken: boolean): Struct => {
    const target = new Struct()
    for (const name of Object.keys(source)) {
      const path = prefix + name
      if (!isKept(path, isTaken)) continue
      const value = source[name] ?? null
      target[renamed(path, name)] = isObjectValue(value)
        ? loose(value, `${path}.`, isTaken || include.has(path))
        : value
    }
    return target
  }

  return structural({
    side,
    purpose: PURPOSE,
    passesNull: true,
    plan: (schema) => plan(schema, '', false),
    loose: (source) => loose(source, '', false),
  })
}
