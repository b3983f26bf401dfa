import NextAuth from 'next-auth'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startOidcProvider, type OidcProvider } from '../support/oidc-provider'

// The settings are read when modules load, so the provider comes first.
const provider: OidcProvider = await startOidcProvider()
vi.stubEnv('TRIBUTARY_OIDC_ISSUER', provider.issuer)
vi.stubEnv('TRIBUTARY_OIDC_CLIENT_ID', provider.clientId)
vi.stubEnv('TRIBUTARY_OIDC_CLIENT_SECRET', provider.clientSecret)
vi.stubEnv('TRIBUTARY_OIDC_NAME', 'Weather ID')
vi.stubEnv('NEXTAUTH_URL', 'http://localhost:3000')

const { authOptions } = await import('@/lib/auth/options')
const { db } = await import('@/lib/db')
const { hashPassword } = await import('@/lib/crypto')
const { readSessionId } = await import('@/lib/http/authenticate')
const { createInvitation } = await import('@/lib/invitations/create')
const { browse, makeSession } = await import('../support/browser')
const { makeOrganization } = await import('../support/factories')
const { POST: INTEND_INVITATION } = await import('@/app/api/console/invitations/oidc/route')
const { GET: IDENTITIES } = await import('@/app/api/console/account/identities/route')
const { POST: START_LINKING } = await import('@/app/api/console/account/identities/link/route')
const { DELETE: UNLINK } = await import('@/app/api/console/account/identities/[identityId]/route')
const { GET: WHOAMI } = await import('@/app/api/console/session/route')

type Organization = Awaited<ReturnType<typeof makeOrganization>>
let ours: Organization
let email: string

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterAll(() => provider.close())
beforeEach(async () => {
  ours = await makeOrganization()
  email = `${crypto.randomUUID()}@example.com`
  provider.person = { sub: crypto.randomUUID(), email, email_verified: false, name: 'Grace' }
})

type Jar = Map<string, string>
const cookieText = (jar: Jar): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

type Answer = { redirect: string; body: unknown }
type NodeHandler = (request: object, response: object, options: object) => Promise<void>

/** next-auth's handler with the product's options, by its door for Node: the other one works inside Next only. */
async function ask(jar: Jar, action: string, over: { method?: string; query?: object; body?: object } = {}) {
  const headers = new Headers({
    host: 'localhost:3000',
    cookie: cookieText(jar),
    'x-tributary-peer': crypto.randomUUID(),
  })
  const nextauth = action === 'csrf' ? [action] : [action, 'oidc']
  const request = {
    method: over.method ?? 'GET',
    headers: Object.fromEntries(headers),
    cookies: Object.fromEntries([...jar].map(([name, value]) => [name, decodeURIComponent(value)])),
    query: { nextauth, ...over.query },
    body: over.body ?? {},
  }
  const answer: Answer = { redirect: '', body: null }
  const sent = new Map<string, unknown>()
  const response = {
    status: () => response,
    getHeader: (name: string) => sent.get(name),
    setHeader: (name: string, value: unknown) => sent.set(name, value),
    end: () => undefined,
    json: (body: unknown) => (answer.body = body),
    send: (body: unknown) => (answer.body = body),
  }
  await (NextAuth as NodeHandler)(request, response, authOptions(headers))
  answer.redirect = (sent.get('Location') as string | undefined) ?? ''
  for (const cookie of (sent.get('Set-Cookie') as string[] | undefined) ?? []) keep(jar, cookie)
  return answer
}

function keep(jar: Jar, cookie: string): void {
  const [pair = ''] = cookie.split(';')
  const at = pair.indexOf('=')
  jar.set(pair.slice(0, at), pair.slice(at + 1))
}

/** A trip to the provider and back. Answers where it ends and whose session the browser then has. */
async function visitProvider(
  jar: Jar = new Map(),
  callbackUrl = '/account',
): Promise<{ end: string; userId: string | null; jar: Jar }> {
  const csrf = (await ask(jar, 'csrf')).body as { csrfToken: string }
  const body = { csrfToken: csrf.csrfToken, callbackUrl }
  const out = await ask(jar, 'signin', { method: 'POST', body })
  const there = await fetch(out.redirect, { redirect: 'manual' })
  return comeBack(jar, new URL(there.headers.get('location') ?? '').searchParams)
}

