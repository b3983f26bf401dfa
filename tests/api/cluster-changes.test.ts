import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { DELETE, GET, PATCH } from '@/app/(control-plane)/cmk/v2/clusters/[clusterId]/route'
import { GET as LIST, POST } from '@/app/(control-plane)/cmk/v2/clusters/route'
import { GET as LIMITS } from '@/app/api/console/clusters/limits/route'
import { requireMemory } from '@/lib/clusters/machine'
import type { ClusterLimits } from '@/lib/clusters/limits-schema'
import type { ClusterDto } from '@/lib/clusters/schema'
import { db } from '@/lib/db'
import { findSecret } from '@/lib/secrets/store'
import { issueCertificate, makeAuthority, type Authority, type Issued } from '@/worker/brokers/certificate'
import { problemsOf } from '../support/browser'
import { call, makeOrganization, type Organization } from '../support/factories'

let ours: Organization
let theirs: Organization

beforeAll(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
})

const create = (spec: object = {}) =>
  call(POST, {
    authorization: ours.authorization,
    method: 'POST',
    body: {
      spec: {
        display_name: `c-${crypto.randomUUID()}`,
        availability: 'SINGLE_ZONE',
        cloud: 'AWS',
        region: 'eu-central-1',
        config: { kind: 'Basic' },
        environment: { id: ours.environmentId },
        ...spec,
      },
    },
  })
const made = async (spec: object = {}): Promise<ClusterDto> => {
  const answer = await create(spec)
  expect(answer.status, JSON.stringify(answer.body)).toBe(202)
  return answer.body as ClusterDto
}
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
const remove = (clusterId: string) =>
  call(DELETE, {
    authorization: ours.authorization,
    method: 'DELETE',
    params: { clusterId },
    query: `?environment=${ours.environmentId}`,
  })
const pointers = (answer: Awaited<ReturnType<typeof create>>) =>
  problemsOf(answer).map(({ pointer }) => pointer)

describe('kinds of clusters', () => {
  it('POST – what was sent comes back: cloud, region, availability and units', async () => {
    const spec = { availability: 'LOW', cloud: 'aws', config: { kind: 'Standard', max_ecku: 3 } }
    const { id } = await made(spec)
    expect((await read(id)).spec).toMatchObject({
      ...spec,
      region: 'eu-central-1',
      deletion_protection: false,
    })
  })

  it('POST – a Dedicated cluster answers its CKUs in config and status, and has three brokers', async () => {
    const { id } = await made({ config: { kind: 'Dedicated', cku: 2 } })
    const dto = await read(id)
    expect(dto.spec.config).toEqual({ kind: 'Dedicated', cku: 2 })
    expect(dto.status).toMatchObject({ cku: 2, phase: 'PROVISIONING' })
    expect(dto.metadata.resource_name).toContain(`/cloud-cluster=${id}/kafka=${id}`)
    expect((await db.kafkaCluster.findUniqueOrThrow({ where: { id } })).brokerCount).toBe(3)
  })

  it.each([
    ['Dedicated without CKUs', { config: { kind: 'Dedicated' } }, '/spec/config/cku'],
    ['Basic with CKUs', { config: { kind: 'Basic', cku: 1 } }, '/spec/config/cku'],
    [
      'MULTI_ZONE with one CKU',
      { availability: 'MULTI_ZONE', config: { kind: 'Dedicated', cku: 1 } },
      '/spec/config/cku',
    ],
    ['a kind that does not exist', { config: { kind: 'Huge' } }, '/spec/config/kind'],
    ['a name that is empty', { display_name: ' ' }, '/spec/display_name'],
    ['an availability that does not exist', { availability: 'SOME' }, '/spec/availability'],
    ['Dedicated that is attached', externalDedicated(), '/spec/config/kind'],
  ])('POST – %s answers 400 at its field', async (_, spec, pointer) => {
    const answer = await create(spec)
    expect(answer.status).toBe(400)
    expect(pointers(answer)).toEqual([pointer])
  })

  it.each([
    ['Enterprise', { config: { kind: 'Enterprise' } }],
    ['Freight', { config: { kind: 'Freight' } }],
    ['a private network', { network: { id: 'n-12345' } }],
    ['an encryption key of one’s own', { byok: { id: 'cck-12345' } }],
  ])('POST – %s answers 501 with a sentence, and nothing is made', async (_, spec) => {
    const before = await db.kafkaCluster.count()
    const answer = await create(spec)
    expect(answer.status).toBe(501)
    expect(problemsOf(answer)[0]?.detail).toMatch(/\. [A-Z]/)
    expect(await db.kafkaCluster.count()).toBe(before)
  })

  it('too little memory for three brokers is a clear refusal; one broker is not refused', () => {
    expect(() => requireMemory('Dedicated', 1000 * 1024 * 1024)).toThrow(/1,200 MiB.*1,000 MiB left/)
    expect(() => requireMemory('Dedicated', 1200 * 1024 * 1024)).not.toThrow()
    expect(() => requireMemory('Basic', 0)).not.toThrow()
  })

  it("limits – what each kind takes of this machine; another organization's environment answers 404", async () => {
    const ask = (environmentId: string) =>
      call(LIMITS, { authorization: ours.authorization, query: `?environment=${environmentId}` })
    const { kinds, ...machine } = (await ask(ours.environmentId)).body as ClusterLimits
    expect(kinds.map(({ kind, brokers }) => [kind, brokers])).toEqual([
      ['Basic', 1],
      ['Standard', 1],
      ['Dedicated', 3],
    ])
    expect(machine.memory_available_bytes).toBeGreaterThan(0)
    expect(machine).toMatchObject({ is_tls_required: false })
    expect((await ask(theirs.environmentId)).status).toBe(404)
  })
})

