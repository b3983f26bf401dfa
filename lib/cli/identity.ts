import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { CliOrganization, CliUser } from '@/lib/cli/schema'

type Identity = { user: CliUser; organization: CliOrganization }

/** The user and the organization as the command line calls them: by number beside their ids. */
export async function findIdentity(userId: string, organizationId: string): Promise<Identity> {
  const [user, organization] = await Promise.all([
    db.user.findUnique({ where: { id: userId } }),
    db.organization.findUnique({ where: { id: organizationId } }),
  ])
  if (!user || !organization) throw new AppError('unauthenticated', 'Sign in again.')
  const [first = '', ...rest] = user.fullName.split(' ')
  return {
    user: {
      id: user.number,
      email: user.email,
      resource_id: user.id,
      first_name: first,
      last_name: rest.join(' '),
      auth_type: 'AUTH_TYPE_LOCAL',
    },
    organization: {
      id: organization.number,
      name: organization.displayName,
      resource_id: organization.id,
    },
  }
}