async function comeBack(jar: Jar, query: URLSearchParams) {
  const back = await ask(jar, 'callback', { query: Object.fromEntries(query) })
  const sessionId = await readSessionId(cookieText(jar))
  const session = sessionId ? await db.session.findUnique({ where: { id: sessionId } }) : null
  return { end: back.redirect, userId: session?.userId ?? null, jar }
}

const invite = async (address = email, organization = ours) => {
  const { link } = await createInvitation(organization.ctx, { email: address, role_name: 'Operator' })
  return new URL(link).hash.slice(1)
}
const intendInvitation = async (token: string): Promise<Jar> => {
  const answer = await browse(INTEND_INVITATION, {
    method: 'POST',
    body: { token },
    headers: { 'x-tributary-peer': crypto.randomUUID() },
  })
  expect(answer.status).toBe(204)
  return jarOf(answer.headers)
}
const jarOf = (headers: Headers, jar: Jar = new Map()): Jar => {
  const cookie = headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax/)
  keep(jar, cookie)
  return jar
}
const signedIn = async (userId: string): Promise<{ jar: Jar; cookie: string }> => {
  const { cookie } = await makeSession(userId)
  const at = cookie.indexOf('=')
  return { cookie, jar: new Map([[cookie.slice(0, at), cookie.slice(at + 1)]]) }
}
const startLinking = async (cookie: string, jar: Jar): Promise<Jar> =>
  jarOf((await browse(START_LINKING, { cookie, method: 'POST' })).headers, jar)

