import { describe, expect, test } from 'vitest'
import { clusterCrn, crnCovers, environmentCrn, kafkaCrn, organizationCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { log } from '@/lib/log'
import { actions, compileAcls, isAllowed } from '@/lib/permissions'

const admin = [{ roleName: 'OrganizationAdmin', crnPattern: organizationCrn('o-1') }]
const context = (over: Partial<Ctx['actor']> = {}): Ctx => ({
  actor: {
    principal: 'User:u-1',
    userId: null,
    sessionId: null,
    apiKeyId: null,
    onlyResource: null,
    bindings: [],
    ...over,
  },
  organizationId: 'o-1',
  requestId: 'r-1',
  clientAddress: 'local',
  log,
  authorized: new Set(),
})

describe('resource names', () => {
  test('a pattern covers what lies below it, and nothing beside it', () => {
    const cluster = clusterCrn('o-1', 'env-1', 'lkc-1')
    expect(crnCovers(organizationCrn('o-1'), cluster)).toBe(true)
    expect(crnCovers(environmentCrn('o-1', 'env-1'), cluster)).toBe(true)
    expect(crnCovers(environmentCrn('o-1', 'env-10'), cluster)).toBe(false)
    expect(crnCovers(cluster, environmentCrn('o-1', 'env-1'))).toBe(false)
    expect(crnCovers(organizationCrn('o-2'), cluster)).toBe(false)
  })

  test('only the last segment of a pattern may be a prefix', () => {
    const topic = `${kafkaCrn('o-1', 'env-1', 'lkc-1')}/topic=orders-eu`
    expect(crnCovers(`${kafkaCrn('o-1', 'env-1', 'lkc-1')}/topic=orders*`, topic)).toBe(true)
    expect(crnCovers(`${kafkaCrn('o-1', 'env-*', 'lkc-1')}/topic=orders-eu`, topic)).toBe(false)
  })
})

describe('rights', () => {
  test('an administrator may do everything in the own organization and nothing in another', () => {
    for (const action of actions.filter((one) => one !== 'own-account')) {
      expect(isAllowed(admin, action, clusterCrn('o-1', 'env-1', 'lkc-1'))).toBe(true)
      expect(isAllowed(admin, action, clusterCrn('o-2', 'env-1', 'lkc-1'))).toBe(false)
    }
  })

  test('an unknown role gives nothing, also one named like a property of objects', () => {
    for (const roleName of ['Nobody', 'constructor', '__proto__', 'toString'])
      expect(
        isAllowed([{ roleName, crnPattern: organizationCrn('o-1') }], 'topics:read', organizationCrn('o-1')),
      ).toBe(false)
  })

  test('a key of one cluster reaches that cluster only, whatever its owner may do', async () => {
    const ctx = context({ onlyResource: 'lkc-1', bindings: admin })
    await expect(authorize(ctx, 'topics:read', clusterCrn('o-1', 'env-1', 'lkc-1'))).resolves.toBeUndefined()
    await expect(authorize(ctx, 'topics:read', clusterCrn('o-1', 'env-1', 'lkc-2'))).rejects.toThrow(
      /lkc-1 only/,
    )
    await expect(authorize(ctx, 'environments:read')).rejects.toThrow(/lkc-1 only/)
  })

  test('a denial names the role that is needed and is put on record', async () => {
    const denied: string[] = []
    const ctx = { ...context(), onDenied: async (action: string) => void denied.push(action) }
    await expect(authorize(ctx, 'topics:create')).rejects.toThrow(/OrganizationAdmin/)
    expect(denied).toEqual(['topics:create'])
  })

  test('own account is for people, not for keys', async () => {
    await expect(authorize(context({ userId: 'u-1' }), 'own-account')).resolves.toBeUndefined()
    await expect(authorize(context({ apiKeyId: 'K' }), 'own-account')).rejects.toThrow()
  })

  test('role bindings compile to ACLs on covered clusters only', () => {
    expect(compileAcls(admin, clusterCrn('o-1', 'env-1', 'lkc-1')).map((acl) => acl.resourceType)).toEqual([
      'TOPIC',
      'GROUP',
      'TRANSACTIONAL_ID',
      'CLUSTER',
    ])
    expect(compileAcls(admin, clusterCrn('o-2', 'env-1', 'lkc-1'))).toEqual([])
  })
})
