// The registry of each environment, and the ksqlDB clusters that there are none of yet.
import { beforeAll, describe, expect, it } from 'vitest'
import {
  DELETE as DELETE_KSQL,
  GET as KSQL,
} from '@/app/(control-plane)/ksqldbcm/v2/clusters/[ksqlClusterId]/route'
import { GET as KSQL_LIST, POST as CREATE_KSQL } from '@/app/(control-plane)/ksqldbcm/v2/clusters/route'
import { GET } from '@/app/(control-plane)/srcm/v3/clusters/[registryId]/route'
import { GET as LIST } from '@/app/(control-plane)/srcm/v3/clusters/route'
import { clusterCrn, environmentCrn, registryCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { createEnvironment } from '@/lib/environments/create'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { problemsOf } from '../support/browser'
import { call, makeCluster, makeOrganization, type Organization } from '../support/factories'
import { makeMember } from '../support/members'

let ours: Organization
let theirs: Organization

beforeAll(async () => {
  ;[ours, theirs] = [await makeOrganization(), await makeOrganization()]
})

const list = (environment: string, authorization = ours.authorization) =>
  call(LIST, { authorization, query: `?environment=${environment}&page_size=99` })
const onlyOne = async (environment: string): Promise<RegistryDto> => {
  const { data } = (await list(environment)).body as { data: RegistryDto[] }
  expect(data).toHaveLength(1)
  return data[0] as RegistryDto
}

describe('srcm/v3', () => {
  it('an environment has exactly one registry from the start, read back as listed', async () => {
    const registry = await onlyOne(ours.environmentId)
    expect(registry).toMatchObject({
      api_version: 'srcm/v3',
      kind: 'Cluster',
      id: expect.stringMatching(/^lsrc-[a-z0-9]{6}$/) as string,
      metadata: { resource_name: registryCrn(ours.id, ours.environmentId, registry.id) },
      spec: {
        package: 'ESSENTIALS',
        http_endpoint: `http://localhost:${env.schemaRegistryPort}`,
        environment: { id: ours.environmentId },
      },
      status: { phase: 'PROVISIONED' },
    })
    const params = { registryId: registry.id }
    const read = await call(GET, {
      authorization: ours.authorization,
      params,
      query: `?environment=${ours.environmentId}`,
    })
    expect(read.body).toEqual(registry)
    expect((await list(ours.environmentId)).body).not.toHaveProperty('metadata.next')
  })

  it('the package is that of the environment', async () => {
    const { id } = await createEnvironment(ours.ctx, {
      display_name: 'advanced',
      stream_governance_config: { package: 'ADVANCED' },
    })
    expect((await onlyOne(id)).spec.package).toBe('ADVANCED')
  })

  it('an environment older than registries gets its one when it is asked for, once', async () => {
    const { id } = await createEnvironment(ours.ctx, { display_name: 'old' })
    await db.schemaRegistry.delete({ where: { environmentId: id } })
    const answers = await Promise.all([onlyOne(id), onlyOne(id), onlyOne(id)])
    expect(new Set(answers.map((registry) => registry.id)).size).toBe(1)
  })

  it("an environment that is missing, unknown or another organization's is refused; so is another environment's registry", async () => {
    expect((await call(LIST, { authorization: ours.authorization })).status).toBe(400)
    expect((await list('env-000000')).status).toBe(404)
    expect((await list(theirs.environmentId)).status).toBe(404)
    const foreign = await db.schemaRegistry.findUniqueOrThrow({
      where: { environmentId: theirs.environmentId },
    })
    const own = await onlyOne(ours.environmentId)
    const other = await createEnvironment(ours.ctx, { display_name: 'other' })
    for (const [registryId, environment] of [
      [foreign.id, ours.environmentId],
      [foreign.id, theirs.environmentId],
      [own.id, other.id],
    ] as const) {
      const answer = await call(GET, {
        authorization: ours.authorization,
        params: { registryId },
        query: `?environment=${environment}`,
      })
      expect(answer.status).toBe(404)
    }
  })

  it('who has a right on a subject sees its registry; who has one elsewhere in the environment sees none', async () => {
    const { id } = await onlyOne(ours.environmentId)
    const reader = await makeMember(ours, [
      {
        roleName: 'DeveloperRead',
        crnPattern: `${registryCrn(ours.id, ours.environmentId, id)}/subject=orders-value`,
      },
    ])
    expect((await list(ours.environmentId, reader.authorization)).body).toMatchObject({ data: [{ id }] })
    const crnPattern = clusterCrn(ours.id, ours.environmentId, 'lkc-000000')
    const other = await makeMember(ours, [{ roleName: 'CloudClusterAdmin', crnPattern }])
    expect((await list(ours.environmentId, other.authorization)).body).toMatchObject({ data: [] })
  })
})

describe('ksqldbcm/v2', () => {
  const spec = (more: object = {}) => ({
    spec: {
      display_name: 'ksqlDB_cluster_0',
      csu: 4,
      kafka_cluster: { id: 'lkc-000000', related: '-', resource_name: '-' },
      credential_identity: { id: ours.userId, related: '-', resource_name: '-' },
      environment: { id: ours.environmentId, related: '-', resource_name: '-' },
      ...more,
    },
  })
  const create = (body: object, authorization = ours.authorization) =>
    call(CREATE_KSQL, { authorization, method: 'POST', body })

  it('lists none; one that is asked for or deleted is not there', async () => {
    const query = `?environment=${ours.environmentId}`
    const { authorization } = ours
    expect((await call(KSQL_LIST, { authorization, query })).body).toMatchObject({
      api_version: 'ksqldbcm/v2',
      kind: 'ClusterList',
      data: [],
    })
    const params = { ksqlClusterId: 'lksqlc-000000' }
    expect((await call(KSQL, { authorization, params, query })).status).toBe(404)
    expect((await call(DELETE_KSQL, { authorization, method: 'DELETE', params, query })).status).toBe(404)
  })

  it('creation answers 501 and says why; only who may create one gets that far', async () => {
    const kafka = { kafka_cluster: { id: await makeCluster(ours) } }
    const answer = await create(spec(kafka))
    expect(answer.status).toBe(501)
    expect(problemsOf(answer)[0]?.detail).toContain('no stream SQL engine')
    const crnPattern = environmentCrn(ours.id, ours.environmentId)
    const steward = await makeMember(ours, [{ roleName: 'DataSteward', crnPattern }])
    expect((await create(spec(kafka), steward.authorization)).status).toBe(403)
  })

  it('a wrong size, name or cluster is a problem of its own, not a 501', async () => {
    for (const [field, value] of Object.entries({ csu: 3, display_name: '_no', kafka_cluster: {} })) {
      const answer = await create(spec({ [field]: value }))
      expect(answer.status).toBe(400)
      expect(problemsOf(answer)[0]?.pointer).toContain(`/spec/${field}`)
    }
    expect((await create(spec())).status).toBe(404)
  })
})
