// The registry's port: every Schema Registry of every environment, by Confluent's REST API.
import { env } from '@/lib/env'
import { forgetActors } from '@/lib/http/known-actor'
import type { Change } from '@/lib/events'
import type { Log } from '@/lib/log'
import { forgetRegistries } from '@/lib/schema-registries/known'
import { forgetExternal } from '@/lib/schema-registries/known-external'
import { openPort } from '../open-port'
import { registryApp } from './dispatch'
import { openApiOf } from './openapi'
import { registryModules } from './paths'

export type RegistryGateway = {
  port: number
  /** For every change that is told; null: some may have been missed. */
  onChange: (change: Change | null) => void
  close: () => Promise<void>
}

/** Changes after which a key, a token or a registry may be another one. */
const nouns: readonly Change['noun'][] = [
  'api-keys',
  'role-bindings',
  'users',
  'service-accounts',
  'sessions',
  'organizations',
  'environments',
  'schema-registries',
]
export async function startRegistryGateway(
  log: Log,
  { host, port }: { host: string; port: number } = { host: env.host, port: env.schemaRegistryPort },
): Promise<RegistryGateway> {
  const document = { path: '/openapi.json', load: () => Promise.resolve({ GET: openApiOf(registryModules) }) }
  const { fetch } = await registryApp([...registryModules, document])
  const { close, ...opened } = await openPort(log, {
    title: 'the Schema Registry',
    variable: 'TRIBUTARY_SCHEMA_REGISTRY_PORT',
    ...{ host, port, fetch },
  })
  return {
    port: opened.port,
    onChange: (change) => {
      if (change && !nouns.includes(change.noun)) return
      forgetActors()
      forgetRegistries()
      forgetExternal()
    },
    close,
  }
}
