// PostgreSQL sink: rows by COPY, exactly once. See postgres-sink/offsets-table.ts for the guarantee.
import { registryPathOf } from '@/lib/connectors/converters/open'
import { readConnection, SettingsError } from '@/lib/connectors/postgres-sink/settings'
import { registryClient } from '@/lib/schema-registries/client'
import { asTributary } from '@/lib/schema-registries/internal'
import type { FetchSchema } from '@/lib/serdes/schema-cache'
import type { CheckTarget, CreateSinkTask, TaskConfig } from '../runtime'
import { checkDatabase } from './postgres-sink/check'
import { openSinkTask } from './postgres-sink/open-task'

export const createSinkTask: CreateSinkTask = (context) => openSinkTask(context, fetcherOf(context))

export const checkTarget: CheckTarget = async (config: TaskConfig, signal) => {
  try {
    return await checkDatabase(config, readConnection(config), signal)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return { ok: false, layer: 'configuration', field: error.property, message: error.message }
  }
}

export { previewTarget } from './postgres-sink/preview'

/** Schemas of another context than the default have other ids: those are for the converters. */
function fetcherOf({ registryId, config }: Parameters<CreateSinkTask>[0]): FetchSchema | null {
  if (registryId === undefined || registryPathOf(config) !== '') return null
  return (key) => registryClient(asTributary(registryId)).fetchSchema(key)
}
