import { datagenSpec } from './datagen'
import { fileStreamSinkSpec, fileStreamSourceSpec } from './file-stream'
import { postgresSinkSpec } from './postgres-sink'
import type { ConnectorSpec } from './spec'

export const connectorSpecs: readonly ConnectorSpec[] = [
  datagenSpec,
  postgresSinkSpec,
  fileStreamSourceSpec,
  fileStreamSinkSpec,
]

// Of the process and not of this module, which a server's bundles hold several times.
const addedKey = Symbol.for('tributary.added-connector-specs')
const holder: { [key: symbol]: readonly ConnectorSpec[] | undefined } = globalThis

/** Puts specs of plugins beside the built-in ones, in place of those that were added before. */
export const addConnectorSpecs = (specs: readonly ConnectorSpec[]): void => {
  holder[addedKey] = specs
}

export const allConnectorSpecs = (): readonly ConnectorSpec[] => [
  ...connectorSpecs,
  ...(holder[addedKey] ?? []),
]

/** Finds a spec by its managed class, its self-managed class or that class' short name. */
export const findConnectorSpec = (className: string): ConnectorSpec | undefined => {
  const wanted = className.trim()
  return allConnectorSpecs().find(({ className: managed, selfManagedClassName: full }) => {
    if (wanted === managed || wanted === full) return true
    const short = full?.split('.').at(-1)
    return short !== undefined && (wanted === short || wanted === short.replace(/Connector$/, ''))
  })
}
