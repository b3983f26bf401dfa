// Properties of converters that do nothing: of another format, for the other direction, or known to nobody. Pure.
import { idleSwitch, switchNames } from '../catalog/converter-fields'
import { defaultIn, type ConnectorSpec } from '../catalog/spec'
import type { CanonicalConfig } from '../config/canonical-config'
import type { ConfigProblem } from '../config/config-values'
import { didYouMean } from './did-you-mean'

const OF_CONVERTER = /^(key|value)\.converter\.(.+)$/

export function converterWarnings(spec: ConnectorSpec, canonical: CanonicalConfig): ConfigProblem[] {
  const { fields, passed, spelling } = canonical
  // What reading the class of a converter adds was not given.
  const given = [...Object.keys(fields).map((name) => spelling[name] ?? ''), ...Object.keys(passed)]
  return given.flatMap((name): ConfigProblem[] => {
    const [, side, property] = OF_CONVERTER.exec(name) ?? []
    if ((side !== 'key' && side !== 'value') || property === undefined) return []
    const format = formatOf(spec, canonical, side)
    const names = switchNames(side)
    if (!names.includes(property)) return [{ name, message: unknown(name, property, names) }]
    const why = format === undefined ? null : idleSwitch(property, side, format, spec.type)
    return why === null ? [] : [{ name, message: `"${name}" has no effect here: ${why}.` }]
  })
}

function formatOf(
  spec: ConnectorSpec,
  { fields, dialect }: CanonicalConfig,
  side: 'key' | 'value',
): string | undefined {
  const name = spec.formats[side]
  const field = spec.fields.find((one) => one.name === name)
  return fields[name] ?? (field ? (defaultIn(field, dialect) ?? undefined) : undefined)
}

function unknown(name: string, property: string, names: readonly string[]): string {
  const close = didYouMean(property, names)
  const hint = close === undefined ? '' : ` Did you mean ${name.slice(0, -property.length)}${close}?`
  return `"${name}" is no property of a converter here and has no effect.${hint}`
}
