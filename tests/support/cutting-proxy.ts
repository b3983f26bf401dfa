// A port before a database that loses what the server answers: for the moment after COMMIT and before its reply.
import { connect, createServer, type Socket } from 'node:net'

export type CuttingProxy = {
  port: number
  /** From now on the next answer that holds these bytes is dropped, and the connection with it. */
  cutAnswer: (bytes: string) => void
  /** Nothing passes until `open`. */
  shut: () => void
  open: () => void
  cuts: () => number
  close: () => Promise<void>
}

export async function startCuttingProxy(host: string, port: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let awaited: Buffer | null = null
  let isShut = false
  let cuts = 0
  const server = createServer((client) => {
    if (isShut) return void client.destroy()
    const onward = connect(port, host)
    for (const [from, to] of [
      [client, onward],
      [onward, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
    client.pipe(onward)
    onward.on('data', (data: Buffer) => {
      if (awaited !== null && data.includes(awaited)) {
        awaited = null
        cuts++
        client.destroy()
      } else client.write(data)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cutAnswer: (bytes) => {
      awaited = Buffer.from(bytes)
    },
    shut: () => {
      isShut = true
      for (const socket of sockets) socket.destroy()
    },
    open: () => {
      isShut = false
    },
    cuts: () => cuts,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
