import { beforeEach, describe, expect, it } from 'vitest'
import { POST } from '@/app/api/console/set-up/route'
import { db } from '@/lib/db'
import { signIn } from '@/lib/sessions/sign-in'
import { createSetupLink } from '@/lib/users/set-up-administrator'
import { browse, problemsOf } from '../support/browser'

const input = { full_name: 'Ada', email: 'Ada@Example.com ', password: 'correct horse battery' }

beforeEach(async () => {
  await db.$executeRaw`TRUNCATE users, organizations, one_time_tokens CASCADE`
  await db.organization.create({ data: { id: crypto.randomUUID(), displayName: 'My organization' } })
})

async function freshToken(): Promise<string> {
  const link = new URL((await createSetupLink()) ?? '')
  expect(link.pathname).toBe('/set-up')
  expect(link.search).toBe('')
  return link.hash.slice(1)
}

/** Each call from an address of its own, so that the limit of tries per address stays out of the way. */
const redeem = (token: string, extra: object = {}, headers: Record<string, string> = {}) =>
  browse(POST, {
    method: 'POST',
    body: { ...input, token, ...extra },
    headers: { 'x-tributary-peer': crypto.randomUUID(), ...headers },
  })

describe('set-up', () => {
  it('the link makes one administrator, who can sign in; its token is stored as a hash', async () => {
    const token = await freshToken()
    expect(JSON.stringify(await db.oneTimeToken.findMany())).not.toContain(token)
    const made = await redeem(token)
    expect(made.status).toBe(201)
    const { id } = made.body as { id: string }
    const binding = await db.roleBinding.findFirst({ where: { principal: `User:${id}` } })
    expect(binding?.roleName).toBe('OrganizationAdmin')
    const session = await signIn({
      email: 'ada@example.com',
      password: input.password,
      userAgent: '',
      ipAddress: 'local',
    })
    expect(session?.id).toBe(id)
  })

  it('the link works once, and no other one is given out afterwards', async () => {
    const token = await freshToken()
    await redeem(token)
    expect((await redeem(token, { email: 'eve@example.com' })).status).toBe(403)
    expect(await createSetupLink()).toBeNull()
    expect(await db.user.count()).toBe(1)
  })

  it('redeemed twice at the same moment, it makes one administrator', async () => {
    const token = await freshToken()
    const answers = await Promise.all([redeem(token), redeem(token, { email: 'eve@example.com' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403])
    expect(await db.user.count()).toBe(1)
  })

  it('a newer link replaces the earlier one', async () => {
    const first = await freshToken()
    const second = await freshToken()
    expect((await redeem(first)).status).toBe(403)
    expect((await redeem(second)).status).toBe(201)
  })

  it('a wrong and an expired link are refused and make nobody', async () => {
    const token = await freshToken()
    expect((await redeem('x'.repeat(43))).status).toBe(403)
    await db.oneTimeToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } })
    expect((await redeem(token)).status).toBe(403)
    expect(await db.user.count()).toBe(0)
  })

  it.each([
    ['a short password', { password: 'short' }, '/password'],
    ['a password of one letter', { password: 'aaaaaaaaaaaaaaaa' }, '/password'],
    ['no e-mail address', { email: 'ada' }, '/email'],
    ['no name', { full_name: '  ' }, '/full_name'],
  ])('%s names the field and leaves the link usable', async (_what, extra, pointer) => {
    const token = await freshToken()
    const answer = await redeem(token, extra)
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]?.pointer).toBe(pointer)
    expect((await redeem(token)).status).toBe(201)
  })

  it('an address that guesses is slowed down', async () => {
    const headers = { 'x-tributary-peer': '192.0.2.1' }
    const tries = Array.from({ length: 30 }, () => redeem('no token', {}, headers))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.at(0)).toBe(400)
    expect(statuses.at(-1)).toBe(429)
  })

  it('another site cannot redeem it through a browser', async () => {
    const token = await freshToken()
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await redeem(token, {}, headers)).status).toBe(403)
    expect(await db.user.count()).toBe(0)
  })
})
