// What of Kafka REST v3 needs no broker: the list of clusters, and what answers where nothing is.
import { beforeAll, describe, expect, test } from 'vitest'
import * as unknown from '@/app/(control-plane)/kafka/v3/[...path]/route'
import * as clusters from '@/app/(control-plane)/kafka/v3/clusters/route'
import { clusterCrn } from '@/lib/crn'
import { call, makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { makeMember } from '@/tests/support/members'

let owner: Organization
let first: string
let second: string

beforeAll(async () => {
  owner = await makeOrganization()
  first = await makeCluster(owner, 'first')
  second = await makeCluster(owner, 'second')
})

const list = async (authorization: string): Promise<string[]> => {
  const { status, body } = await call(clusters.GET, { authorization })
  expect(status).toBe(200)
  return (body as { data: { cluster_id: string }[] }).data.map(({ cluster_id: id }) => id)
}

describe('clusters of Kafka REST v3', () => {
  test('an administrator sees all, a role on one sees that one, no role sees none', async () => {
    expect(await list(owner.authorization)).toEqual([first, second].sort())
    const crnPattern = clusterCrn(owner.id, owner.environmentId, first)
    const operator = await makeMember(owner, [{ roleName: 'Operator', crnPattern }])
    expect(await list(operator.authorization)).toEqual([first])
    expect(await list((await makeMember(owner)).authorization)).toEqual([])
    expect(await list((await makeOrganization()).authorization)).toEqual([])
  })

  test('a key of a cluster sees its cluster only, also without a role', async () => {
    const { key, secret } = await makeApiKey(owner.ctx, owner.userId, first)
    expect(await list(`Basic ${btoa(`${key}:${secret}`)}`)).toEqual([first])
    const { authorization } = await makeMember(owner, [], second)
    expect(await list(authorization)).toEqual([second])
  })
})

describe('paths that nothing serves', () => {
  const ask = (path: string, method = 'GET') =>
    unknown.GET(
      new Request(`http://localhost:3000/kafka/v3/${path}`, {
        method,
        headers: { host: 'localhost:3000', authorization: owner.authorization },
      }),
      { params: Promise.resolve({ path: path.split('/') }) },
    )

  test('answer 404 in the shape of Kafka REST', async () => {
    const response = await ask('clusters/lkc-1/tables')
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.json()).toMatchObject({ error_code: 404, message: expect.any(String) as string })
  })

  test.each(['share-groups', 'streams-groups/x/members', 'links/l/mirrors'])(
    '%s answers 501',
    async (path) => {
      const response = await ask(`clusters/lkc-1/${path}`)
      expect(response.status).toBe(501)
      expect(await response.json()).toMatchObject({ error_code: 501 })
    },
  )
})
