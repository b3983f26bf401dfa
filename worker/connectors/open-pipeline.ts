// Converters and transforms of one connector, as its configuration says.
import { converterNames, openConverters, registryPathOf } from '@/lib/connectors/converters/open'
import { buildChain } from '@/lib/connectors/transforms/build-chain'
import { errorMessage } from '@/lib/errors'
import { registryClient, type RegistryClient } from '@/lib/schema-registries/client'
import { asTributary } from '@/lib/schema-registries/internal'
import { TaskFailure, type TaskAssignment } from './runtime'

type Configured = Pick<TaskAssignment, 'config' | 'dialect' | 'kind' | 'registryId'>
type Registry = RegistryClient | null

/** In the schema context of the configuration. Null: its formats need none. */
export function configuredRegistry({
  registryId,
  config,
}: Pick<Configured, 'registryId' | 'config'>): Registry {
  if (registryId === undefined) return null
  const address = asTributary(registryId)
  return registryClient({ ...address, url: `${address.url}${registryPathOf(config)}` })
}

/** What a configuration says wrongly ends the task until it is changed. */
export function openPipeline(configured: Configured, registry: Registry = configuredRegistry(configured)) {
  const { config, dialect, kind } = configured
  const setting = { config, dialect, kind }
  try {
    const converters = { ...openConverters({ ...setting, registry }), names: converterNames(setting) }
    return { converters, steps: buildChain(config).steps }
  } catch (error) {
    throw new TaskFailure(errorMessage(error), true, { cause: error, isLasting: true })
  }
}
