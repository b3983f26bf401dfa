// Postgres away and back: the test's database through a port that can be shut. Import it before anything that reads lib/env.
import { createServer, connect, type Socket } from 'node:net'

const real = new URL(process.env.DATABASE_URL ?? '')
const sockets = new Set<Socket>()

const server = createServer((client) => {
  const onward = connect(Number(real.port), real.hostname)
  for (const [from, to] of [
    [client, onward],
    [onward, client],
  ] as const) {
    sockets.add(from)
    from.pipe(to)
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
})

const listen = (port: number): Promise<number> =>
  new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    }),
  )

const port = await listen(0)
const shut = new URL(real)
Object.assign(shut, { hostname: '127.0.0.1', port: String(port) })
process.env.DATABASE_URL = shut.href

export function beginOutage(): void {
  server.close()
  for (const socket of sockets) socket.destroy()
}

export const endOutage = (): Promise<number> => listen(port)
