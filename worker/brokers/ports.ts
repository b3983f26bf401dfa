import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '@/lib/errors'

const DYING_PROCESS_MS = 2_000

/** Throws a readable error when the port of a cluster is in use by another program. */
export async function requireFreePort(host: string, port: number, variable: string): Promise<void> {
  // A broker that was killed a moment ago still holds its port while its threads end.
  for (const deadline = Date.now() + DYING_PROCESS_MS; Date.now() < deadline; await pause(100))
    if (await isFree(host, port)) return
  throw new AppError(
    'conflict',
    `Port ${port} on ${host} is taken by another program. Stop it, or choose another port with ${variable}.`,
    { details: { port, variable } },
  )
}

/** The wished port when it is free, otherwise one that the system gives. */
export async function freePort(host: string, wish = 0): Promise<number> {
  if (wish > 0 && (await isFree(host, wish))) return wish
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer().once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
