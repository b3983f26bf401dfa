import { beforeAll, describe, expect, it } from 'vitest'
import { GET, PATCH } from '@/app/(control-plane)/org/v2/organizations/[organizationId]/route'
import { GET as LIST } from '@/app/(control-plane)/org/v2/organizations/route'
import { environmentCrn, organizationCrn } from '@/lib/crn'
import type { OrganizationDto } from '@/lib/organizations/schema'
import { problemsOf } from '../support/browser'
import { call, makeActor, makeOrganization, type Organization } from '../support/factories'

let ours: Organization
let theirs: Organization

beforeAll(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
})

const get = (organizationId: string, authorization = ours.authorization) =>
  call(GET, { authorization, params: { organizationId } })
const patch = (organizationId: string, body: object, authorization = ours.authorization) =>
  call(PATCH, { authorization, method: 'PATCH', params: { organizationId }, body })

describe('organizations', () => {
  it('GET – the list holds the own organization alone, as it reads by its id', async () => {
    const { body } = await call(LIST, { authorization: ours.authorization, query: '?page_size=100' })
    const { data, metadata } = body as { data: OrganizationDto[]; metadata: object }
    expect(metadata).not.toHaveProperty('next')
    expect(data).toEqual([(await get(ours.id)).body])
    expect(data[0]).toMatchObject({
      api_version: 'org/v2',
      kind: 'Organization',
      id: ours.id,
      metadata: { resource_name: organizationCrn(ours.id) },
    })
  })

  it('PATCH – renames it', async () => {
    expect((await patch(ours.id, { display_name: 'Weather bureau' })).status).toBe(200)
    expect((await get(ours.id)).body).toMatchObject({ display_name: 'Weather bureau' })
  })

  it.each(['', 'x'.repeat(32), '<b>'])('PATCH – the name "%s" answers 400 and points at it', async (name) => {
    const answer = await patch(ours.id, { display_name: name })
    expect([answer.status, problemsOf(answer)[0]?.pointer]).toEqual([400, '/display_name'])
  })

  it('another organization and an unknown id answer the same 404', async () => {
    for (const id of [theirs.id, crypto.randomUUID(), 'o-1'])
      for (const answer of [await get(id), await patch(id, { display_name: 'mine' })]) {
        expect(answer.status).toBe(404)
        expect(problemsOf(answer)[0]?.detail).toBe(
          `Organization ${id} does not exist, or you have no access to it.`,
        )
      }
  })

  it('who has a role below sees the organization and cannot rename it', async () => {
    const viewer = await makeActor(ours, 'MetricsViewer', environmentCrn(ours.id, ours.environmentId))
    expect((await get(ours.id, viewer.authorization)).status).toBe(200)
    expect((await patch(ours.id, { display_name: 'no' }, viewer.authorization)).status).toBe(403)
  })
})
