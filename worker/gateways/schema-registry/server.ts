// The registry's port: every Schema Registry of every environment, by Confluent's REST API.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { env } from '@/lib/env'
import { forgetActors, isOwnToken } from '@/lib/http/authenticate-at-registry'
import type { Change } from '@/lib/events'
import type { Log } from '@/lib/log'
import { forgetRegistries } from '@/lib/schema-registries/known'
import { forgetExternal } from '@/lib/schema-registries/known-external'
import { lineHeader, peerHeader } from '@/lib/worker-rpc/client'
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
/** What is being answered gets this long when the worker stops. */
const graceMs = 3000

export async function startRegistryGateway(
  log: Log,
  { host, port }: { host: string; port: number } = { host: env.host, port: env.schemaRegistryPort },
): Promise<RegistryGateway> {
  const document = { path: '/openapi.json', load: () => Promise.resolve({ GET: openApiOf(registryModules) }) }
  const { fetch } = await registryApp([...registryModules, document])
  const listener = getRequestListener((request) => fetch(request))
  const server = createServer((request, response) => {
    void tellPeer(request).then(() => listener(request, response))
  })
  // Longer than clients keep idle connections, so that they end them and not we in the middle of a request.
  server.keepAliveTimeout = 75_000
  server.requestTimeout = 60_000
  await listen(server, host, port)
  log.info({ host, port }, 'Schema Registry answers')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    onChange: (change) => {
      if (change && !nouns.includes(change.noun)) return
      forgetActors()
      forgetRegistries()
      forgetExternal()
    },
    close: () => close(server),
  }
}

/** The address of the peer, for the audit log; what others than web say of themselves is not believed. */
async function tellPeer({ rawHeaders, headers, socket }: IncomingMessage): Promise<void> {
  const { [peerHeader]: said, [lineHeader]: token } = headers
  const isWeb = typeof token === 'string' && (await isOwnToken(token))
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2)
    if ([peerHeader, lineHeader].includes(rawHeaders[index]?.toLowerCase() ?? '')) rawHeaders.splice(index, 2)
  const peer = isWeb && typeof said === 'string' ? said : (socket.remoteAddress ?? 'unknown')
  rawHeaders.push(peerHeader, peer)
  // Which of the two the adapter reads is its own affair.
  delete headers[lineHeader]
  headers[peerHeader] = peer
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new Error(
              `Port ${port} (the Schema Registry) is taken by another program. Stop it, or set TRIBUTARY_SCHEMA_REGISTRY_PORT to another port.`,
              { cause: error },
            )
          : error,
      ),
    )
    server.listen(port, host, resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
