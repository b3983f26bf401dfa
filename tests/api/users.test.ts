import { beforeEach, describe, expect, it } from 'vitest'
import { GET as listEnvironments } from '@/app/(control-plane)/org/v2/environments/route'
import { DELETE, GET, PATCH } from '@/app/(control-plane)/iam/v2/users/[userId]/route'
import { GET as LIST } from '@/app/(control-plane)/iam/v2/users/route'
import { GET as WHOAMI } from '@/app/api/console/session/route'
import { environmentCrn, organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { RoleName } from '@/lib/permissions'
import { insertUser } from '@/lib/users/create'
import type { UserDto } from '@/lib/users/schema'
import { browse, makeSession, problemsOf } from '../support/browser'
import {
  call,
  makeActor,
  makeApiKey,
  makeCluster,
  makeOrganization,
  type Organization,
} from '../support/factories'

let ours: Organization
let theirs: Organization

beforeEach(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
})

const makeUser = async (
  organizationId = ours.id,
  roleName: RoleName | null = null,
  email = `${crypto.randomUUID()}@example.com`,
): Promise<string> => {
  const user = await db.$transaction((tx) =>
    insertUser(tx, { email, fullName: 'Grace', roleName, organizationId }, 'none'),
  )
  return user.id
}
const list = async (authorization = ours.authorization, query = '') =>
  (await call(LIST, { authorization, query })).body as { data: UserDto[]; metadata: { next?: string } }
const get = (userId: string, authorization = ours.authorization) =>
  call(GET, { authorization, params: { userId } })
const patch = (userId: string, body: object, authorization = ours.authorization) =>
  call(PATCH, { authorization, method: 'PATCH', params: { userId }, body })
const remove = (userId: string, authorization = ours.authorization) =>
  call(DELETE, { authorization, method: 'DELETE', params: { userId } })
