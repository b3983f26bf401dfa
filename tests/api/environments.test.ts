import { beforeAll, describe, expect, it } from 'vitest'
import { DELETE, GET, PATCH } from '@/app/(control-plane)/org/v2/environments/[envId]/route'
import { GET as LIST, POST } from '@/app/(control-plane)/org/v2/environments/route'
import { environmentCrn } from '@/lib/crn'
import { deleteCluster } from '@/lib/clusters/delete'
import { db } from '@/lib/db'
import type { EnvironmentDto } from '@/lib/environments/schema'
import { problemsOf } from '../support/browser'
import { call, makeCluster, makeOrganization, type Organization } from '../support/factories'
import { makeMember } from '../support/members'

let ours: Organization
let theirs: Organization

beforeAll(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
})

const create = (name: string, { authorization } = ours) =>
  call(POST, { authorization, method: 'POST', body: { display_name: name } })
type List = { data: EnvironmentDto[]; metadata: { next?: string; total_size: number } }

describe('environments', () => {
  it('POST – makes an environment that GET and the list show', async () => {
    const made = await create('staging')
    expect(made.status).toBe(201)
    const { id } = made.body as EnvironmentDto
    expect(id).toMatch(/^env-[a-z0-9]{6}$/)
    const read = await call(GET, { authorization: ours.authorization, params: { envId: id } })
    expect(read.body).toMatchObject({
      id,
      display_name: 'staging',
      kind: 'Environment',
      api_version: 'org/v2',
    })
    const list = (await call(LIST, { authorization: ours.authorization })).body as List
    expect(list.data.map((environment) => environment.id)).toContain(id)
  })

  it('POST – a name that is taken in the organization answers 409, the same name elsewhere is free', async () => {
    await create('taken')
    expect((await create('taken')).status).toBe(409)
    expect((await create('taken', theirs)).status).toBe(201)
  })

  it.each([
    ['empty', ''],
    ['blank', '   '],
    ['too long', 'x'.repeat(65)],
    ['with control characters', 'a\u0000b'],
  ])('POST – a name that is %s answers 400 and names the field', async (_what, name) => {
    const answer = await create(name)
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]?.pointer).toBe('/display_name')
  })

  it('the list gives pages that together hold every environment once', async () => {
    const { authorization } = await makeOrganization()
    for (const name of ['a', 'b', 'c', 'd'])
      await call(POST, { authorization, method: 'POST', body: { display_name: name } })
    const names: string[] = []
    let query: string | undefined = '?page_size=2'
    while (query !== undefined) {
      const { data, metadata } = (await call(LIST, { authorization, query })).body as List
      expect(metadata.total_size).toBe(5)
      names.push(...data.map((environment) => environment.display_name))
      query = metadata.next === undefined ? undefined : new URL(metadata.next).search
    }
    expect(names.sort()).toEqual(['a', 'b', 'c', 'd', 'default'])
  })

  it.each(['GET', 'PATCH', 'DELETE'])(
    "%s – another organization's environment answers the same 404 as one that never was",
    async (method) => {
      const handler = { GET, PATCH, DELETE }[method] ?? GET
      const ask = (envId: string) =>
        call(handler, {
          authorization: ours.authorization,
          method,
          params: { envId },
          ...(method === 'PATCH' ? { body: { display_name: 'mine now' } } : {}),
        })
      const [foreign, missing] = [await ask(theirs.environmentId), await ask('env-000000')]
      expect([foreign.status, missing.status]).toEqual([404, 404])
      const textOf = (answer: typeof foreign, id: string) => problemsOf(answer)[0]?.detail.replace(id, 'ID')
      expect(textOf(foreign, theirs.environmentId)).toBe(textOf(missing, 'env-000000'))
    },
  )

  it('PATCH – renames; the id stays', async () => {
    const { id } = (await create('before')).body as EnvironmentDto
    const answer = await call(PATCH, {
      authorization: ours.authorization,
      method: 'PATCH',
      params: { envId: id },
      body: { display_name: 'after' },
    })
    expect(answer.body).toMatchObject({ id, display_name: 'after' })
  })

  it('DELETE – refuses while clusters are in it and names them, works without', async () => {
    const { id } = (await create('to delete')).body as EnvironmentDto
    const remove = () =>
      call(DELETE, { authorization: ours.authorization, method: 'DELETE', params: { envId: id } })
    const full = (await create('full')).body as EnvironmentDto
    await makeCluster({ ctx: ours.ctx, environmentId: full.id }, 'busy_cluster')
    const refused = await call(DELETE, {
      authorization: ours.authorization,
      method: 'DELETE',
      params: { envId: full.id },
    })
    expect(refused.status).toBe(409)
    expect(problemsOf(refused)[0]?.detail).toContain('busy_cluster')
    expect((await remove()).status).toBe(204)
    expect((await remove()).status).toBe(404)
  })

  it('DELETE – waits for clusters that are ending: an infrastructure tool asks right after their 404', async () => {
    const { id } = (await create('ending')).body as EnvironmentDto
    const clusterId = await makeCluster({ ctx: ours.ctx, environmentId: id })
    await deleteCluster(ours.ctx, clusterId)
    const answer = call(DELETE, {
      authorization: ours.authorization,
      method: 'DELETE',
      params: { envId: id },
    })
    // What the worker does once the broker has ended.
    await db.kafkaCluster.delete({ where: { id: clusterId } })
    expect((await answer).status).toBe(204)
  })

  it('DELETE – the role bindings on it and below it leave with it, those of others stay', async () => {
    const { id } = (await create('bound')).body as EnvironmentDto
    const place = environmentCrn(ours.id, id)
    const kept = environmentCrn(ours.id, ours.environmentId)
    const { principal } = await makeMember(ours, [
      { roleName: 'EnvironmentAdmin', crnPattern: place },
      { roleName: 'CloudClusterAdmin', crnPattern: `${place}/cloud-cluster=lkc-gone00` },
      { roleName: 'EnvironmentAdmin', crnPattern: kept },
    ])
    const answer = await call(DELETE, {
      authorization: ours.authorization,
      method: 'DELETE',
      params: { envId: id },
    })
    expect(answer.status).toBe(204)
    const left = await db.roleBinding.findMany({ where: { principal } })
    expect(left.map(({ crnPattern }) => crnPattern)).toEqual([kept])
  })
})
