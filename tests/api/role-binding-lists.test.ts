import { describe, expect, it } from 'vitest'
import { GET as LIST } from '@/app/(control-plane)/iam/v2/role-bindings/route'
import { clusterCrn, environmentCrn, kafkaCrn, organizationCrn } from '@/lib/crn'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'
import {
  bindRole,
  call,
  makeActor,
  makeCluster,
  makeOrganization,
  makeServiceAccount,
} from '../support/factories'

type List = { data: RoleBindingDto[]; metadata: { next?: string; total_size: number } }

const list = async (query: Record<string, string>, authorization: string): Promise<List> =>
  (await call(LIST, { authorization, query: `?${new URLSearchParams(query).toString()}` })).body as List

describe('lists of role bindings', () => {
  it('a scope stands for itself and its own resources, with /* for all below; filters combine', async () => {
    const fresh = await makeOrganization()
    const at = {
      organization: organizationCrn(fresh.id),
      environment: environmentCrn(fresh.id, fresh.environmentId),
    }
    const id = await makeCluster(fresh)
    const lkc = clusterCrn(fresh.id, fresh.environmentId, id)
    const topic = `${kafkaCrn(fresh.id, fresh.environmentId, id)}/topic=orders`
    const account = await makeServiceAccount(fresh)
    const principal = `User:${account.id}`
    await bindRole(fresh, principal, 'EnvironmentAdmin', at.environment)
    await bindRole(fresh, principal, 'CloudClusterAdmin', lkc)
    await bindRole(fresh, principal, 'DeveloperRead', topic)
    await bindRole(fresh, principal, 'DeveloperWrite', topic)
    const roles = async (query: Record<string, string>) =>
      (await list({ page_size: '100', ...query }, fresh.authorization)).data.map((one) => one.role_name)
    expect(await roles({ crn_pattern: at.organization })).toEqual(['OrganizationAdmin'])
    expect(await roles({ crn_pattern: `${at.organization}/*` })).toHaveLength(5)
    expect(await roles({ crn_pattern: at.environment })).toEqual(['EnvironmentAdmin'])
    expect(await roles({ crn_pattern: `${at.environment}/*`, principal })).toHaveLength(4)
    expect(await roles({ crn_pattern: lkc })).toEqual([
      'CloudClusterAdmin',
      'DeveloperRead',
      'DeveloperWrite',
    ])
    expect(await roles({ crn_pattern: topic, role_name: 'DeveloperWrite' })).toEqual(['DeveloperWrite'])
    expect(await roles({ principal })).toHaveLength(4)
    expect(await roles({ principal: '', role_name: '', crn_pattern: '' })).toHaveLength(5)
    expect(await roles({ principal: 'User:sa-000000' })).toEqual([])
  })

  it('pages hold every binding once, with and without a scope', async () => {
    const fresh = await makeOrganization()
    const { id } = await makeServiceAccount(fresh)
    const scope = environmentCrn(fresh.id, fresh.environmentId)
    for (const role of ['EnvironmentAdmin', 'Operator', 'MetricsViewer'] as const)
      await bindRole(fresh, `User:${id}`, role, scope)
    for (const [filter, total] of [
      [{}, 4],
      [{ crn_pattern: scope }, 3],
    ] as const) {
      const ids: string[] = []
      let query: Record<string, string> | undefined = { ...filter, page_size: '2' }
      while (query) {
        const { data, metadata } = await list(query, fresh.authorization)
        expect(metadata.total_size).toBe(total)
        ids.push(...data.map((one) => one.id))
        query = (metadata.next && Object.fromEntries(new URL(metadata.next).searchParams)) || undefined
      }
      expect(new Set(ids).size).toBe(total)
      expect(ids).toHaveLength(total)
    }
  })

  it('who may not see bindings sees the own ones, an administrator of an environment those in it', async () => {
    const fresh = await makeOrganization()
    const scope = environmentCrn(fresh.id, fresh.environmentId)
    const viewer = await makeActor(fresh, 'MetricsViewer', scope)
    const admin = await makeActor(fresh, 'EnvironmentAdmin', scope)
    const principals = async ({ authorization }: { authorization: string }) =>
      (await list({}, authorization)).data.map((one) => one.principal)
    expect(await principals(viewer)).toEqual([viewer.principal])
    expect(await principals(admin)).toEqual([viewer.principal, admin.principal])
    expect(await principals(fresh)).toHaveLength(3)
  })
})
