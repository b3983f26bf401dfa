import type { ConnectField } from '../data/schema'
import { field } from '../data/schemas'
import { Struct } from '../data/struct'
import type { Properties } from './properties'
import { copyOfField, structCopier, structLike } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

export function readRenames(properties: Properties): ReadonlyMap<string, string> {
  const renames = new Map<string, string>()
  for (const mapping of properties.list('renames')) {
    const [from, to, ...rest] = mapping.replace(/:+$/, '').split(':')
    if (from === undefined || to === undefined || rest.length > 0)
      return properties.refuse('renames', `Invalid rename mapping: ${mapping}`)
    renames.set(from, to)
  }
  return renames
}

export const buildReplaceField: TransformBuilder = (properties, side) => {
  const exclude = new Set(properties.list('exclude'))
  const include = new Set(properties.list('include'))
  const renames = readRenames(properties)
  const replacesNull = properties.flag('replace.null.with.default')
  const isKept = (name: string): boolean => !exclude.has(name) && (include.size === 0 || include.has(name))
  const renamed = (name: string): string => renames.get(name) ?? name
  const copyOfKept = (one: ConnectField) => ({ ...copyOfField(one, replacesNull), to: renamed(one.name) })
  return structural({
    side,
    purpose: 'field replacement',
    passesNull: true,
    plan: (schema) => {
      const kept = (schema.fields ?? []).filter(({ name }) => isKept(name))
      return {
        schema: structLike(
          schema,
          kept.map((one) => field(renamed(one.name), one.schema)),
        ),
        make: structCopier(kept.map(copyOfKept)),
      }
    },
    loose: (source) => {
      const target = new Struct()
      for (const name of Object.keys(source)) if (isKept(name)) target[renamed(name)] = source[name] ?? null
      return target
    },
  })
}
