// A configuration that somebody pastes or uploads: a flat map, {"name", "config"} or a .properties file, of either dialect.
// Read into the managed one, which the wizard speaks. Pure: it runs in the browser, so that secrets stay there.
import { canonicalConfig } from './canonical-config'
import { allConnectorSpecs, findConnectorSpec } from '../catalog'
import type { ConnectorSpec, Dialect } from '../catalog/spec'
import { parseConnectorJson, type ParsedConnectorJson } from './config-json'
import {
  dialectOf,
  isMasked,
  readConfigValues,
  type ConfigProblem,
  type ConnectorConfig,
} from './config-values'
import { toDialect } from './dialects'
import { didYouMean } from '../validation/did-you-mean'
import { parseProperties } from './properties-text'
import { unknownWarnings } from '../validation/unknown-names'

export type ImportShape = 'flat' | 'wrapped' | 'properties'
export type ImportedConfig =
  | { ok: false; message: string }
  | {
      ok: true
      /** Managed. */
      className: string
      /** Of what was given. */
      dialect: Dialect
      shape: ImportShape
      name: string | undefined
      /** Managed names; transforms, predicates and converter properties as given; masked secrets left out. */
      config: ConnectorConfig
      /** What is read differently from how it stands there, or not at all. */
      warnings: ConfigProblem[]
      problems: ConfigProblem[]
    }

const parse = (text: string): { shape: ImportShape; parsed: ParsedConnectorJson } => {
  const trimmed = text.trim()
  if (trimmed === '' || /^[[{"]/.test(trimmed)) {
    const parsed = parseConnectorJson(text)
    return {
      shape: /^\{\s*("name"\s*:\s*"[^"]*"\s*,\s*)?"config"\s*:\s*\{/.test(trimmed) ? 'wrapped' : 'flat',
      parsed,
    }
  }
  const config = parseProperties(text)
  if (!Object.values(config).some((value) => value !== ''))
    return {
      shape: 'properties',
      parsed: { ok: false, message: 'This is neither JSON nor a .properties file with names and values.' },
    }
  return { shape: 'properties', parsed: { ok: true, name: config.name, config } }
}

const requireKnownClass = (given: string | undefined): ConnectorSpec | string => {
  const names = allConnectorSpecs().flatMap(({ className, selfManagedClassName }) => [
    className,
    ...(selfManagedClassName === null ? [] : [selfManagedClassName]),
  ])
  if (given === undefined || given.trim() === '')
    return 'The configuration does not say what connector it is for. Add connector.class.'
  const spec = findConnectorSpec(given)
  if (spec) return spec
  const close = didYouMean(given, names)
  return `There is no connector "${given.slice(0, 100)}" here. ${
    close
      ? `Did you mean ${close}?`
      : `There are ${allConnectorSpecs()
          .map(({ className }) => className)
          .join(', ')}.`
  }`
}

export const importConnectorText = (text: string): ImportedConfig => {
  const { shape, parsed } = parse(text)
  if (!parsed.ok) return parsed
  const { config: given, problems } = readConfigValues(parsed.config)
  const spec = requireKnownClass(given['connector.class'])
  if (typeof spec === 'string') return { ok: false, message: spec }
  const real = Object.fromEntries(Object.entries(given).filter(([, value]) => !isMasked(value)))
  const dialect = dialectOf(spec, given['connector.class'])
  const read = canonicalConfig(spec, real)
  const { config, warnings } = dialect === 'managed' ? asManaged(read) : toDialect(spec, real, 'managed')
  const unknown = unknownWarnings(spec, read.unknown, dialect)
  const isNamed = new Set(read.unknown)
  return {
    ok: true,
    className: spec.className,
    dialect,
    shape,
    name: parsed.name,
    config: { ...config, 'connector.class': spec.className },
    warnings: [...unknown, ...warnings.filter(({ name }) => !isNamed.has(name))],
    problems: [...problems, ...read.problems],
  }
}

const asManaged = ({ fields, passed, warnings }: ReturnType<typeof canonicalConfig>) => ({
  config: { ...fields, ...passed },
  warnings,
})
