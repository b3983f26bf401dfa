// Connector JSON as people paste and copy it: read in both shapes, written in Confluent's order with masked secrets.
import { isFieldVisible, type ConnectorSpec } from '../catalog/spec'
import { maskSecrets, type ConnectorConfig } from './read-config'

export type ParsedConnectorJson =
  | { ok: true; name: string | undefined; config: Record<string, string | number | boolean> }
  | { ok: false; message: string }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fail = (message: string): ParsedConnectorJson => ({ ok: false, message })

/** Never the text around it, which may be a secret. */
const whereOf = (error: unknown): string => {
  const words = error instanceof Error ? error.message : ''
  const [where] =
    /^(?:Unexpected token '.{1,2}'|Unexpected end of JSON input|[^"]* in JSON at position \d+(?: \(line \d+ column \d+\))?)/su.exec(
      words,
    ) ?? []
  return where === undefined ? '' : `: ${where}`
}

/** Reads `{"name": …, "config": {…}}`, `{"config": {…}}` or the flat map itself. */
export const parseConnectorJson = (text: string): ParsedConnectorJson => {
  if (text.trim() === '') return fail('There is no JSON to read. Paste a connector configuration.')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return fail(`This is not valid JSON${whereOf(error)}.`)
  }
  if (!isRecord(parsed)) return fail('A connector configuration is a JSON object with names and values.')
  const isWrapped = isRecord(parsed.config)
  const source = isRecord(parsed.config) ? parsed.config : parsed
  const config: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(source)) {
    if (name === '__proto__') return fail(`"${name}" cannot be the name of a property.`)
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      config[name] = value
    else if (value !== null) return fail(`The value of "${name}" must be a text, a number or true or false.`)
  }
  const outer = isWrapped && typeof parsed.name === 'string' ? parsed.name : undefined
  const inner = config.name === undefined ? undefined : String(config.name)
  if (outer !== undefined && inner !== undefined && outer !== inner) {
    return fail(`The JSON has two names, "${outer}" and "${inner}". Keep one of them.`)
  }
  const name = outer ?? inner
  return { ok: true, name, config: name === undefined ? config : { ...config, name } }
}

const isShown = (spec: ConnectorSpec, name: string, config: ConnectorConfig): boolean => {
  const field = spec.fields.find((candidate) => candidate.name === name)
  return !field || isFieldVisible(spec, field, config)
}

/** The configuration that the wizard shows: Confluent's key order, defaults included, secrets masked. */
export const connectorConfigJson = (spec: ConnectorSpec, config: ConnectorConfig): ConnectorConfig => {
  const values = maskSecrets(spec, config)
  const ordered: ConnectorConfig = {}
  for (const name of spec.jsonOrder) {
    const value = values[name] ?? spec.fields.find((field) => field.name === name)?.default
    if (value !== undefined && value !== '' && isShown(spec, name, config)) ordered[name] = value
  }
  for (const [name, value] of Object.entries(values)) {
    if (!(name in ordered) && value !== '' && isShown(spec, name, config)) ordered[name] = value
  }
  return ordered
}

/** The JSON block of the review step: wrapped in `config` for sources, flat for sinks, as Confluent shows them. */
export const connectorJsonText = (spec: ConnectorSpec, config: ConnectorConfig): string => {
  const shown = connectorConfigJson(spec, config)
  return JSON.stringify(spec.type === 'source' ? { config: shown } : shown, null, 2)
}
