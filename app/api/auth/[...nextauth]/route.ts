// GET, POST /api/auth/* – sign-in, sign-out and the CSRF token, by next-auth.
import { randomUUID } from 'node:crypto'
import NextAuth from 'next-auth'
import { oidcProviderId } from '@/lib/auth/oidc-provider'
import { authOptions } from '@/lib/auth/options'
import { AppError } from '@/lib/errors'
import { checkHost } from '@/lib/http/origin'
import { problem } from '@/lib/http/problem'
import { clearedIntentHeader } from '@/lib/identities/intent'

type Handler = (request: Request, context: unknown) => Promise<Response>

const handler: Handler = async (request, context) => {
  try {
    checkHost(request)
  } catch (error) {
    if (error instanceof AppError) return problem('control', error, randomUUID())
    throw error
  }
  const response = await (NextAuth(authOptions(request.headers)) as Handler)(request, context)
  // What the trip to a provider was for is used up with its end.
  if (new URL(request.url).pathname.endsWith(`/callback/${oidcProviderId}`))
    response.headers.append('set-cookie', clearedIntentHeader())
  return response
}

export { handler as GET, handler as POST }
