import { beforeAll, describe, expect, test } from 'vitest'
import { PATCH } from '@/app/(control-plane)/org/v2/environments/[envId]/route'
import { POST } from '@/app/(control-plane)/org/v2/environments/route'
import { GET as exportEvents } from '@/app/api/console/audit-events/export/route'
import { GET as list } from '@/app/api/console/audit-events/route'
import { GET as verify } from '@/app/api/console/audit-events/verify/route'
import { recordAuditEvent } from '@/lib/audit-events/mutate'
import type { AuditChainDto, AuditEventDto } from '@/lib/audit-events/schema'
import { environmentCrn, organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { call, makeOrganization, type Organization } from '@/tests/support/factories'
import { sealEvents } from '@/lib/audit-events/seal'

type Listed = { metadata: { next?: string }; data: AuditEventDto[] }

const ask = async ({ authorization }: Organization, query = ''): Promise<Listed> =>
  (await call(list, { authorization, query })).body as Listed
const check = async ({ authorization }: Organization): Promise<AuditChainDto> =>
  (await call(verify, { authorization })).body as AuditChainDto

async function record(organization: Organization, count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await recordAuditEvent(db, organization.ctx, {
      method: 'CreateEnvironment',
      resource: environmentCrn(organization.id, `env-${i}`),
      data: { number: i, nested: { b: 1, a: [1.5, null, 'ä'] } },
    })
}

/** A sealed chain of some events to tamper with. */
async function makeSealed(): Promise<Organization & { head: bigint }> {
  const organization = await makeOrganization()
  await record(organization, 10)
  await sealEvents(organization.id)
  const { _max } = await db.auditEvent.aggregate({
    where: { organizationId: organization.id },
    _max: { chainIndex: true },
  })
  return { ...organization, head: _max.chainIndex ?? 0n }
}

let owner: Organization

beforeAll(async () => {
  owner = await makeOrganization()
})

describe('what is recorded', () => {
  test('a change is one event in the shape of CloudEvents, with who, what, where and the key', async () => {
    const { body } = await call(POST, {
      authorization: owner.authorization,
      method: 'POST',
      body: { display_name: 'audited' },
    })
    const { id } = body as { id: string }
    const { data } = await ask(owner, `?resource=${environmentCrn(owner.id, id)}`)
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({
      specversion: '1.0',
      type: 'io.confluent.kafka.server/request',
      subject: environmentCrn(owner.id, id),
      datacontenttype: 'application/json',
      data: {
        methodName: 'CreateEnvironment',
        resourceName: environmentCrn(owner.id, id),
        authenticationInfo: { principal: `User:${owner.userId}` },
        authorizationInfo: { granted: true },
        request: { data: { display_name: 'audited' } },
        result: { status: 'SUCCESS' },
      },
    })
    expect(data[0]?.data.authenticationInfo.metadata?.identifier).toMatch(/^[A-Z0-9]{16}$/)
  })

  test('a change that is rolled back leaves no event', async () => {
    const before = await db.auditEvent.count({ where: { organizationId: owner.id } })
    const answer = await call(POST, {
      authorization: owner.authorization,
      method: 'POST',
      body: { display_name: 'audited' },
    })
    expect(answer.status).toBe(409)
    expect(await db.auditEvent.count({ where: { organizationId: owner.id } })).toBe(before)
  })

  test('what was denied is an event of type authorization with the right that was missing', async () => {
    const organization = await makeOrganization()
    await db.roleBinding.updateMany({
      where: { organizationId: organization.id },
      data: { roleName: 'Operator' },
    })
    const { status } = await call(PATCH, {
      authorization: organization.authorization,
      method: 'PATCH',
      params: { envId: organization.environmentId },
      body: { display_name: 'mine' },
    })
    expect(status).toBe(403)
    await db.roleBinding.updateMany({
      where: { organizationId: organization.id },
      data: { roleName: 'OrganizationAdmin' },
    })
    const { data } = await ask(organization, '?granted=false')
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({
      type: 'io.confluent.kafka.server/authorization',
      subject: environmentCrn(organization.id, organization.environmentId),
      data: {
        methodName: 'mds.Authorize',
        authorizationInfo: { granted: false, operation: 'environments:update' },
        result: { status: 'UNAUTHORIZED' },
      },
    })
    expect((await ask(organization, '?method=mds.Authorize')).data).toEqual(data)
  })
})

describe('the list', () => {
  test('is newest first, and pages neither skip nor repeat while events come in', async () => {
    const organization = await makeOrganization()
    await record(organization, 25)
    const first = await ask(organization, '?page_size=10&method=CreateEnvironment')
    await record(organization, 3)
    const seen = [...first.data]
    for (let next = first.metadata.next; next !== undefined;) {
      const page = await ask(organization, new URL(next).search)
      seen.push(...page.data)
      next = page.metadata.next
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
    expect(seen).toHaveLength(26)
    expect(seen[0]?.data.request?.data.number).toBe(24)
  })

  test('filters by time, principal and the beginning of a resource', async () => {
    const [event] = (await ask(owner, '?page_size=1')).data
    expect((await ask(owner, `?from=${new Date(Date.now() + 60_000).toISOString()}`)).data).toEqual([])
    expect((await ask(owner, `?to=${new Date(0).toISOString()}`)).data).toEqual([])
    expect((await ask(owner, `?from=${event?.time}&to=`)).data[0]?.id).toBe(event?.id)
    expect((await ask(owner, '?principal=User:u-nobody')).data).toEqual([])
    expect((await ask(owner, `?principal=User:${owner.userId}`)).data.length).toBeGreaterThan(0)
    expect(
      (await ask(owner, `?resource=${organizationCrn(owner.id)}/environment=`)).data.length,
    ).toBeGreaterThan(0)
    expect((await ask(owner, '?resource=crn://confluent.cloud/organization=other')).data).toEqual([])
  })

  test.each(['?from=yesterday', '?granted=maybe', '?page_size=0', '?page_token=x'])(
    '%s answers 400',
    async (query) => {
      expect((await call(list, { authorization: owner.authorization, query })).status).toBe(400)
    },
  )

  test('holds nothing of other organizations, and needs audit-events:read', async () => {
    const stranger = await makeOrganization()
    const { data } = await ask(stranger, '?page_size=100')
    expect(data.every(({ id }) => id.startsWith(stranger.id))).toBe(true)
    await db.roleBinding.updateMany({
      where: { organizationId: stranger.id },
      data: { roleName: 'MetricsViewer' },
    })
    for (const handler of [list, exportEvents, verify])
      expect((await call(handler, { authorization: stranger.authorization })).status).toBe(403)
  })
})

describe('the export', () => {
  const download = (query: string): Promise<Response> =>
    exportEvents(
      new Request(`http://localhost:3000/x${query}`, {
        headers: { host: 'localhost:3000', authorization: owner.authorization },
      }),
      { params: Promise.resolve({}) },
    )

  test('is one JSON document per line, all pages, with the filters of the list', async () => {
    await record(owner, 600)
    const response = await download('?method=CreateEnvironment')
    expect(response.headers.get('content-disposition')).toContain('audit-log.jsonl')
    const lines = (await response.text()).trimEnd().split('\n')
    expect(lines).toHaveLength(
      await db.auditEvent.count({ where: { organizationId: owner.id, method: 'CreateEnvironment' } }),
    )
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ specversion: '1.0' })
  })

  test('as CSV no cell can start a formula', async () => {
    await recordAuditEvent(db, owner.ctx, { method: 'CreateApiKey', resource: '=cmd|"/c calc"!A1' })
    const text = await (await download('?format=csv&method=CreateApiKey')).text()
    expect(text.split('\r\n')[0]).toContain('time,id,type,method')
    expect(text).toContain(`"'=cmd|""/c calc""!A1"`)
    expect(text).not.toMatch(/(^|,)"?[=+@]/m)
  })
})

describe('the hash chain', () => {
  test('is intact over all events, from 1 without gaps, and says what is not sealed yet', async () => {
    const organization = await makeSealed()
    await record(organization, 2)
    expect(await check(organization)).toMatchObject({
      status: 'INTACT',
      checked: Number(organization.head),
      unsealed: 2,
      head: { index: String(organization.head) },
      broken: null,
    })
  })

  test('two workers that seal at once make one chain', async () => {
    const organization = await makeOrganization()
    await record(organization, 40)
    await Promise.all([sealEvents(organization.id), sealEvents(organization.id), sealEvents(organization.id)])
    const rows = await db.auditEvent.findMany({
      where: { organizationId: organization.id },
      orderBy: { chainIndex: 'asc' },
    })
    expect(rows.map(({ chainIndex }) => Number(chainIndex))).toEqual(rows.map((_row, index) => index + 1))
    expect(await check(organization)).toMatchObject({ status: 'INTACT', unsealed: 0 })
  })

  test.each<[string, (organizationId: string) => Promise<unknown>, string]>([
    [
      'a changed event',
      (organizationId) =>
        db.auditEvent.updateMany({
          where: { organizationId, chainIndex: 4 },
          data: { principal: 'User:u-other' },
        }),
      '4',
    ],
    [
      'changed data of an event',
      (organizationId) =>
        db.auditEvent.updateMany({
          where: { organizationId, chainIndex: 9 },
          data: { data: { number: 99 } },
        }),
      '9',
    ],
    [
      'a removed event',
      (organizationId) => db.auditEvent.deleteMany({ where: { organizationId, chainIndex: 5 } }),
      '5',
    ],
    [
      'a removed event whose gap was closed',
      async (organizationId) => {
        await db.auditEvent.deleteMany({ where: { organizationId, chainIndex: 5 } })
        await db.auditEvent.updateMany({ where: { organizationId, chainIndex: 6 }, data: { chainIndex: 5 } })
      },
      '5',
    ],
    [
      'two events that changed places',
      async (organizationId) => {
        const move = (from: number, to: number) =>
          db.auditEvent.updateMany({ where: { organizationId, chainIndex: from }, data: { chainIndex: to } })
        await move(5, 999)
        await move(6, 5)
        await move(999, 6)
      },
      '5',
    ],
    [
      'a removed beginning',
      (organizationId) => db.auditEvent.deleteMany({ where: { organizationId, chainIndex: { lte: 3 } } }),
      '1',
    ],
  ])('%s shows, with its place', async (_what, tamper, index) => {
    const organization = await makeSealed()
    await tamper(organization.id)
    expect(await check(organization)).toMatchObject({ status: 'BROKEN', broken: { index } })
  })

  test('a shortened end shows, also after new events were sealed', async () => {
    const organization = await makeSealed()
    const last = { organizationId: organization.id, chainIndex: { gt: organization.head - 2n } }
    await db.auditEvent.deleteMany({ where: last })
    const broken = { status: 'BROKEN', broken: { index: String(organization.head - 1n) } }
    expect(await check(organization)).toMatchObject(broken)
    await record(organization, 3)
    await sealEvents(organization.id)
    expect(await check(organization)).toMatchObject(broken)
  })

  test('a chain without its sealed end, or with one that is not ours, shows', async () => {
    const organization = await makeSealed()
    const where = { organizationId: organization.id, place: { startsWith: 'audit-events/' } }
    await db.secret.updateMany({ where, data: { ciphertext: Buffer.alloc(60).toString('base64') } })
    expect((await check(organization)).status).toBe('BROKEN')
    await db.secret.deleteMany({ where })
    expect((await check(organization)).status).toBe('BROKEN')
  })
})
