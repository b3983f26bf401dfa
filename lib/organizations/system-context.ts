// The context of Tributary's own work: set-up, the worker's loops, the administrator's commands on this machine.
import { randomUUID } from 'node:crypto'
import { organizationCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { db, type Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'

export async function systemContext(
  tx: Pick<Tx, 'organization'> = db,
  name = 'tributary',
  requestId: string = randomUUID(),
): Promise<Ctx> {
  const organization = await tx.organization.findFirst({ orderBy: { createdAt: 'asc' } })
  if (!organization)
    throw new AppError('unavailable', 'The organization is still being set up. Try again in a moment.')
  return systemContextOf(organization.id, name, requestId)
}

export function systemContextOf(
  organizationId: string,
  name = 'tributary',
  requestId: string = randomUUID(),
): Ctx {
  return {
    actor: {
      principal: `System:${name}`,
      userId: null,
      sessionId: null,
      apiKeyId: null,
      onlyResource: null,
      bindings: [{ roleName: 'OrganizationAdmin', crnPattern: organizationCrn(organizationId) }],
    },
    organizationId,
    requestId,
    clientAddress: 'local',
    log: log.child({ requestId }),
    authorized: new Set(),
  }
}
