// Pause, resume, restart: intents that the worker carries out.
import type { Ctx } from '@/lib/context'
import type { Prisma } from '@/lib/db'
import { mutate } from '@/lib/audit-events/mutate'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'

async function order(
  ctx: Ctx,
  place: ConnectorPlace,
  method: string,
  data: Prisma.ConnectorUpdateInput,
): Promise<void> {
  const { connector, cluster, crn } = await requireConnector(ctx, 'connectors:operate', place)
  const { id } = connector
  await mutate(
    ctx,
    {
      method,
      resource: crn,
      change: { noun: 'connectors', environmentId: cluster.environmentId, clusterId: cluster.id, id },
      data: { id },
    },
    (tx) => tx.connector.update({ where: { id }, data }),
  )
}

export const pauseConnector = (ctx: Ctx, place: ConnectorPlace): Promise<void> =>
  order(ctx, place, 'PauseConnector', { desired: 'PAUSED', generation: { increment: 1 } })

export const resumeConnector = (ctx: Ctx, place: ConnectorPlace): Promise<void> =>
  order(ctx, place, 'ResumeConnector', { desired: 'RUNNING', generation: { increment: 1 } })

/** Starts all tasks anew; a paused connector stays paused. */
export const restartConnector = (ctx: Ctx, place: ConnectorPlace): Promise<void> =>
  order(ctx, place, 'RestartConnector', { generation: { increment: 1 } })