describe('changing a cluster', () => {
  it('PATCH – Basic becomes Standard, and neither goes back nor anywhere else', async () => {
    const { id } = await made({ config: { kind: 'Basic', max_ecku: 2 } })
    const upgraded = await patch(id, { config: { kind: 'Standard' } })
    expect(upgraded.status).toBe(200)
    expect(upgraded.body).toMatchObject({ spec: { config: { kind: 'Standard', max_ecku: 2 } } })
    for (const config of [{ kind: 'Basic' }, { kind: 'Dedicated', cku: 1 }, { kind: 'Enterprise' }]) {
      const answer = await patch(id, { config })
      expect(answer.status).toBe(400)
      expect(pointers(answer)).toEqual(['/spec/config/kind'])
    }
    expect((await read(id)).spec.config.kind).toBe('Standard')
  })

  it('PATCH – the CKUs of a Dedicated cluster', async () => {
    const { id } = await made({ config: { kind: 'Dedicated', cku: 1 } })
    expect((await patch(id, { config: { kind: 'Dedicated', cku: 4 } })).body).toMatchObject({
      spec: { config: { cku: 4 } },
      status: { cku: 4 },
    })
    expect((await patch(id, { config: { kind: 'Dedicated', cku: 0 } })).status).toBe(400)
  })

  it('PATCH – what is set already changes nothing and is no audit event', async () => {
    const { id, spec } = await made()
    const count = () =>
      db.auditEvent.count({ where: { organizationId: ours.id, method: 'UpdateKafkaCluster' } })
    const before = await count()
    const same = { display_name: spec.display_name, config: { kind: 'Basic' }, deletion_protection: false }
    expect((await patch(id, same)).status).toBe(200)
    expect(await count()).toBe(before)
  })

  it('DELETE – answers 409 while the cluster is protected, 204 when it no longer is', async () => {
    const { id } = await made({ deletion_protection: true })
    const answer = await remove(id)
    expect(answer.status).toBe(409)
    expect(problemsOf(answer)[0]?.detail).toMatch(/deletion protection/)
    expect((await patch(id, { deletion_protection: false })).body).toMatchObject({
      spec: { deletion_protection: false },
    })
    expect((await remove(id)).status).toBe(204)
    expect((await remove(id)).status).toBe(404)
  })

  it('LIST – filters by deletion protection; no cluster is in a private network', async () => {
    const [open, safe] = [await made(), await made({ deletion_protection: true })]
    const ids = async (filter: string) => {
      const query = `?environment=${ours.environmentId}&page_size=100&${filter}`
      const { body } = await call(LIST, { authorization: ours.authorization, query })
      return (body as { data: ClusterDto[] }).data.map(({ id }) => id)
    }
    expect(await ids('spec.deletion_protection=true')).toContain(safe.id)
    expect(await ids('spec.deletion_protection=true')).not.toContain(open.id)
    expect(await ids('spec.deletion_protection=false')).toContain(open.id)
    expect(await ids('spec.deletion_protection=')).toContain(safe.id)
    expect(await ids('spec.network=n-1&spec.network=n-2')).toEqual([])
  })
})

