// Offsets of a stopped connector are changed by the worker; Connect's clients wait for it with their request.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { requireConnector } from '@/lib/connectors/get'
import type { OffsetChange } from '@/lib/connectors/schema'
import { inConnectsWords, noOffsets, notStopped } from '@/lib/connectors/kafka-connect/errors'
import { requestOffsetChange } from '@/lib/connectors/offsets/request-change'

const patienceMs = 60_000
const lookEveryMs = 100

type Change = { type: 'PATCH'; offsets: OffsetChange[] | null | undefined } | { type: 'DELETE' }

export async function changeOffsets(
  ctx: Ctx,
  cluster: KafkaCluster,
  name: string,
  change: Change,
): Promise<{ message: string }> {
  const place = { clusterId: cluster.id, connectorName: name }
  const unknown = `Connector ${name} not found`
  const { connector } = await inConnectsWords(
    () => requireConnector(ctx, 'connectors:update', place),
    unknown,
  )
  const offsets = change.type === 'PATCH' ? (change.offsets ?? []) : []
  if (change.type === 'PATCH' && offsets.length === 0) throw noOffsets()
  if (connector.desired !== 'STOPPED') throw notStopped(name)
  const { id } = await requestOffsetChange(ctx, place, {
    type: change.type,
    ...(change.type === 'PATCH' ? { offsets } : {}),
  }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    throw new AppError('bad_request', error.fields[0]?.message ?? error.message, { cause: error })
  })
  const { phase, message } = await settled(id)
  if (phase === 'FAILED') throw new AppError('bad_request', message)
  const done = change.type === 'PATCH' ? 'altered' : 'reset'
  return { message: `The offsets for this connector have been ${done} successfully` }
}

async function settled(id: string): Promise<{ phase: string; message: string }> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(lookEveryMs)) {
    const row = await db.connectorOffsetRequest.findUnique({ where: { id } })
    if (!row) throw new AppError('not_found', 'The connector was deleted meanwhile.')
    if (row.phase === 'APPLIED' || row.phase === 'FAILED') return row
  }
  throw new AppError(
    'unavailable',
    'The offsets are not changed yet. They will be once the connector’s tasks are gone.',
  )
}
