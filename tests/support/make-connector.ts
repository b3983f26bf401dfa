// A connector's row without a worker to run it.
import { db } from '@/lib/db'
import { newId } from '@/lib/ids'
import type { Organization } from '@/tests/support/factories'

export async function makeConnector(
  { id: organizationId, environmentId, userId }: Organization,
  clusterId: string,
  given: { class: string; config?: Record<string, string>; tasks?: string[] },
): Promise<{ id: string; name: string }> {
  const id = newId('lcc')
  const name = `connector ${id}`
  await db.connector.create({
    data: {
      id,
      organizationId,
      environmentId,
      clusterId,
      name,
      connectorClass: given.class,
      kind: given.class.includes('Sink') ? 'sink' : 'source',
      config: { 'connector.class': given.class, name, ...given.config },
      tasksMax: given.tasks?.length ?? 1,
      createdBy: `User:${userId}`,
      tasks: { create: (given.tasks ?? []).map((state, taskId) => ({ taskId, state })) },
    },
  })
  return { id, name }
}