describe('listeners', () => {
  let authority: Authority
  let issued: Issued
  let shared: string
  beforeAll(async () => {
    shared = (await made()).id
    authority = await makeAuthority('test')
    issued = await issueCertificate(authority, ['localhost'])
  })

  it('PATCH – TLS and the anonymous listener are wished for, and off by default', async () => {
    const { id, spec } = await made()
    expect(spec.listeners).toEqual({ tls: 'NONE', anonymous: false })
    const { body } = await patch(id, { listeners: { tls: 'GENERATED', anonymous: true } })
    expect(body).toMatchObject({ spec: { listeners: { tls: 'GENERATED', anonymous: true } } })
    expect((await patch(id, { listeners: { anonymous: false } })).body).toMatchObject({
      spec: { listeners: { tls: 'GENERATED', anonymous: false } },
    })
  })

  it('PATCH – a given certificate is answered, its private key never; the key may stay away later', async () => {
    const { id } = await made()
    const listeners = {
      tls: 'GIVEN',
      certificate_pem: `${issued.certificatePem}${authority.certificatePem}`,
      private_key_pem: issued.keyPem,
    }
    const answer = await patch(id, { listeners })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const text = JSON.stringify([answer.body, await db.kafkaCluster.findUniqueOrThrow({ where: { id } })])
    expect(text).toContain('BEGIN CERTIFICATE')
    expect(text).not.toContain('PRIVATE KEY')
    expect(await findSecret(`clusters/${id}/listener-key`)).toContain('BEGIN PRIVATE KEY')
    expect((await patch(id, { listeners: { anonymous: true } })).body).toMatchObject({
      spec: { listeners: { tls: 'GIVEN', anonymous: true } },
    })
  })

  it('POST – a cluster can begin with TLS', async () => {
    const { spec } = await made({ listeners: { tls: 'GENERATED' } })
    expect(spec.listeners?.tls).toBe('GENERATED')
  })

  const rsa = (): string =>
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs1',
      format: 'pem',
    }) as string

  it.each([
    ['no certificate', () => ({ private_key_pem: issued.keyPem }), 'certificate_pem'],
    ['no key', () => ({ certificate_pem: issued.certificatePem }), 'private_key_pem'],
    [
      'a certificate that is none',
      () => ({ certificate_pem: 'hello', private_key_pem: issued.keyPem }),
      'certificate_pem',
    ],
    [
      'a key of another certificate',
      () => ({ certificate_pem: issued.certificatePem, private_key_pem: rsa() }),
      'private_key_pem',
    ],
    [
      'a key that is none',
      () => ({ certificate_pem: issued.certificatePem, private_key_pem: 'hello' }),
      'private_key_pem',
    ],
    [
      'a chain in the wrong order',
      () => ({
        certificate_pem: `${issued.certificatePem}${issued.certificatePem}`,
        private_key_pem: issued.keyPem,
      }),
      'certificate_pem',
    ],
    [
      'a certificate without GIVEN',
      () => ({ tls: 'GENERATED', certificate_pem: issued.certificatePem }),
      'tls',
    ],
  ])('PATCH – %s answers 400 at its field', async (_, input, field) => {
    const answer = await patch(shared, { listeners: { tls: 'GIVEN', ...input() } })
    expect(answer.status).toBe(400)
    expect(pointers(answer)).toEqual([`/spec/listeners/${field}`])
    expect(await findSecret(`clusters/${shared}/listener-key`)).toBeNull()
  })
})

function externalDedicated(): object {
  return {
    config: { kind: 'Dedicated', cku: 1 },
    external: { bootstrap_servers: '127.0.0.1:9', security_protocol: 'PLAINTEXT' },
  }
}
