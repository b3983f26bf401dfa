// A connector's configuration as a flat form: property names have dots, which forms read as paths.
import {
  findField,
  isFieldVisible,
  type ConnectorField,
  type ConnectorSpec,
} from '@/lib/connectors/catalog/spec'
import { connectorConfigJson } from '@/lib/connectors/config/config-json'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'

export type FormValues = Record<string, string>

export const toPath = (name: string): string => name.replaceAll('.', '__')
export const choicePath = (id: string): string => `choice_${id}`

/** One form value for all properties that no field describes: transforms, predicates, converters, as a JSON text. */
export const extrasPath = 'extra_properties'

export function extrasOf(values: FormValues): ConnectorConfig {
  const text = values[extrasPath] ?? ''
  return text === '' ? {} : (JSON.parse(text) as ConnectorConfig)
}

export const extrasText = (extras: ConnectorConfig): string =>
  Object.keys(extras).length === 0 ? '' : JSON.stringify(extras)

/** Every drawn field with its default (or what is given), and which alternative of each choice is chosen. */
export function formValuesOf(spec: ConnectorSpec, config: ConnectorConfig): FormValues {
  const fields = spec.fields.map(({ name, default: fallback }) => [
    toPath(name),
    config[name] ?? fallback ?? '',
  ])
  const choices = spec.choices.map(({ id, alternatives }) => {
    const filled = alternatives.find(({ field }) => (config[field] ?? '') !== '')
    return [choicePath(id), (filled ?? alternatives[0])?.field ?? '']
  })
  const extras = Object.fromEntries(Object.entries(config).filter(([name]) => !findField(spec, name)))
  return Object.fromEntries([...fields, ...choices, [extrasPath, extrasText(extras)]]) as FormValues
}

/** What is sent: the properties of Confluent's JSON in its order, without invisible fields and unchosen alternatives. */
export function configOf(spec: ConnectorSpec, values: FormValues): ConnectorConfig {
  const unchosen = new Set(
    spec.choices.flatMap(({ id, alternatives }) =>
      alternatives.map(({ field }) => field).filter((field) => values[choicePath(id)] !== field),
    ),
  )
  const given: ConnectorConfig = {}
  for (const { name, default: fallback, dialects } of spec.fields) {
    const value = values[toPath(name)] ?? ''
    const isSaid = spec.jsonOrder.includes(name) || value !== (fallback ?? '')
    const isManaged = dialects?.includes('managed') ?? true
    if (value !== '' && isSaid && isManaged && !unchosen.has(name)) given[name] = value
  }
  const shown = Object.entries(given).filter(([name]) => {
    const field = findField(spec, name)
    return field !== undefined && isFieldVisible(spec, field, given)
  })
  const visible: ConnectorConfig = { ...Object.fromEntries(shown), ...extrasOf(values) }
  const ordered = Object.keys(connectorConfigJson(spec, visible))
  return Object.fromEntries(ordered.flatMap((name) => (visible[name] ? [[name, visible[name]]] : [])))
}

/** "Select a template" above its tiles, "Template" in a list. */
export function shortLabel({ label }: Pick<ConnectorField, 'label'>): string {
  const noun = label.replace(/^Select (?:an? |the )?/, '')
  return noun.charAt(0).toUpperCase() + noun.slice(1)
}

export const secretPaths = (spec: ConnectorSpec): string[] =>
  spec.fields.flatMap(({ name, isSecret }) => (isSecret ? [toPath(name)] : []))
