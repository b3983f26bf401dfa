// Ports: is one free, which one is free, and the sentence for one that is not.
import { createServer } from 'node:net'
import { LauncherError } from './command.mjs'

function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve({ error }))
    server.listen({ port, host, exclusive: true }, () => {
      const { port: got } = server.address()
      server.close(() => resolve({ port: got }))
    })
  })
}

export async function isPortFree(port, host = '127.0.0.1') {
  const { error } = await tryListen(port, host)
  if (!error) return true
  if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return false
  throw new LauncherError(
    `Cannot listen on ${host}: ${error.message}. Is TRIBUTARY_HOST an address of this machine?`,
  )
}

export async function findFreePort(host = '127.0.0.1') {
  const { port, error } = await tryListen(0, host)
  if (error) throw error
  return port
}

/** A port p for the first broker such that p, p + 100, … (one per further cluster) are free now. */
export async function findFreeBrokerPort(clusters = 4) {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 9_000)
    const wanted = Array.from({ length: clusters }, (_, index) => first + 100 * index)
    const free = await Promise.all(wanted.map((port) => isPortFree(port)))
    if (free.every(Boolean)) return first
  }
}

/** Throws one line that names the port, who wants it and the variable that changes it. */
export async function requireFreePort(port, host, purpose, variable) {
  if (await isPortFree(port, host)) return
  throw new LauncherError(
    `Port ${port} (${purpose}) is taken by another program. Stop it, or choose another port: ${variable}=${port + 1} npm start`,
  )
}
