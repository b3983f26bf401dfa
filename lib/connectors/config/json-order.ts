import type { ConnectorSpec } from '../catalog/spec'
import type { ConnectorConfig } from './read-config'

/** Confluent's order, then the others by name: the database keeps none. */
export const inJsonOrder = (spec: ConnectorSpec, config: ConnectorConfig): ConnectorConfig => {
  const place = ([name]: [string, string]): number => spec.jsonOrder.indexOf(name) + 1 || Infinity
  return Object.fromEntries(
    Object.entries(config).sort((a, b) => place(a) - place(b) || a[0].localeCompare(b[0])),
  )
}
