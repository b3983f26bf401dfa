// Whether the other end of a connector can be reached: a dry connection, nothing is written.
import { z } from 'zod'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import type { ConnectorConfig } from '@/lib/connectors/config/config-values'
import type { ConnectionCheck } from '@/lib/connectors/validation/validation-shape'
import type { Ctx } from '@/lib/context'
import { takeToken } from '@/lib/http/rate-limit'
import { callWorker } from '@/lib/worker-rpc/client'

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
