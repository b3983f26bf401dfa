import type { Ctx } from '@/lib/context'
import { mutate } from '@/lib/audit-events/mutate'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import { releaseServiceAccountKey } from '@/lib/connectors/service-account-key'
import { secretsPlace } from '@/lib/connectors/config/stored-config'
import { deleteSecrets } from '@/lib/secrets/store'

/** Marks the connector deleted and frees its name at once; the worker stops the tasks and removes the row. */
export async function deleteConnector(ctx: Ctx, place: ConnectorPlace): Promise<void> {
  const { connector, cluster, crn } = await requireConnector(ctx, 'connectors:delete', place)
  const { id } = connector
  await mutate(
    ctx,
    {
      method: 'DeleteConnector',
      resource: crn,
      change: { noun: 'connectors', environmentId: cluster.environmentId, clusterId: cluster.id, id },
      data: { id },
    },
    async (tx) => {
      await deleteSecrets(tx, secretsPlace(id))
      await releaseServiceAccountKey(tx, cluster, id)
      // A name of a connector never has a slash, so the row that is on its way out stands in nobody's way.
      await tx.connector.update({
        where: { id },
        data: { desired: 'DELETED', name: `deleted/${id}`, generation: { increment: 1 } },
      })
    },
  )
}
