import { env } from '@/lib/env'

const wildcards = new Set(['0.0.0.0', '::'])

/** Where this machine reaches the gateway of all registries; the path prefix says which of them is meant. */
export function gatewayUrl(registryId: string): string {
  const host = wildcards.has(env.host) ? '127.0.0.1' : env.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${env.schemaRegistryPort}/${registryId}`
}
