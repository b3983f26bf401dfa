import { beforeAll, describe, expect, it } from 'vitest'
import { POST as TEST } from '@/app/api/console/clusters/test-connection/route'
import { DELETE, GET, PATCH } from '@/app/(control-plane)/cmk/v2/clusters/[clusterId]/route'
import { GET as KAFKA } from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/route'
import { GET as LIST, POST } from '@/app/(control-plane)/cmk/v2/clusters/route'
import type { ConnectionTestResult } from '@/lib/clusters/external-schema'
import type { ClusterDto } from '@/lib/clusters/schema'
import { db } from '@/lib/db'
import { problemsOf } from '../support/browser'
import {
  call,
  findFreePort,
  makeApiKey,
  makeCluster,
  makeOrganization,
  type Organization,
} from '../support/factories'

let ours: Organization
let theirs: Organization

beforeAll(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
})

const spec = (extra: object = {}) => ({
  spec: { display_name: `c-${crypto.randomUUID()}`, environment: { id: ours.environmentId }, ...extra },
})
const create = (body: unknown) => call(POST, { authorization: ours.authorization, method: 'POST', body })
const as = (authorization: string, clusterId: string, query = '') =>
  call(GET, { authorization, params: { clusterId }, query: query || `?environment=${ours.environmentId}` })

describe('clusters', () => {
  it('POST – accepts a Basic cluster of this machine, which is PROVISIONING until the worker reports', async () => {
    const made = await create(spec())
    expect(made.status).toBe(202)
    const dto = made.body as ClusterDto
    expect(dto.id).toMatch(/^lkc-[a-z0-9]{6}$/)
    expect(dto).toMatchObject({ spec: { config: { kind: 'Basic' } }, status: { phase: 'PROVISIONING' } })
    const list = await call(LIST, {
      authorization: ours.authorization,
      query: `?environment=${ours.environmentId}&page_size=100`,
    })
    expect((list.body as { data: ClusterDto[] }).data.map(({ id }) => id)).toContain(dto.id)
  })

  it('POST – two clusters get different ports', async () => {
    const ids = [await create(spec()), await create(spec())].map(({ body }) => (body as ClusterDto).id)
    const rows = await db.kafkaCluster.findMany({ where: { id: { in: ids } }, select: { clientPort: true } })
    expect(new Set(rows.map(({ clientPort }) => clientPort)).size).toBe(2)
  })

  it('POST – a type that does not exist here answers 501 instead of a cluster that pretends', async () => {
    expect((await create(spec({ config: { kind: 'Enterprise' } }))).status).toBe(501)
  })

  it("POST – another organization's environment answers 404", async () => {
    expect((await create(spec({ environment: { id: theirs.environmentId } }))).status).toBe(404)
  })

  it('POST – a name that is taken in the environment answers 409', async () => {
    const body = spec()
    await create(body)
    expect((await create(body)).status).toBe(409)
  })

  it('POST – SASL without user name, password and mechanism names these fields', async () => {
    const external = { bootstrap_servers: 'localhost:9092', security_protocol: 'SASL_SSL' }
    const answer = await create(spec({ external }))
    expect(answer.status).toBe(400)
    expect(problemsOf(answer).map(({ pointer }) => pointer)).toEqual(
      ['sasl_mechanism', 'sasl_username', 'sasl_password'].map((field) => `/spec/external/${field}`),
    )
  })

  it('POST – a Kafka that does not answer is refused with the failing layer, and nothing is kept', async () => {
    const before = await db.kafkaCluster.count()
    const external = {
      bootstrap_servers: `127.0.0.1:${await findFreePort()}`,
      security_protocol: 'PLAINTEXT',
    }
    const answer = await create(spec({ external }))
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]).toMatchObject({ pointer: '/spec/external/bootstrap_servers' })
    expect(problemsOf(answer)[0]?.detail).toContain('tcp:')
    expect(await db.kafkaCluster.count()).toBe(before)
  })

  it.each([
    ['tcp', async () => `127.0.0.1:${await findFreePort()}`],
    ['dns', async () => 'no-such-host.invalid:9092'],
  ])('test connection – names the layer %s', async (layer, bootstrap) => {
    const answer = await call(TEST, {
      authorization: ours.authorization,
      method: 'POST',
      body: { bootstrap_servers: await bootstrap(), security_protocol: 'PLAINTEXT' },
    })
    expect(answer.status).toBe(200)
    expect(answer.body as ConnectionTestResult).toMatchObject({ ok: false, layer })
  })

  it("GET, PATCH, DELETE – another organization's cluster answers 404", async () => {
    const clusterId = await makeCluster(theirs)
    const { authorization } = ours
    const params = { clusterId }
    const query = `?environment=${theirs.environmentId}`
    const answers = [
      await call(GET, { authorization, params, query }),
      await call(PATCH, { authorization, method: 'PATCH', params, body: { spec: { display_name: 'mine' } } }),
      await call(DELETE, { authorization, method: 'DELETE', params, query }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  it('GET – a key of one cluster does not reach another one of the same organization', async () => {
    const [own, other] = [await makeCluster(ours, 'own'), await makeCluster(ours, 'other')]
    const { key, secret } = await makeApiKey(ours.ctx, ours.userId, own)
    const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
    const kafka = (clusterId: string) => call(KAFKA, { authorization, params: { clusterId } })
    expect((await kafka(own)).status).toBe(503)
    expect((await kafka(other)).status).toBe(403)
  })

  it('GET – a key of a cluster is no credential for the control plane', async () => {
    const own = await makeCluster(ours, 'own control')
    const { key, secret } = await makeApiKey(ours.ctx, ours.userId, own)
    const answer = await as(`Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`, own)
    expect(answer.status).toBe(401)
    expect(JSON.stringify(answer.body)).toContain('invalid API key')
  })

  it('PATCH – renames, and refuses a name that is taken', async () => {
    const [id, other] = [await makeCluster(ours, 'first'), await makeCluster(ours, 'second')]
    const rename = (clusterId: string, name: string) =>
      call(PATCH, {
        authorization: ours.authorization,
        method: 'PATCH',
        params: { clusterId },
        body: { spec: { display_name: name, environment: { id: ours.environmentId } } },
      })
    expect((await rename(id, 'third')).body).toMatchObject({ id, spec: { display_name: 'third' } })
    expect((await rename(other, 'third')).status).toBe(409)
  })

  it('DELETE – the cluster is gone at once for everybody, its keys stop and its name is free', async () => {
    const clusterId = await makeCluster(ours, 'short-lived')
    const { key, secret } = await makeApiKey(ours.ctx, ours.userId, clusterId)
    const remove = () =>
      call(DELETE, {
        authorization: ours.authorization,
        method: 'DELETE',
        params: { clusterId },
        query: `?environment=${ours.environmentId}`,
      })
    expect((await remove()).status).toBe(204)
    expect((await remove()).status).toBe(404)
    const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
    expect((await as(authorization, clusterId)).status).toBe(401)
    await expect(makeCluster(ours, 'short-lived')).resolves.toMatch(/^lkc-/)
  })
})
