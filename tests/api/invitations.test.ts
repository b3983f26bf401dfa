import { beforeEach, describe, expect, it } from 'vitest'
import { POST as ACCEPT } from '@/app/api/console/invitations/accept/route'
import { POST as LOOK_UP } from '@/app/api/console/invitations/look-up/route'
import { DELETE, GET } from '@/app/(control-plane)/iam/v2/invitations/[invitationId]/route'
import { GET as LIST, POST } from '@/app/(control-plane)/iam/v2/invitations/route'
import { environmentCrn, organizationCrn } from '@/lib/crn'
import { hashPassword } from '@/lib/crypto'
import { db } from '@/lib/db'
import type { InvitationDto } from '@/lib/invitations/schema'
import { signIn } from '@/lib/sessions/sign-in'
import { browse, problemsOf } from '../support/browser'
import { call, makeActor, makeOrganization, type Organization } from '../support/factories'

const password = 'correct horse battery'
let ours: Organization
let theirs: Organization
let email: string

beforeEach(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
  email = `${crypto.randomUUID()}@example.com`
})

const create = (body: object, authorization = ours.authorization) =>
  call(POST, { authorization, method: 'POST', body })
const tokenOf = ({ link = '' }: InvitationDto): string => {
  const url = new URL(link)
  expect([url.pathname, url.search]).toEqual(['/invitation', ''])
  return url.hash.slice(1)
}
const invite = async (body: object = {}, authorization = ours.authorization) => {
  const invitation = (await create({ email, ...body }, authorization)).body as InvitationDto
  return { invitation, token: tokenOf(invitation) }
}
/** Each call from an address of its own, so that the limit of tries per address stays out of the way. */
const headers = () => ({ 'x-tributary-peer': crypto.randomUUID() })
const accept = (token: string, over: object = {}) =>
  browse(ACCEPT, {
    method: 'POST',
    body: { token, full_name: 'Grace', password, ...over },
    headers: headers(),
  })
const lookUp = (token: string) => browse(LOOK_UP, { method: 'POST', body: { token }, headers: headers() })
const get = (invitationId: string, authorization = ours.authorization) =>
  call(GET, { authorization, params: { invitationId } })
const remove = (invitationId: string, authorization = ours.authorization) =>
  call(DELETE, { authorization, method: 'DELETE', params: { invitationId } })
const list = async (query = '', authorization = ours.authorization) =>
  ((await call(LIST, { authorization, query })).body as { data: InvitationDto[] }).data

