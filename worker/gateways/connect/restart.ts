import { z } from 'zod'
import { restarting, toStatus } from '@/lib/connectors/kafka-connect/status'
import { restartConnector } from '@/lib/connectors/run'
import { operation } from './operation'
import { connectorParams, findConnector, flag, placeOf } from './values'

// POST /connectors/{connectorName}/restart – the connector alone, its tasks too, or what has failed
export const POST = operation({
  id: 'restart',
  permission: 'connectors:operate',
  params: connectorParams,
  query: z.object({ includeTasks: flag, onlyFailed: flag }),
  run: async ({
    ctx,
    cluster,
    params: { connectorName },
    query: { includeTasks = false, onlyFailed = false },
  }) => {
    const row = await findConnector(
      ctx,
      'connectors:operate',
      cluster,
      connectorName,
      `Unknown connector: ${connectorName}`,
    )
    // Our connectors have no instance beside their tasks that could be started anew.
    if (!includeTasks && !onlyFailed) return undefined
    const before = toStatus(row)
    const isWoken = row.desired === 'RUNNING'
    if (includeTasks && isWoken) await restartConnector(ctx, placeOf(cluster, connectorName), { onlyFailed })
    const isRestarted = (id: number): boolean =>
      includeTasks &&
      isWoken &&
      (!onlyFailed || before.tasks.some((task) => task.id === id && task.state === 'FAILED'))
    return Response.json(restarting(before, isRestarted, isWoken && !onlyFailed), { status: 202 })
  },
})
