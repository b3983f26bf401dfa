// Headers of pages, and nothing else: it would buffer the bodies of APIs, and rights are decided by each route and layout.
import { randomBytes } from 'node:crypto'
import { NextResponse, type NextRequest } from 'next/server'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { contentSecurityPolicy, pageHeaders } from '@/lib/http/csp'
import { checkHost } from '@/lib/http/origin'

export function proxy(request: NextRequest): NextResponse {
  try {
    checkHost(request)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return new NextResponse(error.message, {
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  }
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, !env.isProduction)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-tributary-path', request.nextUrl.pathname + request.nextUrl.search)
  // Next reads the nonce of its own scripts from this request header.
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value)
  return response
}

export const config = {
  // Every path of an API, its aliases included: see next.config.ts.
  matcher: [
    '/((?!api/|confluent\\.cloud/|cpdev\\.cloud/|org/|cmk/|iam/|srcm/|ksqldbcm/|connect/|kafka/|kafka-quotas/|service-quota/|v2/metrics|artifact/|billing/|byok/|cdx/|endpoint/|fcpm/|networking/|notifications/|partner/|sql/|sts/|tableflow/|users$|service_accounts$|openapi\\.json$|healthz$|_next/|icon\\.svg$).*)',
  ],
}
