// Editing a Kafka of one's own: tested before it is stored, its password never sent back.
import { beforeAll, describe, expect, it } from 'vitest'
import { GET, PATCH } from '@/app/(control-plane)/cmk/v2/clusters/[clusterId]/route'
import { POST as TEST } from '@/app/api/console/clusters/[clusterId]/test-connection/route'
import type { ClusterDto } from '@/lib/clusters/schema'
import { db } from '@/lib/db'
import { findSecret, putSecret } from '@/lib/secrets/store'
import { problemsOf } from '../support/browser'
import { call, findFreePort, makeCluster, makeOrganization, type Organization } from '../support/factories'

let ours: Organization
let theirs: Organization

beforeAll(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
})

const made = async (): Promise<{ id: string }> => ({
  id: await makeCluster(ours, `c-${crypto.randomUUID()}`),
})
const patch = (clusterId: string, spec: object) =>
  call(PATCH, {
    authorization: ours.authorization,
    method: 'PATCH',
    params: { clusterId },
    body: { spec: { environment: { id: ours.environmentId }, ...spec } },
  })
const read = async (clusterId: string): Promise<ClusterDto> =>
  (
    await call(GET, {
      authorization: ours.authorization,
      params: { clusterId },
      query: `?environment=${ours.environmentId}`,
    })
  ).body as ClusterDto
const pointers = (answer: Awaited<ReturnType<typeof patch>>) =>
  problemsOf(answer).map(({ pointer }) => pointer)

describe('an attached cluster', () => {
  async function attached(): Promise<string> {
    const { id } = await made()
    const external = {
      bootstrap_servers: 'kafka.invalid:9092',
      security_protocol: 'SASL_SSL',
      sasl_mechanism: 'PLAIN',
      sasl_username: 'reader',
    }
    await db.kafkaCluster.update({
      where: { id },
      data: { provider: 'EXTERNAL', clientPort: null, external, bootstrapServers: 'kafka.invalid:9092' },
    })
    await putSecret(db, ours.id, `clusters/${id}/password`, 'stored secret')
    return id
  }
  const external = (bootstrap: string) => ({
    bootstrap_servers: bootstrap,
    security_protocol: 'SASL_PLAINTEXT',
    sasl_mechanism: 'PLAIN',
    sasl_username: 'reader',
  })

  it('PATCH – a connection that does not work is refused with its layer, and the old one stays', async () => {
    const id = await attached()
    const answer = await patch(id, {
      external: { ...external(`127.0.0.1:${await findFreePort()}`), sasl_password: 'new secret' },
    })
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]?.detail).toContain('tcp:')
    expect((await read(id)).spec.external?.bootstrap_servers).toBe('kafka.invalid:9092')
    expect(await findSecret(`clusters/${id}/password`)).toBe('stored secret')
  })

  it('test – names the layer, with the stored password when none is sent, and never sends it back', async () => {
    const id = await attached()
    const test = (clusterId: string, authorization = ours.authorization, bootstrap = 'kafka.invalid:9092') =>
      call(TEST, {
        authorization,
        method: 'POST',
        params: { clusterId },
        body: { ...external(bootstrap), security_protocol: 'SASL_SSL' },
      })
    const answer = await test(id)
    expect(answer.body).toMatchObject({ ok: false, layer: 'dns' })
    expect(JSON.stringify(answer.body)).not.toContain('stored secret')
    expect((await test(id, theirs.authorization)).status).toBe(404)
    const elsewhere = await test(id, ours.authorization, 'elsewhere.invalid:9092')
    expect(elsewhere.status).toBe(400)
    expect(pointers(elsewhere)).toEqual(['/sasl_password'])
  })

  it('PATCH – the stored password goes to no other servers: it has to be given again', async () => {
    const id = await attached()
    const answer = await patch(id, { external: external('elsewhere.invalid:9092') })
    expect(answer.status).toBe(400)
    expect(pointers(answer)).toEqual(['/spec/external/sasl_password'])
    expect((await read(id)).spec.external?.bootstrap_servers).toBe('kafka.invalid:9092')
  })

  it.each([
    ['listeners', { listeners: { tls: 'GENERATED' } }, '/spec/listeners'],
    ['another kind', { config: { kind: 'Standard' } }, '/spec/config/kind'],
  ])('PATCH – %s are managed where it runs: 400', async (_, spec, pointer) => {
    const answer = await patch(await attached(), spec)
    expect(answer.status).toBe(400)
    expect(pointers(answer)).toEqual([pointer])
  })

  it('PATCH – a cluster of this machine has no connection that could be edited: 400', async () => {
    const { id } = await made()
    const answer = await patch(id, { external: { ...external('127.0.0.1:9'), sasl_password: 'x' } })
    expect(answer.status).toBe(400)
    expect(pointers(answer)).toEqual(['/spec/external'])
  })
})
