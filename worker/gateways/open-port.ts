// A port of the worker that answers HTTP: opened with words for a port that is taken, closed with time for what is being answered.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { isOwnToken } from '@/lib/http/known-actor'
import type { Log } from '@/lib/log'
import { lineHeader, peerHeader } from '@/lib/worker-rpc/client'

export type OpenPort = { port: number; close: () => Promise<void> }

type Options = {
  /** What answers there, for people. */
  title: string
  /** Environment variable that names another port. */
  variable: string
  host: string
  port: number
  fetch: (request: Request) => Response | Promise<Response>
}

/** What is being answered gets this long when the worker stops. */
const graceMs = 3000

export async function openPort(log: Log, { title, variable, host, port, fetch }: Options): Promise<OpenPort> {
  const listener = getRequestListener((request) => fetch(request))
  const server = createServer((request, response) => {
    void tellPeer(request).then(() => listener(request, response))
  })
  // Longer than clients keep idle connections, so that they end them and not we in the middle of a request.
  server.keepAliveTimeout = 75_000
  server.requestTimeout = 60_000
  await listen(server, { title, variable, host, port })
  log.info({ host, port }, `${title} answers`)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
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

function listen(server: Server, { title, variable, host, port }: Omit<Options, 'fetch'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new Error(
              `Port ${port} (${title}) is taken by another program. Stop it, or set ${variable} to another port.`,
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
