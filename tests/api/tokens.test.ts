import { randomBytes } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { POST as CHANGE_PASSWORD } from '@/app/api/console/account/password/route'
import { GET as WHOAMI } from '@/app/api/console/session/route'
import { POST as ACCESS_TOKEN } from '@/app/api/access_tokens/route'
import { DELETE as LOG_OUT, POST as LOG_IN } from '@/app/api/sessions/route'
import { GET as CLUSTER } from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/route'
import { GET as ENVIRONMENTS, POST as NEW_ENVIRONMENT } from '@/app/(control-plane)/org/v2/environments/route'
import { hashPassword } from '@/lib/crypto'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { publicSessionId } from '@/lib/sessions/end'
import { signToken } from '@/lib/tokens/signing'
import { makeSession } from '../support/browser'
import { call, makeOrganization, type Organization } from '../support/factories'

const password = 'correct horse battery'
const passwordHash = await hashPassword(password)
let ours: Organization
let session: { id: string; cookie: string }

const later = () => new Date(Date.now() + 60_000)
const subject = () => ({ userId: ours.userId, publicSessionId: publicSessionId(session.id) })
const bearer = (token: string): string => `Bearer ${token}`
const sessionBearer = async () => bearer(await signToken('session', subject(), later()))
const dataBearer = async () => bearer(await signToken('data-plane', subject(), later()))
const environmentsWith = async (authorization: string) => (await call(ENVIRONMENTS, { authorization })).status

beforeEach(async () => {
  ours = await makeOrganization()
  await db.user.update({ where: { id: ours.userId }, data: { passwordHash } })
  session = await makeSession(ours.userId)
})

describe('Bearer tokens', () => {
  it('a session token acts as the signed-in user, also where a browser would have to prove its origin', async () => {
    const authorization = await sessionBearer()
    expect(await environmentsWith(authorization)).toBe(200)
    expect((await call(WHOAMI, { authorization })).body).toMatchObject({ user: { id: ours.userId } })
    const made = await call(NEW_ENVIRONMENT, { authorization, method: 'POST', body: { display_name: 'new' } })
    expect(made.status).toBe(201)
  })

  it('a data-plane token opens Kafka REST and nothing of the control plane', async () => {
    const authorization = await dataBearer()
    // 404: it got as far as looking for the cluster.
    const answer = await call(CLUSTER, { authorization, params: { clusterId: 'lkc-nothere' } })
    expect(answer.status).toBe(404)
    expect(await environmentsWith(authorization)).toBe(401)
    expect((await call(ACCESS_TOKEN, { authorization, method: 'POST' })).status).toBe(401)
  })

  it('is refused without a signature, with another key, of another kind, cut short, expired or made up', async () => {
    const good = (await sessionBearer()).slice('Bearer '.length)
    const claims = { sub: ours.userId, sid: publicSessionId(session.id), iss: 'tributary', aud: 'session' }
    const signWith = (key: Uint8Array, typ = 'session+jwt') =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ })
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(key)
    const [header, , signature] = good.split('.')
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'u-other1', exp: 9e9 })).toString('base64url')
    const refused = [
      new UnsecuredJWT(claims).setExpirationTime('1m').setIssuedAt().encode(),
      `${new UnsecuredJWT(claims).setExpirationTime('1m').setIssuedAt().encode()}${signature}`,
      await signWith(randomBytes(32)),
      // The secret itself is no token's key.
      await signWith(new TextEncoder().encode(env.authSecret)),
      await signToken('session', subject(), new Date(Date.now() - 1000)),
      await signToken('session', { ...subject(), publicSessionId: 'a'.repeat(24) }, later()),
      await signToken('session', { ...subject(), userId: 'u-nobody' }, later()),
      good.slice(0, -1),
      good.slice(0, good.lastIndexOf('.') + 1),
      `${header}.${forged}.${signature}`,
      `${good}.${good}`,
      session.cookie.slice(session.cookie.indexOf('=') + 1),
      session.id,
      '',
    ]
    for (const token of refused) expect(await environmentsWith(bearer(token)), token).toBe(401)
    expect(await environmentsWith(`bearer ${good}`)).toBe(200)
    expect(await environmentsWith(`${bearer(good)}, Basic eDp5`)).toBe(401)
  })

  it('a token of one kind is none of the other, whatever its header says', async () => {
    const [, payload, signature] = (await dataBearer()).slice('Bearer '.length).split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'session+jwt' })).toString('base64url')
    expect(await environmentsWith(bearer(`${header}.${payload}.${signature}`))).toBe(401)
  })

  it('holds no session id, which is a credential', async () => {
    const [, payload = ''] = (await sessionBearer()).split('.')
    expect(Buffer.from(payload, 'base64url').toString()).not.toContain(session.id)
  })

  it('ends with its session: by logging out, a new password and deactivation', async () => {
    const login = async () => {
      const { email } = await db.user.findUniqueOrThrow({ where: { id: ours.userId } })
      const { body } = await call(LOG_IN, { authorization: '', method: 'POST', body: { email, password } })
      return bearer((body as { token: string }).token)
    }
    const [first, second] = [await login(), await login()]
    const { token } = (await call(ACCESS_TOKEN, { authorization: first, method: 'POST' })).body as {
      token: string
    }
    const data = bearer(token)
    const clusterWith = async () =>
      (await call(CLUSTER, { authorization: data, params: { clusterId: 'lkc-nothere' } })).status
    expect(await clusterWith()).toBe(404)
    expect((await call(LOG_OUT, { authorization: first, method: 'DELETE' })).status).toBe(200)
    expect(await environmentsWith(first)).toBe(401)
    expect(await clusterWith()).toBe(401)

    expect(await environmentsWith(second)).toBe(200)
    const change = { current_password: password, new_password: 'another fine password' }
    await call(CHANGE_PASSWORD, { authorization: await sessionBearer(), method: 'POST', body: change })
    expect(await environmentsWith(second)).toBe(401)

    const third = await sessionBearer()
    expect(await environmentsWith(third)).toBe(200)
    await db.user.update({ where: { id: ours.userId }, data: { isActive: false } })
    expect(await environmentsWith(third)).toBe(401)
  })
})
