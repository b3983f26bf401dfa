// `npm run admin -- create-api-key …`: keys of every kind and owner without a browser.
import { beforeAll, describe, expect, it } from 'vitest'
import { GET as ENVIRONMENTS } from '@/app/(control-plane)/org/v2/environments/route'
import { createApiKeyFor, deleteApiKeyById } from '@/launcher/commands/api-keys'
import { db } from '@/lib/db'
import {
  call,
  makeCluster,
  makeOrganization,
  makeServiceAccount,
  type Organization,
} from '../support/factories'

type Made = { id: string; secret: string; resource: string; pending?: true }

let ours: Organization
let email: string
let accountId: string

beforeAll(async () => {
  ours = await makeOrganization()
  email = (await db.user.findUniqueOrThrow({ where: { id: ours.userId } })).email
  accountId = (await makeServiceAccount(ours)).id
})

const create = (owner: string, resource: string) =>
  createApiKeyFor(owner, resource, 'by the test') as Promise<Made>

describe('create-api-key', () => {
  it('takes an e-mail address, a user and a service account as owner', async () => {
    for (const [owner, ownerId] of [
      [email.toUpperCase(), ours.userId],
      [ours.userId, ours.userId],
      [accountId, accountId],
    ] as const) {
      const { id, secret } = await create(owner, 'cloud')
      expect(await db.apiKey.findUnique({ where: { id } })).toMatchObject({
        ownerId,
        description: 'by the test',
      })
      const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
      expect((await call(ENVIRONMENTS, { authorization })).status).toBe(200)
    }
  })

  it('makes every kind; those that brokers have to learn are pending while the worker is away', async () => {
    const registry = await db.schemaRegistry.findUniqueOrThrow({
      where: { environmentId: ours.environmentId },
    })
    const clusterId = await makeCluster(ours)
    expect(await create(accountId, registry.id)).not.toHaveProperty('pending')
    expect(await create(accountId, 'cloud')).not.toHaveProperty('pending')
    expect(await create(accountId, clusterId)).toMatchObject({ resource: clusterId, pending: true })
    expect(await create(accountId, 'global')).toMatchObject({ resource: 'global', pending: true })
  })

  it('names an owner or a resource that is not there', async () => {
    await expect(create('nobody@example.com', 'cloud')).rejects.toThrow('nobody@example.com')
    await expect(create('sa-000000', 'cloud')).rejects.toThrow('sa-000000')
    await expect(create(email, 'lkc-000000')).rejects.toThrow('lkc-000000')
  })

  it('delete-api-key – the key is refused at once', async () => {
    const { id, secret } = await create(accountId, 'cloud')
    expect(await deleteApiKeyById(id)).toEqual({ id, deleted: true })
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
    expect((await call(ENVIRONMENTS, { authorization })).status).toBe(401)
  })
})
