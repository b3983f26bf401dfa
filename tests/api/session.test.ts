import { beforeEach, describe, expect, it } from 'vitest'
import { POST as CHANGE_PASSWORD } from '@/app/api/console/account/password/route'
import { DELETE as END_SESSION } from '@/app/api/console/account/sessions/[sessionId]/route'
import { GET as SESSIONS } from '@/app/api/console/account/sessions/route'
import { GET as WHOAMI } from '@/app/api/console/session/route'
import { POST as CREATE_ENVIRONMENT } from '@/app/(control-plane)/org/v2/environments/route'
import { userCrn } from '@/lib/crn'
import { hashPassword } from '@/lib/crypto'
import { db } from '@/lib/db'
import type { SessionDto } from '@/lib/sessions/schema'
import { signIn } from '@/lib/sessions/sign-in'
import { browse, makeSession, problemsOf } from '../support/browser'
import { makeOrganization, type Organization } from '../support/factories'

const password = 'correct horse battery'
const passwordHash = await hashPassword(password)
let ours: Organization
let session: { id: string; cookie: string }

beforeEach(async () => {
  ours = await makeOrganization()
  await db.user.update({ where: { id: ours.userId }, data: { passwordHash } })
  session = await makeSession(ours.userId)
})

const whoami = (cookie?: string) => browse(WHOAMI, cookie === undefined ? {} : { cookie })
const create = (headers: Record<string, string | null> = {}, cookie = session.cookie) =>
  browse(CREATE_ENVIRONMENT, {
    cookie,
    method: 'POST',
    body: { display_name: crypto.randomUUID() },
    headers,
  })

describe('sessions', () => {
  it('GET session – says who is signed in, where and with which roles', async () => {
    const { status, body, headers } = await whoami(session.cookie)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      user: { id: ours.userId, full_name: 'Ada' },
      organization: { id: ours.id },
      bindings: [{ role_name: 'OrganizationAdmin' }],
    })
    expect(JSON.stringify(body)).not.toContain('scrypt')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('no session, a made-up cookie and an expired session answer 401 without a password box', async () => {
    const expired = await makeSession(ours.userId, new Date(Date.now() - 1000))
    for (const cookie of [undefined, 'tributary.session=abc', expired.cookie]) {
      const answer = await whoami(cookie)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBeNull()
    }
  })

  it('a session that idled for a day, or whose user is deactivated, is refused', async () => {
    await db.session.update({
      where: { id: session.id },
      data: { lastSeenAt: new Date(Date.now() - 25 * 3600_000) },
    })
    expect((await whoami(session.cookie)).status).toBe(401)
    const other = await makeSession(ours.userId)
    await db.user.update({ where: { id: ours.userId }, data: { isActive: false } })
    expect((await whoami(other.cookie)).status).toBe(401)
  })

  it('Authorization present means the cookie is ignored', async () => {
    const answer = await browse(WHOAMI, { cookie: session.cookie, headers: { authorization: 'Basic eDp5' } })
    expect(answer.status).toBe(401)
  })

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another port of this host', { origin: 'http://localhost:8080' }],
    ['a cross-site fetch without Origin', { origin: null, 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch without Origin', { origin: null, 'sec-fetch-site': 'same-site' }],
    ['neither Origin nor Sec-Fetch-Site', { origin: null, 'sec-fetch-site': null }],
  ])('POST with a cookie from %s is refused and changes nothing', async (_what, headers) => {
    const before = await db.environment.count()
    expect((await create(headers)).status).toBe(403)
    expect(await db.environment.count()).toBe(before)
  })

  it('POST from a page of ours works', async () => {
    expect((await create()).status).toBe(201)
  })

  it.each(['evil.example', 'localhost:8080', 'localhost.evil.example:3000', ''])(
    'a request for the host "%s" is refused, signed in or not',
    async (host) => {
      const answer = await browse(WHOAMI, { cookie: session.cookie, headers: { host } })
      expect(answer.status).toBe(400)
    },
  )

  it('POST – a body that is no JSON is refused', async () => {
    expect((await create({ 'content-type': 'text/plain' })).status).toBe(400)
  })

  it('an ended session is refused at once; the list shows hashes, never session ids', async () => {
    const other = await makeSession(ours.userId)
    const list = (await browse(SESSIONS, { cookie: session.cookie })).body as { data: SessionDto[] }
    expect(list.data).toHaveLength(2)
    expect(JSON.stringify(list)).not.toContain(session.id)
    expect(JSON.stringify(list)).not.toContain(other.id)
    const target = list.data.find(({ is_current: isCurrent }) => !isCurrent)
    const end = await browse(END_SESSION, {
      cookie: session.cookie,
      method: 'DELETE',
      params: { sessionId: target?.id ?? '' },
    })
    expect(end.status).toBe(204)
    expect((await whoami(other.cookie)).status).toBe(401)
    expect((await whoami(session.cookie)).status).toBe(200)
  })

  it("DELETE – another user's session answers 404 and goes on", async () => {
    const stranger = await makeOrganization()
    const theirs = await makeSession(stranger.userId)
    const list = (await browse(SESSIONS, { cookie: theirs.cookie })).body as { data: SessionDto[] }
    const answer = await browse(END_SESSION, {
      cookie: session.cookie,
      method: 'DELETE',
      params: { sessionId: list.data[0]?.id ?? '' },
    })
    expect(answer.status).toBe(404)
    expect((await whoami(theirs.cookie)).status).toBe(200)
  })
})

