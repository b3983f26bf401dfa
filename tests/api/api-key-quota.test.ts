import { describe, expect, it } from 'vitest'
import { POST } from '@/app/(control-plane)/iam/v2/api-keys/route'
import { db } from '@/lib/db'
import { quotas } from '@/lib/service-quotas/limits'
import { call, makeOrganization, type Organization } from '../support/factories'

const create = ({ authorization, userId }: Organization) =>
  call(POST, { authorization, method: 'POST', body: { spec: { display_name: '', owner: { id: userId } } } })

describe('the quota of keys', () => {
  it('answers 429 with Retry-After and its name, and makes none; two at the last place make one', async () => {
    const other = await makeOrganization()
    const { limit } = quotas.apikeys_per_org
    await db.$executeRaw`
      INSERT INTO api_keys (id, organization_id, owner_kind, owner_id, resource_kind, hash_salt, secret_hash, scram_salt,
        scram_iterations, scram_stored_key, scram_server_key, updated_at)
      SELECT 'QUOTA' || lpad(n::text, 11, 'A'), organization_id, owner_kind, owner_id, resource_kind, hash_salt, secret_hash,
        scram_salt, scram_iterations, scram_stored_key, scram_server_key, now()
      FROM (SELECT * FROM api_keys WHERE organization_id = ${other.id}::uuid LIMIT 1) one, generate_series(1, ${limit - 2}::int) n`
    const answers = await Promise.all([1, 2].map(() => create(other)))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 429])
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(JSON.stringify(refused?.body)).toContain('apikeys_per_org')
    expect(await db.apiKey.count({ where: { organizationId: other.id } })).toBe(limit)
  })
})
