// A user of an organization with just the given role bindings (none: no right at all) and a Cloud key.
import { db } from '@/lib/db'
import { newId } from '@/lib/ids'
import { makeApiKey, type Organization } from '@/tests/support/factories'

export type Member = { userId: string; principal: string; authorization: string }

export async function makeMember(
  organization: Organization,
  bindings: { roleName: string; crnPattern: string }[] = [],
  clusterId?: string,
): Promise<Member> {
  const { id: organizationId } = organization
  const userId = newId('u')
  const principal = `User:${userId}`
  await db.user.create({
    data: {
      id: userId,
      email: `${crypto.randomUUID()}@example.com`,
      fullName: 'Grace',
      passwordHash: 'none',
    },
  })
  await db.membership.create({ data: { organizationId, userId } })
  const { key, secret } = await makeApiKey(organization.ctx, userId, clusterId)
  for (const binding of bindings)
    await db.roleBinding.create({ data: { id: newId('rb'), organizationId, principal, ...binding } })
  return {
    userId,
    principal,
    authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
  }
}
