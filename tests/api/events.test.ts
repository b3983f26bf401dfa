import { encode } from 'next-auth/jwt'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { GET } from '@/app/api/console/events/route'
import { sessionCookie } from '@/lib/auth/cookies'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { createEnvironment } from '@/lib/environments/create'
import { endSession } from '@/lib/sessions/end'
import { makeOrganization, type Organization } from '@/tests/support/factories'

let organization: Organization
let open: AbortController[] = []

beforeAll(async () => {
  organization = await makeOrganization()
})

afterEach(() => {
  for (const controller of open) controller.abort()
  open = []
})

async function signIn(): Promise<{ sessionId: string; cookie: string }> {
  const sessionId = crypto.randomUUID()
  await db.session.create({
    data: {
      id: sessionId,
      userId: organization.userId,
      expiresAt: new Date(Date.now() + 60_000),
      userAgent: 'test',
      ipAddress: 'local',
    },
  })
  const token = await encode({ token: { sessionId }, secret: env.authSecret })
  return { sessionId, cookie: `${sessionCookie.name}=${token}` }
}

async function connect(cookie: string): Promise<{ status: number; next: () => Promise<string | undefined> }> {
  const controller = new AbortController()
  open.push(controller)
  const request = new Request('http://localhost:3000/api/console/events', {
    headers: { host: 'localhost:3000', cookie },
    signal: controller.signal,
  })
  const response = await GET(request, { params: Promise.resolve({}) })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  return { status: response.status, next: async () => (await reader?.read())?.value }
}

async function until(next: () => Promise<string | undefined>, text: string): Promise<string> {
  for (;;) {
    const chunk = await next()
    if (chunk === undefined) throw new Error(`the stream ended before ${text}`)
    if (chunk.includes(text)) return chunk
  }
}

describe('GET /api/console/events', () => {
  test('without a session answers 401; an API key has no stream', async () => {
    expect((await connect('')).status).toBe(401)
    const request = new Request('http://localhost:3000/api/console/events', {
      headers: { host: 'localhost:3000', authorization: organization.authorization },
    })
    expect((await GET(request, { params: Promise.resolve({}) })).status).toBe(403)
  })

  test('a change reaches an open page, only of the own organization and without data', async () => {
    const { cookie } = await signIn()
    const { next } = await connect(cookie)
    await until(next, 'event: gap')
    const other = await makeOrganization()
    await createEnvironment(other.ctx, { display_name: 'hidden' })
    const { id } = await createEnvironment(organization.ctx, { display_name: 'seen' })
    const event = await until(next, '"noun":"environments"')
    expect(event).toContain(id)
    expect(event).not.toContain('seen')
    expect(event).not.toContain(organization.id)
  })

  test('the stream ends when its session is ended', async () => {
    const { sessionId, cookie } = await signIn()
    const { next } = await connect(cookie)
    expect(await next()).toContain('connected')
    await endSession(sessionId)
    let chunk: string | undefined = ''
    while (chunk !== undefined) chunk = await next()
    expect(chunk).toBeUndefined()
  })
})
