// Web's line to the worker for what needs an answer now: loopback HTTP with the token of a 0600 file; it carries the acting user.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError, type ErrorCode } from '@/lib/errors'
import { env } from '@/lib/env'
import type { Ctx } from '@/lib/context'

/** Whom a request comes from, believed of Tributary's own processes: they show the token in the other one. */
export const peerHeader = 'x-tributary-peer'
export const lineHeader = 'x-tributary-line'

const address = z.object({ port: z.number().int(), token: z.string(), pid: z.number().int() })
export type RpcAddress = z.infer<typeof address>

export const rpcAddressFile = (): string => path.join(env.dataDir, 'run', 'worker-rpc.json')

/** Throws when no worker has ever run here. */
export const readRpcAddress = async (): Promise<RpcAddress> =>
  address.parse(JSON.parse(await readFile(rpcAddressFile(), 'utf8')))

const failure = z.object({ code: z.string(), message: z.string() })
const unavailable = (cause?: unknown): AppError =>
  new AppError(
    'unavailable',
    'The worker does not answer. It restarts by itself; try again in a few seconds.',
    {
      cause,
    },
  )

type Call = { body?: unknown; ctx?: Ctx; timeoutMs?: number; signal?: AbortSignal }

export async function fetchWorker(route: string, call: Call = {}): Promise<Response> {
  const timeout = AbortSignal.timeout(call.timeoutMs ?? 10_000)
  try {
    const { port, token } = await readRpcAddress()
    return await fetch(`http://127.0.0.1:${port}/rpc${route}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-acting-principal': call.ctx?.actor.principal ?? 'System:web',
        'x-request-id': call.ctx?.requestId ?? '',
      },
      body: JSON.stringify(call.body ?? {}),
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    })
  } catch (cause) {
    throw unavailable(cause)
  }
}

export async function callWorker<T extends z.ZodType>(
  route: string,
  answer: T,
  call: Call = {},
): Promise<z.output<T>> {
  const response = await fetchWorker(route, call)
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return answer.parse(body)
  const parsed = failure.safeParse(body)
  if (!parsed.success) throw unavailable()
  throw new AppError(parsed.data.code as ErrorCode, parsed.data.message)
}
