import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { endSession } from '@/lib/sessions/end'
import { findActorBySession } from '@/lib/sessions/find-actor'
import { signIn } from '@/lib/sessions/sign-in'
import { issueSessionToken } from '@/lib/tokens/issue'
import { findIdentity } from '@/lib/cli/identity'
import type { createdSession, CreateSessionInput } from '@/lib/cli/schema'

type From = { userAgent: string; ipAddress: string }

/** Signs in with e-mail and password, throttled like the console's page. The token lasts as long as the session. */
export async function createSession(
  input: CreateSessionInput,
  from: From,
): Promise<z.input<typeof createdSession>> {
  const signedIn = await signIn({ email: input.email, password: input.password, ...from })
  const found = signedIn && (await findActorBySession(signedIn.sessionId))
  if (!signedIn || !found) throw refused('The e-mail or the password is wrong, or the user is not active.')
  const { organizationId } = found
  if (input.org_resource_id && input.org_resource_id !== organizationId) {
    await endSession(signedIn.sessionId)
    throw refused('You are not a member of this organization.')
  }
  return {
    token: await issueSessionToken(signedIn.sessionId),
    refresh_token: '',
    ...(await findIdentity(signedIn.id, organizationId)),
    error: null,
  }
}

const refused = (message: string): AppError => new AppError('forbidden', message)
