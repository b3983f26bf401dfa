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

/** Finds a spec by its managed class, its self-managed class or that class' short name. */
export const findConnectorSpec = (className: string): ConnectorSpec | undefined => {
  const wanted = className.trim()
  return connectorSpecs.find(({ className: managed, selfManagedClassName: full }) => {
    if (wanted === managed || wanted === full) return true
    const short = full?.split('.').at(-1)
    return short !== undefined && (wanted === short || wanted === short.replace(/Connector$/, ''))
  })
}
