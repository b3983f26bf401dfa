// The transforms of a connector as one function. A null drops the record; later transforms do not see it.
import type { ConnectRecord } from '../data/record'
import type { Predicate, Transform } from '../data/transform'
import { transformBuilders } from './builders'
import {
  aliasesOf,
  declaredPredicate,
  declaredTransform,
  type DeclaredPredicate,
  type DeclaredTransform,
} from './chain-config'
import { predicateBuilders } from './predicates'
import type { RawConfig } from './properties'
import { headerSide, keySide, valueSide } from './side'

/** `apply` runs the transform where its predicate wants it. */
export type TransformStep = { alias: string; className: string; apply: Transform }

export type TransformChain = {
  steps: readonly TransformStep[]
  isEmpty: boolean
  apply: Transform
}

const sides = { Key: keySide, Value: valueSide, Header: headerSide }

/** @throws TransformConfigError */
export function buildTransform({ found, properties }: DeclaredTransform): Transform {
  const build = transformBuilders[found.definition.className]
  if (!build) throw new Error(`No code for ${found.definition.className}`)
  return build(properties, found.variant === null ? valueSide : sides[found.variant])
}

/** @throws TransformConfigError */
export function buildPredicate({ definition, properties }: DeclaredPredicate): Predicate {
  const build = predicateBuilders[definition.className]
  if (!build) throw new Error(`No code for ${definition.className}`)
  return build(properties)
}

function guarded(transform: Transform, predicate: Predicate | undefined, isNegated: boolean): Transform {
  if (!predicate) return transform
  return (record) => (predicate(record) === isNegated ? record : transform(record))
}

/** From `transforms`, `predicates` and what belongs to them; the rest is not looked at. @throws TransformConfigError */
export function buildChain(config: RawConfig): TransformChain {
  const predicates = new Map(
    aliasesOf(config, 'predicates').map((alias) => [alias, buildPredicate(declaredPredicate(config, alias))]),
  )
  const steps = aliasesOf(config, 'transforms').map((alias): TransformStep => {
    const declared = declaredTransform(config, alias)
    const predicate = predicates.get(declared.predicate ?? '')
    return {
      alias,
      className: declared.found.className,
      apply: guarded(buildTransform(declared), predicate, declared.isNegated),
    }
  })
  const applied = steps.map((step) => step.apply)
  return {
    steps,
    isEmpty: steps.length === 0,
    apply: (record) => {
      let current: ConnectRecord | null = record
      for (const apply of applied) {
        current = apply(current)
        if (current === null) return null
      }
      return current
    },
  }
}
