// Paths and queries as clients spell them, and the connector that a path names.
import { z } from 'zod'
import { requireConnector, type ConnectorPlace, type ConnectorRow } from '@/lib/connectors/get'
import { inConnectsWords } from '@/lib/connectors/kafka-connect/errors'
import type { Ctx } from '@/lib/context'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

export const connectorParams = z.object({ connectorName: z.string() })
export const taskParams = connectorParams.extend({ taskId: z.string() })
export const pluginParams = z.object({ pluginName: z.string() })
/** What is no `true` is false. */
export const flag = z
  .string()
  .transform((text) => text.trim().toLowerCase() === 'true')
  .optional()

export const placeOf = (cluster: KafkaCluster, connectorName: string): ConnectorPlace => ({
  clusterId: cluster.id,
  connectorName,
})

/** `unknown`: what Connect says when there is none, which is not the same everywhere. */
export async function findConnector(
  ctx: Ctx,
  action: Action,
  cluster: KafkaCluster,
  name: string,
  unknown = `Connector ${name} not found`,
): Promise<ConnectorRow> {
  const { connector } = await inConnectsWords(
    () => requireConnector(ctx, action, placeOf(cluster, name)),
    unknown,
  )
  return connector
}