const keyOf = async (userId: string) => {
  const { key, secret } = await makeApiKey(ours.ctx, userId)
  return { key, authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` }
}

describe('users', () => {
  it('GET – the list and the single read show the users of the own organization, and no secrets', async () => {
    const id = await makeUser()
    const { data } = await list()
    expect(data.map((user) => user.id)).toEqual([ours.userId, id])
    expect((await get(id)).body).toEqual(data[1])
    expect(data[1]).toMatchObject({
      api_version: 'iam/v2',
      kind: 'User',
      full_name: 'Grace',
      auth_type: 'AUTH_TYPE_LOCAL',
      is_active: true,
      metadata: { resource_name: `${organizationCrn(ours.id)}/user=${id}` },
    })
    expect(JSON.stringify(data)).not.toContain('password')
  })

  it('GET – pages hold every user once', async () => {
    for (let i = 0; i < 3; i++) await makeUser()
    const ids: string[] = []
    let query: string | undefined = '?page_size=3'
    while (query !== undefined) {
      const page = await list(ours.authorization, query)
      ids.push(...page.data.map((user) => user.id))
      query = page.metadata.next === undefined ? undefined : new URL(page.metadata.next).search
    }
    expect([ids.length, new Set(ids).size]).toEqual([4, 4])
  })

  it('PATCH – changes the full name; an e-mail address stays what it is', async () => {
    const id = await makeUser(ours.id, null, 'grace@navy.example')
    const answer = await patch(id, { full_name: 'Grace Hopper', email: 'other@example.com' })
    expect(answer.body).toMatchObject({ full_name: 'Grace Hopper', email: 'grace@navy.example' })
    const wrong = await patch(id, { full_name: '' })
    expect([wrong.status, problemsOf(wrong)[0]?.pointer]).toEqual([400, '/full_name'])
  })

  it('another organization’s user and an unknown id answer the same 404', async () => {
    for (const id of [theirs.userId, 'u-000000'])
      for (const answer of [await get(id), await patch(id, { full_name: 'Mine' }), await remove(id)]) {
        expect(answer.status).toBe(404)
        expect(problemsOf(answer)[0]?.detail).toBe(`User ${id} does not exist, or you have no access to it.`)
      }
  })

  it('DELETE – sessions and keys end at once, role bindings go, and the address is free again', async () => {
    const email = `${crypto.randomUUID()}@example.com`
    const id = await makeUser(ours.id, 'Operator', email)
    const { cookie } = await makeSession(id)
    const { authorization, key } = await keyOf(id)
    const clusterId = await makeCluster(ours)
    const kafka = await makeApiKey(ours.ctx, id, clusterId)
    expect((await browse(WHOAMI, { cookie })).status).toBe(200)

    expect((await remove(id)).status).toBe(204)
    expect((await browse(WHOAMI, { cookie })).status).toBe(401)
    expect((await call(listEnvironments, { authorization })).status).toBe(401)
    expect(await db.apiKey.findUnique({ where: { id: key } })).toBeNull()
    expect((await db.apiKey.findUnique({ where: { id: kafka.key } }))?.deletedAt).not.toBeNull()
    expect(await db.roleBinding.count({ where: { principal: `User:${id}` } })).toBe(0)
    expect((await get(id)).status).toBe(404)
    expect(await makeUser(ours.id, null, email)).not.toBe(id)
  })

  it('DELETE – who is in another organization too stays there, with roles and keys', async () => {
    const id = await makeUser(theirs.id, 'Operator')
    await db.membership.create({ data: { organizationId: ours.id, userId: id } })
    const { key } = await makeApiKey(theirs.ctx, id)
    expect((await remove(id)).status).toBe(204)
    expect((await get(id, theirs.authorization)).status).toBe(200)
    expect(await db.apiKey.count({ where: { id: key } })).toBe(1)
    expect(await db.roleBinding.count({ where: { principal: `User:${id}` } })).toBe(1)
  })

  it('deactivating ends sessions and keys and keeps roles; activating brings the keys back', async () => {
    const id = await makeUser(ours.id, 'OrganizationAdmin')
    const { cookie } = await makeSession(id)
    const { authorization } = await keyOf(id)
    expect((await patch(id, { is_active: false })).body).toMatchObject({ is_active: false })
    expect((await browse(WHOAMI, { cookie })).status).toBe(401)
    expect((await call(listEnvironments, { authorization })).status).toBe(401)
    expect(await db.roleBinding.count({ where: { principal: `User:${id}` } })).toBe(1)
    expect((await patch(id, { is_active: true })).status).toBe(200)
    expect((await call(listEnvironments, { authorization })).status).toBe(200)
    expect((await browse(WHOAMI, { cookie })).status).toBe(401)
  })

  it('who is in another organization too cannot be switched off from here', async () => {
    const id = await makeUser(theirs.id)
    await db.membership.create({ data: { organizationId: ours.id, userId: id } })
    expect((await patch(id, { is_active: false })).status).toBe(409)
    expect((await db.user.findUniqueOrThrow({ where: { id } })).isActive).toBe(true)
  })

  it('nobody deletes or deactivates themselves, by session or by key', async () => {
    await makeUser(ours.id, 'OrganizationAdmin')
    const { cookie } = await makeSession(ours.userId)
    const params = { userId: ours.userId }
    expect((await remove(ours.userId)).status).toBe(409)
    expect((await browse(DELETE, { cookie, method: 'DELETE', params })).status).toBe(409)
    expect((await patch(ours.userId, { is_active: false })).status).toBe(409)
    expect((await browse(WHOAMI, { cookie })).status).toBe(200)
  })

  it('the last OrganizationAdmin is neither deleted nor deactivated', async () => {
    const robot = await makeActor(ours, 'OrganizationAdmin', organizationCrn(ours.id))
    const answers = [
      await remove(ours.userId, robot.authorization),
      await patch(ours.userId, { is_active: false }, robot.authorization),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(409)
      expect(problemsOf(answer)[0]?.detail).toContain('last OrganizationAdmin')
    }
    await makeUser(ours.id, 'OrganizationAdmin')
    expect((await remove(ours.userId, robot.authorization)).status).toBe(204)
  })

  it('an AccountAdmin manages accounts, but not those of administrators', async () => {
    const accounts = await makeActor(ours, 'AccountAdmin', organizationCrn(ours.id))
    const second = await makeUser(ours.id, 'OrganizationAdmin')
    const ordinary = await makeUser(ours.id, 'Operator')
    expect((await remove(second, accounts.authorization)).status).toBe(403)
    expect((await patch(second, { is_active: false }, accounts.authorization)).status).toBe(403)
    expect((await patch(ordinary, { is_active: false }, accounts.authorization)).status).toBe(200)
    expect((await remove(ordinary, accounts.authorization)).status).toBe(204)
  })

  it('an administrator of an environment sees users and changes none; who may see none sees the own account', async () => {
    const environment = environmentCrn(ours.id, ours.environmentId)
    const admin = await makeActor(ours, 'EnvironmentAdmin', environment)
    const ordinary = await makeUser(ours.id, 'MetricsViewer')
    const { authorization } = await keyOf(ordinary)
    expect((await list(admin.authorization)).data).toHaveLength(2)
    expect((await patch(ordinary, { full_name: 'X' }, admin.authorization)).status).toBe(403)
    expect((await remove(ordinary, admin.authorization)).status).toBe(403)
    expect((await list(authorization)).data.map((user) => user.id)).toEqual([ordinary])
    expect((await get(ours.userId, authorization)).status).toBe(403)
  })
})
