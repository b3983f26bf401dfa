// Converters and transforms of one connector, as its configuration says.
import { converterNames, openConverters } from '@/lib/connectors/converters/open'
import { buildChain } from '@/lib/connectors/transforms/build-chain'
import { errorMessage } from '@/lib/errors'
import { registryClient } from '@/lib/schema-registries/client'
import { asTributary } from '@/lib/schema-registries/internal'
import { TaskFailure, type TaskAssignment } from './runtime'

type Configured = Pick<TaskAssignment, 'config' | 'dialect' | 'kind' | 'registryId'>

/** What a configuration says wrongly ends the task until it is changed. */
export function openPipeline(configured: Configured) {
  try {
    return open(configured)
  } catch (error) {
    throw new TaskFailure(errorMessage(error), true, { cause: error })
  }
}

function open({ config, dialect, kind, registryId }: Configured) {
  const registry = registryId === undefined ? null : registryClient(asTributary(registryId))
  const setting = { config, dialect, kind }
  const converters = { ...openConverters({ ...setting, registry }), names: converterNames(setting) }
  return { converters, steps: buildChain(config).steps }
}
