// One SASL/PLAIN login on a connection of its own, byte by byte, so that only the broker's answer to the password is timed.
import { once } from 'node:events'
import net from 'node:net'

const SASL_HANDSHAKE = 17
const SASL_AUTHENTICATE = 36

/** Milliseconds between the password and the broker's answer to it. Throws when it is refused. */
export async function timeLogin(
  address: string,
  { username, password }: { username: string; password: string },
): Promise<number> {
  const at = address.lastIndexOf(':')
  const socket = net.connect(Number(address.slice(at + 1)), address.slice(0, at))
  socket.setNoDelay(true)
  await once(socket, 'connect')
  try {
    await ask(socket, SASL_HANDSHAKE, 1, text('PLAIN'))
    const token = Buffer.from(`\0${username}\0${password}`)
    const from = performance.now()
    const answer = await ask(socket, SASL_AUTHENTICATE, 1, Buffer.concat([int32(token.length), token]))
    const took = performance.now() - from
    if (answer.readInt16BE(0) !== 0) throw new Error(`The login was refused: ${answer.readInt16BE(0)}`)
    return took
  } finally {
    socket.destroy()
  }
}

async function ask(socket: net.Socket, api: number, version: number, body: Buffer): Promise<Buffer> {
  const header = Buffer.concat([int16(api), int16(version), int32(1), text('bench')])
  socket.write(Buffer.concat([int32(header.length + body.length), header, body]))
  let answer = Buffer.alloc(0)
  while (answer.length < 4 || answer.length < 4 + answer.readInt32BE(0)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    answer = Buffer.concat([answer, chunk])
  }
  return answer.subarray(8)
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeInt16BE(value)
  return buffer
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}

const text = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)])