describe('sign-in at an OIDC provider', () => {
  it('an identity that nobody has linked signs nobody in, whatever its address', async () => {
    await db.user.update({ where: { id: ours.userId }, data: { email } })
    provider.person = { ...provider.person, email_verified: true }
    const { end, userId } = await visitProvider()
    expect(end).toContain('error=IdentityUnknown')
    expect(userId).toBeNull()
    expect(await db.identity.count({ where: { subject: provider.person.sub } })).toBe(0)
  })

  it('the link of an invitation makes the user, who from then on signs in with the identity', async () => {
    const jar = await intendInvitation(await invite('someone@example.com'))
    const first = await visitProvider(jar)
    expect(first.end).not.toContain('error')
    const user = await db.user.findUniqueOrThrow({ where: { id: first.userId ?? '' } })
    expect(user).toMatchObject({ email: 'someone@example.com', fullName: 'Grace', passwordHash: null })
    expect((await browse(WHOAMI, { cookie: cookieText(first.jar) })).body).toMatchObject({
      user: { id: user.id },
      organization: { id: ours.id },
      bindings: [{ role_name: 'Operator' }],
    })
    expect((await visitProvider()).userId).toBe(user.id)
  })

  it('an open invitation for the very address lets in who proves the address, and nobody else', async () => {
    await invite()
    expect((await visitProvider()).end).toContain('error=IdentityUnknown')
    provider.person = { ...provider.person, email: `x${email}`, email_verified: true }
    expect((await visitProvider()).end).toContain('error=IdentityUnknown')
    provider.person = { ...provider.person, email: email.toUpperCase(), email_verified: true }
    const { userId } = await visitProvider()
    expect(await db.user.findUniqueOrThrow({ where: { id: userId ?? '' } })).toMatchObject({ email })
  })

  it('an expired invitation lets nobody in by its address', async () => {
    await invite()
    await db.invitation.updateMany({ where: { email }, data: { expiresAt: new Date(Date.now() - 1000) } })
    provider.person = { ...provider.person, email_verified: true }
    expect((await visitProvider()).end).toContain('error=IdentityUnknown')
  })

  it('an invitation does not hand over the account that has its address already', async () => {
    const theirs = await makeOrganization()
    await db.user.update({ where: { id: theirs.userId }, data: { email } })
    const { end, userId } = await visitProvider(await intendInvitation(await invite()))
    expect(end).toContain('error=AccountExists')
    expect(userId).toBeNull()
    expect(await db.identity.count({ where: { userId: theirs.userId } })).toBe(0)
  })

  it('a signed-in user links an identity, signs in with it, and unlinks it', async () => {
    const { cookie, jar } = await signedIn(ours.userId)
    const { end } = await visitProvider(await startLinking(cookie, jar))
    expect(end).not.toContain('error')
    expect((await visitProvider()).userId).toBe(ours.userId)
    const { body } = await browse(IDENTITIES, { cookie })
    const { data } = body as { data: { id: string }[] }
    expect(body).toMatchObject({ data: [{ issuer: provider.issuer, email }], provider_name: 'Weather ID' })
    const unlink = () =>
      browse(UNLINK, { cookie, method: 'DELETE', params: { identityId: data[0]?.id ?? '' } })
    expect((await unlink()).status).toBe(204)
    expect((await unlink()).status).toBe(404)
    expect((await visitProvider()).end).toContain('error=IdentityUnknown')
  })

  it('the intention to link is worth nothing in another browser, another user’s session, or twice', async () => {
    const { cookie, jar } = await signedIn(ours.userId)
    const other = await makeOrganization()
    const intent = [...(await startLinking(cookie, new Map()))]
    expect((await visitProvider(new Map(intent))).end).toContain('error=IdentityUnknown')
    const theirs = await signedIn(other.userId)
    expect((await visitProvider(new Map([...theirs.jar, ...intent]))).end).toContain('error=IdentityUnknown')
    await visitProvider(await startLinking(cookie, new Map(jar)))
    const used = [...(await startLinking(cookie, new Map(jar)))]
    await db.oneTimeToken.deleteMany({ where: { subject: ours.userId } })
    provider.person = { ...provider.person, sub: crypto.randomUUID() }
    expect((await visitProvider(new Map(used))).end).toContain('error=IdentityUnknown')
    expect(await db.identity.count({ where: { userId: other.userId } })).toBe(0)
  })

  it('an identity of one user does not become another’s', async () => {
    const mine = await signedIn(ours.userId)
    await visitProvider(await startLinking(mine.cookie, mine.jar))
    const other = await makeOrganization()
    const theirs = await signedIn(other.userId)
    const { end } = await visitProvider(await startLinking(theirs.cookie, theirs.jar))
    expect(end).toContain('error=IdentityTaken')
    expect((await visitProvider()).userId).toBe(ours.userId)
  })

  it('a trip ends on the page that it was for, and never on another site', async () => {
    const { cookie, jar } = await signedIn(ours.userId)
    expect((await visitProvider(await startLinking(cookie, jar))).end).toBe('http://localhost:3000/account')
    for (const elsewhere of [
      'https://evil.example/account',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ])
      expect((await visitProvider(new Map(), elsewhere)).end).toMatch(/^http:\/\/localhost:3000\/?$/)
  })

  it('the only way to sign in cannot be unlinked', async () => {
    const { cookie, jar } = await signedIn(ours.userId)
    await visitProvider(await startLinking(cookie, jar))
    await db.user.update({ where: { id: ours.userId }, data: { passwordHash: null } })
    const { data } = (await browse(IDENTITIES, { cookie })).body as { data: { id: string }[] }
    const params = { identityId: data[0]?.id ?? '' }
    expect((await browse(UNLINK, { cookie, method: 'DELETE', params })).status).toBe(409)
    await db.user.update({ where: { id: ours.userId }, data: { passwordHash: await hashPassword('x') } })
    expect((await browse(UNLINK, { cookie, method: 'DELETE', params })).status).toBe(204)
  })

  it('a deactivated user is not let in', async () => {
    const { cookie, jar } = await signedIn(ours.userId)
    await visitProvider(await startLinking(cookie, jar))
    await db.user.update({ where: { id: ours.userId }, data: { isActive: false } })
    const { end, userId } = await visitProvider()
    expect(end).toContain('error=AccountInactive')
    expect(userId).toBeNull()
  })

  it('an answer that belongs to no question of this browser is refused', async () => {
    const jar = await intendInvitation(await invite())
    const csrf = (await ask(jar, 'csrf')).body as { csrfToken: string }
    const out = await ask(jar, 'signin', { method: 'POST', body: { csrfToken: csrf.csrfToken } })
    const there = await fetch(out.redirect, { redirect: 'manual' })
    const query = new URL(there.headers.get('location') ?? '').searchParams
    expect((await comeBack(new Map(), query)).end).toContain('error=')
    query.set('state', 'of another question')
    expect(await comeBack(jar, query)).toMatchObject({ userId: null })
    expect(await db.user.count({ where: { email } })).toBe(0)
  })
})
