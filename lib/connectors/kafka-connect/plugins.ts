// What there is to be named in a configuration: connectors, converters, transforms, predicates.
import '@/lib/connectors/plugins/loaded'
import { allConnectorSpecs } from '@/lib/connectors/catalog'
import { predicateDefinitions, transformClasses } from '@/lib/connectors/catalog/transforms'
import { converterClasses, headerConverterClasses } from '@/lib/connectors/converters/classes'
import { connectVersion } from '@/lib/connectors/kafka-connect/version'

export type Plugin = { class: string; type: string; version: string }

const { version } = connectVersion
const plugin =
  (type: string) =>
  (name: string): Plugin => ({ class: name, type, version })

export function listPlugins(connectorsOnly: boolean): Plugin[] {
  const connectors = allConnectorSpecs().map(({ className, selfManagedClassName, type }) =>
    plugin(type)(selfManagedClassName ?? className),
  )
  if (connectorsOnly) return connectors
  return [
    ...connectors,
    ...converterClasses.map(plugin('converter')),
    ...headerConverterClasses.map(plugin('header_converter')),
    ...predicateDefinitions.map(({ className }) => plugin('predicate')(className)),
    ...transformClasses.map(({ className }) => plugin('transformation')(className)),
  ]
}
