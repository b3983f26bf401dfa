// The first layers of a connection, tried one by one, so that an answer names the one that failed and what to do about it.
import dns from 'node:dns/promises'
import net from 'node:net'
import tls from 'node:tls'
import { pinned } from '@/lib/egress/pinned'
import { errorMessage } from '@/lib/errors'

export type HostFailure = { layer: 'dns' | 'tcp' | 'tls'; message: string }
type Target = {
  host: string
  port: number
  /** How messages call the host, for example `The bootstrap server`. */
  what: string
  /** Null: no TLS. */
  tls: { ca?: string | undefined; cert?: string | undefined; key?: string | undefined } | null
  /** Throws where users' connections must not go. */
  guard: (host: string, port: number) => Promise<readonly string[] | undefined>
}

const stepTimeoutMs = 5_000

/** Opens sockets of its own and closes them; null when all layers are there. */
export async function reachHost({
  host,
  port,
  what,
  tls: wished,
  guard,
}: Target): Promise<HostFailure | null> {
  try {
    if (net.isIP(host) === 0) await dns.lookup(host)
  } catch {
    return {
      layer: 'dns',
      message: `${what} ${host} has no address: the name is unknown. Check its spelling and this machine's DNS.`,
    }
  }
  let judged: readonly string[] | undefined
  try {
    judged = await guard(host, port)
  } catch (error) {
    return { layer: 'tcp', message: errorMessage(error) }
  }
  const failed = await open(() => net.connect({ host, port, ...pinned(judged) }), 'connect')
  if (failed !== null)
    return {
      layer: 'tcp',
      message: `${what} ${host}:${port} ${tcpReason(failed)} Check the port, the listener and firewalls.`,
    }
  if (wished === null) return null
  const servername = net.isIP(host) === 0 ? host : undefined
  const refused = await open(
    () => tls.connect({ host, port, ...wished, servername, ...pinned(judged) }),
    'secureConnect',
  )
  return refused === null
    ? null
    : { layer: 'tls', message: `The TLS handshake with ${host}:${port} failed: ${tlsReason(refused)}` }
}

function open(
  connect: () => net.Socket,
  ready: 'connect' | 'secureConnect',
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const socket = connect()
    const finish = (error: NodeJS.ErrnoException | null) => {
      socket.destroy()
      resolve(error)
    }
    socket.setTimeout(stepTimeoutMs, () =>
      finish(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
    )
    socket.once('error', finish)
    socket.once(ready, () => finish(null))
  })
}

function tcpReason(error: NodeJS.ErrnoException): string {
  if (error.code === 'ECONNREFUSED') return 'accepts no connections.'
  if (error.code === 'ETIMEDOUT') return 'did not answer in 5 seconds.'
  return `cannot be reached (${error.code ?? error.message}).`
}

function tlsReason(error: NodeJS.ErrnoException): string {
  if (
    error.code === 'DEPTH_ZERO_SELF_SIGNED_CERT' ||
    error.code === 'SELF_SIGNED_CERT_IN_CHAIN' ||
    error.code?.startsWith('UNABLE_TO_')
  )
    return 'its certificate is signed by an authority that is not trusted here. Give the CA certificate.'
  if (error.code === 'CERT_HAS_EXPIRED') return 'its certificate has expired.'
  if (error.code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'its certificate is for another host name.'
  if (error.code === 'ECONNRESET' || error.code === 'EPROTO' || error.code === 'ETIMEDOUT')
    return 'the port does not speak TLS. Choose a protocol without SSL, or another port.'
  return error.message
}