describe('invitations', () => {
  it('POST – answers with the link, once; its token is kept as a hash only', async () => {
    const made = await create({ email: ` ${email.toUpperCase()} `, role_name: 'Operator' })
    expect(made.status).toBe(201)
    const { link, ...invitation } = made.body as InvitationDto
    expect(invitation).toMatchObject({
      api_version: 'iam/v2',
      kind: 'Invitation',
      email,
      status: 'INVITE_STATUS_SENT',
      role_name: 'Operator',
    })
    expect(invitation.id).toMatch(/^i-/)
    expect(invitation).not.toHaveProperty('accepted_at')
    const token = tokenOf({ ...invitation, link: link ?? '' })
    expect(
      JSON.stringify([await db.oneTimeToken.findMany(), await db.auditEvent.findMany()], bigints),
    ).not.toContain(token)
    expect((await get(invitation.id)).body).toEqual(invitation)
    expect(await list()).toEqual([invitation])
  })

  it('the link tells whom it is for, makes the user with the role, and works once', async () => {
    const { invitation, token } = await invite({ role_name: 'Operator' })
    expect((await lookUp(token)).body).toMatchObject({ email, role_name: 'Operator', has_account: false })
    const accepted = await accept(token)
    expect(accepted.status).toBe(201)
    const { id } = accepted.body as { id: string }
    const session = await signIn({ email, password, userAgent: '', ipAddress: headers()['x-tributary-peer'] })
    expect(session?.id).toBe(id)
    const bindings = await db.roleBinding.findMany({ where: { principal: `User:${id}` } })
    expect(bindings).toMatchObject([{ roleName: 'Operator', crnPattern: organizationCrn(ours.id) }])
    expect((await get(invitation.id)).body).toMatchObject({
      status: 'INVITE_STATUS_ACCEPTED',
      user: { id },
      creator: { id: ours.userId },
      accepted_at: expect.any(String) as string,
    })
    expect((await accept(token)).status).toBe(403)
    expect((await lookUp(token)).status).toBe(403)
  })

  it('an invitation without a role gives none', async () => {
    const { token } = await invite()
    const { id } = (await accept(token)).body as { id: string }
    expect(await db.roleBinding.count({ where: { principal: `User:${id}` } })).toBe(0)
    expect(await db.membership.count({ where: { userId: id, organizationId: ours.id } })).toBe(1)
  })

  it('accepted twice at the same moment, it makes one user', async () => {
    const { token } = await invite()
    const answers = await Promise.all([accept(token), accept(token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403])
    expect(await db.user.count({ where: { email } })).toBe(1)
  })

  it('a made-up, an expired and a withdrawn link let nobody in', async () => {
    const { invitation, token } = await invite()
    expect((await accept('x'.repeat(43))).status).toBe(403)
    await db.oneTimeToken.updateMany({
      where: { subject: invitation.id },
      data: { expiresAt: new Date(Date.now() - 1000) },
    })
    expect((await accept(token)).status).toBe(403)
    await db.invitation.update({
      where: { id: invitation.id },
      data: { expiresAt: new Date(Date.now() - 1000) },
    })
    expect((await get(invitation.id)).body).toMatchObject({ status: 'INVITE_STATUS_EXPIRED' })
    const again = await invite()
    expect((await remove(again.invitation.id)).status).toBe(204)
    expect((await accept(again.token)).status).toBe(403)
    expect((await get(again.invitation.id)).status).toBe(404)
    expect(await db.user.count({ where: { email } })).toBe(0)
  })

  it.each([
    ['a short password', { password: 'short' }, '/password'],
    ['no name', { full_name: ' ' }, '/full_name'],
  ])('accept – %s names the field and leaves the link usable', async (_what, over, pointer) => {
    const { token } = await invite()
    const answer = await accept(token, over)
    expect([answer.status, problemsOf(answer)[0]?.pointer]).toEqual([400, pointer])
    expect((await accept(token)).status).toBe(201)
  })

  it('who has an account elsewhere joins with its own password, and with no other', async () => {
    const passwordHash = await hashPassword(password)
    await db.user.update({ where: { id: theirs.userId }, data: { email, passwordHash } })
    const { token } = await invite({ role_name: 'Operator' })
    expect((await lookUp(token)).body).toMatchObject({ has_account: true })
    const wrong = await accept(token, { password: 'another long password' })
    expect([wrong.status, problemsOf(wrong)[0]?.pointer]).toEqual([400, '/password'])
    expect((await accept(token)).body).toMatchObject({ id: theirs.userId })
    const user = await db.user.findUniqueOrThrow({
      where: { id: theirs.userId },
      include: { memberships: true },
    })
    expect([user.passwordHash, user.fullName, user.memberships.length]).toEqual([passwordHash, 'Ada', 2])
  })

  it('an invitation does not outlive the rights of who made it', async () => {
    const admin = await makeActor(ours, 'OrganizationAdmin', organizationCrn(ours.id))
    const { token } = await invite({ role_name: 'OrganizationAdmin' }, admin.authorization)
    await db.roleBinding.deleteMany({ where: { principal: admin.principal } })
    expect((await accept(token)).status).toBe(403)
    expect(await db.user.count({ where: { email } })).toBe(0)
  })

  it('POST – a user of the organization and an address with an open invitation answer 409', async () => {
    const { invitation } = await invite()
    expect((await create({ email })).status).toBe(409)
    await remove(invitation.id)
    const { token } = await invite()
    await accept(token)
    expect((await create({ email })).status).toBe(409)
    expect((await create({ email }, theirs.authorization)).status).toBe(201)
  })

  it('POST – one more than the quota answers 429 and says when to come back', async () => {
    await db.$executeRaw`
      INSERT INTO invitations (id, organization_id, email, creator_id, expires_at, updated_at)
      SELECT 'i-full-' || ${ours.id} || n, ${ours.id}::uuid, n || '@example.com', 'u-1', now(), now()
      FROM generate_series(1, 1000) n`
    const answer = await create({ email })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it.each([
    ['no address', { email: 'grace' }, '/email'],
    ['two addresses', { email: 'a@example.com,b@example.com' }, '/email'],
    ['no such role', { email: 'a@example.com', role_name: 'Emperor' }, '/role_name'],
    ['a role of clusters', { email: 'a@example.com', role_name: 'CloudClusterAdmin' }, '/role_name'],
  ])('POST – %s answers 400 and points at it', async (_what, body, pointer) => {
    const answer = await create(body)
    expect([answer.status, problemsOf(answer)[0]?.pointer]).toEqual([400, pointer])
  })

  it('an AccountAdmin invites, but gives no roles; an administrator of an environment sees and does neither', async () => {
    const accounts = await makeActor(ours, 'AccountAdmin', organizationCrn(ours.id))
    expect((await create({ email, role_name: 'OrganizationAdmin' }, accounts.authorization)).status).toBe(403)
    const made = await create({ email }, accounts.authorization)
    expect(made.status).toBe(201)
    expect(await list('', accounts.authorization)).toHaveLength(1)
    const viewer = await makeActor(ours, 'MetricsViewer', environmentCrn(ours.id, ours.environmentId))
    const { id } = made.body as InvitationDto
    expect(await list('', viewer.authorization)).toEqual([])
    expect((await get(id, viewer.authorization)).status).toBe(403)
    expect((await remove(id, viewer.authorization)).status).toBe(403)
    expect((await create({ email: 'x@example.com' }, viewer.authorization)).status).toBe(403)
  })

  it('GET – the list filters by address, status, user and creator', async () => {
    const { token } = await invite()
    await accept(token)
    await create({ email: 'second@example.com' })
    const emails = async (query: string) => (await list(query)).map((one) => one.email)
    expect(await emails('?email=Second@Example.com')).toEqual(['second@example.com'])
    expect(await emails('?status=INVITE_STATUS_ACCEPTED')).toEqual([email])
    expect(await emails('?status=INVITE_STATUS_SENT')).toEqual(['second@example.com'])
    expect(await emails('?status=INVITE_STATUS_EXPIRED')).toEqual([])
    expect(await emails(`?creator=${ours.userId}`)).toHaveLength(2)
    expect(await emails('?user=u-000000')).toEqual([])
    expect(await emails('?email=&status=&user=&creator=')).toHaveLength(2)
  })

  it('another organization’s invitation and an unknown id answer the same 404', async () => {
    const { invitation } = await invite({}, theirs.authorization)
    for (const id of [invitation.id, 'i-000000'])
      for (const answer of [await get(id), await remove(id)]) {
        expect(answer.status).toBe(404)
        expect(problemsOf(answer)[0]?.detail).toBe(
          `Invitation ${id} does not exist, or you have no access to it.`,
        )
      }
    expect(await list()).toEqual([])
  })

  it('another site cannot accept through a browser, and an address that guesses is slowed down', async () => {
    const { token } = await invite()
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const body = { token, full_name: 'Eve', password }
    expect((await browse(ACCEPT, { method: 'POST', body, headers: foreign })).status).toBe(403)
    const guess = () =>
      browse(LOOK_UP, {
        method: 'POST',
        body: { token: 'x'.repeat(43) },
        headers: { 'x-tributary-peer': '192.0.2.1' },
      })
    const statuses = (await Promise.all(Array.from({ length: 30 }, guess))).map(({ status }) => status)
    expect([statuses.at(0), statuses.at(-1)]).toEqual([403, 429])
  })
})

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
