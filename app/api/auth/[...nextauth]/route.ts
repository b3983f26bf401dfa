// GET, POST /api/auth/* – sign-in, sign-out and the CSRF token, by next-auth.
import { randomUUID } from 'node:crypto'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { AppError } from '@/lib/errors'
import { checkHost } from '@/lib/http/origin'
import { problem } from '@/lib/http/problem'

type Handler = (request: Request, context: unknown) => Promise<Response>

const handler: Handler = async (request, context) => {
  try {
    checkHost(request)
  } catch (error) {
    if (error instanceof AppError) return problem('control', error, randomUUID())
    throw error
  }
  return (NextAuth(authOptions()) as Handler)(request, context)
}

export { handler as GET, handler as POST }
