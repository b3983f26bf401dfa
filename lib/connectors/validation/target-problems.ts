// Whether the other end of a connector may be reached, and (asked for) whether it can be: a dry connection, nothing is written.
import { z } from 'zod'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import type { ConfigProblem, ConnectorConfig } from '@/lib/connectors/config/config-values'
import type { ConnectionCheck } from '@/lib/connectors/validation/validation-shape'
import type { Ctx } from '@/lib/context'
import { guardUserConnection } from '@/lib/egress/own-ports'
import { AppError } from '@/lib/errors'
import { takeToken } from '@/lib/http/rate-limit'
import { callWorker } from '@/lib/worker-rpc/client'

/** Addresses that connections of users' making never reach. A name that is not known is told by the connection itself. */
export async function egressProblems(spec: ConnectorSpec, config: ConnectorConfig): Promise<ConfigProblem[]> {
  const hosts = spec.fields.filter(({ validators }) => validators?.some(({ kind }) => kind === 'host'))
  const problems = hosts.map(async ({ name }): Promise<ConfigProblem[]> => {
    const host = config[name]?.trim() ?? ''
    const port = Number(config[name.replace(/host$/, 'port')] ?? 0)
    if (host === '' || !Number.isInteger(port)) return []
    try {
      await guardUserConnection(host, port)
      return []
    } catch (error) {
      const isRefused = error instanceof AppError && error.code === 'forbidden'
      return isRefused ? [{ name, message: error.message }] : []
    }
  })
  return (await Promise.all(problems)).flat()
}

const targetCheck = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), detail: z.string() }),
  z.object({ ok: z.literal(false), layer: z.string(), field: z.string().optional(), message: z.string() }),
])
const answer = z.object({ check: targetCheck.nullable() })

const CHECK_RATE = { perSecond: 0.5, burst: 10 }
const CHECK_MS = 15_000

/** Null: it has no other end to connect to. `config` is effective, with its secrets. */
export async function checkConnection(
  ctx: Ctx,
  spec: ConnectorSpec,
  config: ConnectorConfig,
): Promise<ConnectionCheck | null> {
  if (!spec.steps.some(({ id }) => id === 'authentication')) return null
  takeToken(`connectors.check-target|${ctx.actor.principal}`, CHECK_RATE)
  const body = { className: spec.className, config }
  const { check } = await callWorker('/connectors/check-target', answer, { ctx, body, timeoutMs: CHECK_MS })
  if (check === null || check.ok) return check
  const { layer, message, field } = check
  return field === undefined ? { ok: false, layer, message } : { ok: false, layer, message, field }
}
