import { beforeAll, describe, expect, it } from 'vitest'
import { DELETE, GET, PATCH } from '@/app/(control-plane)/iam/v2/api-keys/[apiKeyId]/route'
import { GET as LIST, POST } from '@/app/(control-plane)/iam/v2/api-keys/route'
import { GET as ENVIRONMENTS } from '@/app/(control-plane)/org/v2/environments/route'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { db } from '@/lib/db'
import { problemsOf } from '../support/browser'
import { call, makeApiKey, makeCluster, makeOrganization, type Organization } from '../support/factories'

let ours: Organization
let theirs: Organization
let clusterId: string

beforeAll(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
  clusterId = await makeCluster(ours)
})

const create = (spec: object = {}) =>
  call(POST, {
    authorization: ours.authorization,
    method: 'POST',
    body: { spec: { owner: { id: ours.userId }, resource: { id: clusterId }, ...spec } },
  })
const basic = (key: string, secret: string) => `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
const environmentsAs = (authorization: string) => call(ENVIRONMENTS, { authorization })

describe('API keys', () => {
  it('POST – answers the secret once; GET, list and PATCH never hold it, and it is stored nowhere', async () => {
    const made = (await create({ description: 'for a test' })).body as ApiKeyDto
    const secret = made.spec.secret ?? ''
    expect(made.id).toMatch(/^[A-Z0-9]{16}$/)
    expect(secret).toMatch(/^cflt[A-Za-z0-9+/]{60}$/)
    const { authorization } = ours
    const params = { apiKeyId: made.id }
    const answers = [
      await call(GET, { authorization, params }),
      await call(LIST, { authorization, query: `?page_size=100&spec.resource=${clusterId}` }),
      await call(PATCH, { authorization, method: 'PATCH', params, body: { spec: { description: 'new' } } }),
    ]
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect(JSON.stringify(body)).toContain(made.id)
      expect(JSON.stringify(body)).not.toContain('secret')
    }
    const row = await db.apiKey.findUniqueOrThrow({ where: { id: made.id } })
    const stored = Object.values(row).map((value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
    )
    expect(stored.some((value) => value.includes(secret))).toBe(false)
    const audit = await db.auditEvent.findMany({ where: { organizationId: ours.id } })
    expect(
      JSON.stringify(audit, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toContain(secret)
  })

  it('POST – says that the broker does not know the key yet while the worker is away', async () => {
    const made = await create()
    expect(made.status).toBe(202)
    expect((made.body as ApiKeyDto).status.is_applied).toBe(false)
  })

  it("POST – another organization's cluster answers 404, another organization's owner names the field", async () => {
    const foreign = await makeCluster(theirs)
    expect((await create({ resource: { id: foreign } })).status).toBe(404)
    const answer = await create({ owner: { id: theirs.userId } })
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]?.pointer).toBe('/spec/owner/id')
  })

  it('POST – kinds that come later answer 501, texts that are too long 400', async () => {
    expect((await create({ resource: { id: 'flink' } })).status).toBe(501)
    const answer = await create({ description: 'x'.repeat(501) })
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]?.pointer).toBe('/spec/description')
  })

  it('a right pair acts as its owner; a wrong secret, an unknown key and a pair without colon answer 401', async () => {
    const { key, secret } = await makeApiKey(ours.ctx, ours.userId)
    expect((await environmentsAs(basic(key, secret))).status).toBe(200)
    const refused = [
      basic(key, `${secret}x`),
      basic('ABCDEFGHIJKLMNOP', secret),
      `Basic ${Buffer.from(key).toString('base64')}`,
      'Basic !!!',
      'Bearer abc',
    ]
    for (const authorization of refused) {
      const answer = await environmentsAs(authorization)
      expect(answer.status).toBe(401)
      // A browser must not open its own password box.
      expect(answer.headers.get('www-authenticate')).toBeNull()
    }
  })

  it('DELETE – the key is refused at once, and is pending while the worker is away', async () => {
    const { key, secret } = await makeApiKey(ours.ctx, ours.userId, clusterId)
    const remove = () =>
      call(DELETE, { authorization: ours.authorization, method: 'DELETE', params: { apiKeyId: key } })
    expect((await remove()).status).toBe(202)
    expect((await environmentsAs(basic(key, secret))).status).toBe(401)
    expect((await remove()).status).toBe(404)
  })

  it('a key of a deactivated owner is refused', async () => {
    const other = await makeOrganization()
    expect((await environmentsAs(other.authorization)).status).toBe(200)
    await db.user.update({ where: { id: other.userId }, data: { isActive: false } })
    expect((await environmentsAs(other.authorization)).status).toBe(401)
  })

  it("GET, PATCH, DELETE – another organization's key answers 404", async () => {
    const { key } = await makeApiKey(theirs.ctx, theirs.userId)
    const { authorization } = ours
    const params = { apiKeyId: key }
    const answers = [
      await call(GET, { authorization, params }),
      await call(PATCH, { authorization, method: 'PATCH', params, body: { spec: { description: 'x' } } }),
      await call(DELETE, { authorization, method: 'DELETE', params }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  it('list – filters by resource and owner, and never shows keys of another organization', async () => {
    const second = await makeCluster(ours, 'second')
    const { key } = await makeApiKey(ours.ctx, ours.userId, second)
    const list = async (query: string) =>
      ((await call(LIST, { authorization: ours.authorization, query })).body as { data: ApiKeyDto[] }).data
    expect((await list(`?spec.resource=${second}`)).map(({ id }) => id)).toEqual([key])
    expect(await list(`?spec.owner=${theirs.userId}`)).toEqual([])
  })
})
