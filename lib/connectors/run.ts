// Pause, resume, stop, restart: intents that the worker carries out.
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import type { Prisma } from '@/lib/db'
import { mutate } from '@/lib/audit-events/mutate'
import { hasTaskFailed } from '@/lib/connectors/state'
import { requireConnector, type ConnectorPlace, type PlacedConnector } from '@/lib/connectors/get'

const require = (ctx: Ctx, place: ConnectorPlace): Promise<PlacedConnector> =>
  requireConnector(ctx, 'connectors:operate', place)

async function order(
  ctx: Ctx,
  { connector: { id }, cluster, crn }: PlacedConnector,
  method: string,
  data: Prisma.ConnectorUpdateInput,
  more: Prisma.InputJsonObject = {},
): Promise<void> {
  await mutate(
    ctx,
    {
      method,
      resource: crn,
      change: { noun: 'connectors', environmentId: cluster.environmentId, clusterId: cluster.id, id },
      data: { id, ...more },
    },
    (tx) => tx.connector.update({ where: { id }, data }),
  )
}

export const pauseConnector = async (ctx: Ctx, place: ConnectorPlace): Promise<void> =>
  order(ctx, await require(ctx, place), 'PauseConnector', {
    desired: 'PAUSED',
    generation: { increment: 1 },
  })

export const resumeConnector = async (ctx: Ctx, place: ConnectorPlace): Promise<void> =>
  order(ctx, await require(ctx, place), 'ResumeConnector', {
    desired: 'RUNNING',
    generation: { increment: 1 },
  })

/** Ends its tasks and gives back what they hold; unlike a paused connector it has none until it is resumed. */
export const stopConnector = async (ctx: Ctx, place: ConnectorPlace): Promise<void> =>
  order(ctx, await require(ctx, place), 'StopConnector', {
    desired: 'STOPPED',
    generation: { increment: 1 },
  })

const startAnew = (connectorId: string, taskIds: number[]): Prisma.ConnectorUpdateInput => ({
  tasks: {
    updateMany: {
      where: { connectorId, taskId: { in: taskIds } },
      data: { restarts: { increment: 1 } },
    },
  },
})

/** Starts all tasks anew, or those alone that have failed; a paused connector stays paused. */
export async function restartConnector(
  ctx: Ctx,
  place: ConnectorPlace,
  { onlyFailed = false }: { onlyFailed?: boolean | undefined } = {},
): Promise<void> {
  const placed = await require(ctx, place)
  const { id, tasks } = placed.connector
  if (!onlyFailed) return order(ctx, placed, 'RestartConnector', { generation: { increment: 1 } })
  const failed = tasks.filter(hasTaskFailed).map(({ taskId }) => taskId)
  if (failed.length > 0)
    await order(ctx, placed, 'RestartConnector', startAnew(id, failed), { tasks: failed })
}

/** Starts one task anew; the others go on. */
export async function restartTask(ctx: Ctx, place: ConnectorPlace, taskId: number): Promise<void> {
  const placed = await require(ctx, place)
  const { id, name, tasks } = placed.connector
  if (!tasks.some((task) => task.taskId === taskId))
    throw new AppError('not_found', `Connector ${name} has no task ${taskId}; it has ${tasks.length}.`)
  await order(ctx, placed, 'RestartTask', startAnew(id, [taskId]), { tasks: [taskId] })
}