describe('passwords', () => {
  const change = (body: object, cookie = session.cookie) =>
    browse(CHANGE_PASSWORD, { cookie, method: 'POST', body })

  it('POST – a wrong current password names its field and changes nothing', async () => {
    const answer = await change({ current_password: 'wrong', new_password: 'a new long password' })
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]?.pointer).toBe('/current_password')
  })

  it.each([
    ['too short', 'short'],
    ['too long', 'xyz12'.repeat(41)],
    ['one letter', 'aaaaaaaaaaaaaaaa'],
  ])('POST – a new password that is %s names its field', async (_what, weak) => {
    const answer = await change({ current_password: password, new_password: weak })
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]?.pointer).toBe('/new_password')
  })

  it('POST – a change ends the other sessions at once, keeps this one, and the old password is out', async () => {
    const other = await makeSession(ours.userId)
    expect((await change({ current_password: password, new_password: 'a new long password' })).status).toBe(
      204,
    )
    expect((await whoami(other.cookie)).status).toBe(401)
    expect((await whoami(session.cookie)).status).toBe(200)
    const { email } = await db.user.findUniqueOrThrow({ where: { id: ours.userId } })
    const enter = (text: string) => signIn({ email, password: text, userAgent: '', ipAddress: 'local' })
    expect(await enter(password)).toBeNull()
    expect(await enter('a new long password')).not.toBeNull()
  })

  it('sign-in – is an event of the audit log with the person and the address; a wrong password is none', async () => {
    const { email } = await db.user.findUniqueOrThrow({ where: { id: ours.userId } })
    const from = { userAgent: '', ipAddress: '192.0.2.7' }
    await signIn({ email, password: 'a wrong one', ...from })
    await signIn({ email, password, ...from })
    const events = await db.auditEvent.findMany({ where: { organizationId: ours.id, method: 'SignIn' } })
    expect(events).toMatchObject([
      {
        principal: `User:${ours.userId}`,
        resource: userCrn(ours.id, ours.userId),
        clientAddress: '192.0.2.7',
      },
    ])
  })

  it('sign-in – finds the address in any spelling, refuses a wrong pair, and slows down after five tries', async () => {
    const { email } = await db.user.findUniqueOrThrow({ where: { id: ours.userId } })
    const enter = (address: string, text: string) =>
      signIn({ email: address, password: text, userAgent: '', ipAddress: crypto.randomUUID() })
    expect(await enter(` ${email.toUpperCase()} `, password)).toMatchObject({ id: ours.userId })
    for (let i = 0; i < 4; i++) expect(await enter(email, 'wrong')).toBeNull()
    await expect(enter(email, password)).rejects.toMatchObject({ code: 'quota' })
  })

  it('sign-in – an unknown address is refused as a wrong password is', async () => {
    const unknown = `${crypto.randomUUID()}@example.com`
    expect(await signIn({ email: unknown, password, userAgent: '', ipAddress: 'elsewhere' })).toBeNull()
  })
})
