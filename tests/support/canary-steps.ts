// What the canary sweep does with secrets: everything that holds one is made, changed and made to fail.
import { db } from '@/lib/db'
import { makeSession } from '@/tests/support/browser'
import { type Canaries, keptFiles, type RememberingClient } from '@/tests/support/canaries'
import { expect } from '@/tests/support/console'
import { eventually } from '@/tests/support/poll'
import type { Product } from '@/tests/support/product'
import { issueCertificate, makeAuthority } from '@/worker/brokers/certificate'

type Headers = Record<string, string>
export type Run = { client: RememberingClient; canaries: Canaries; admin: Headers; product: Product }

const basic = (key: string, secret: string): Headers => ({
  authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
})
const isOneTime = { isOneTime: true }

/** The answers that show a secret, once, by design: creation of a key, of an invitation, of a session and of a token. */
export async function passwordsAndTokens({ client, canaries, admin }: Run): Promise<void> {
  const email = `canary-${crypto.randomUUID().slice(0, 8)}@example.com`
  const { body: invitation } = await client.send<{ link: string; id: string }>(
    ...([admin, 'POST', '/iam/v2/invitations', { email }, isOneTime] as const),
  )
  const token = canaries.add("an invitation's token", /[\w-]{20,}$/.exec(invitation.link)?.[0])
  const [first, second] = [canaries.make('a password'), canaries.make('a changed password')]
  await client.send({}, 'POST', '/api/console/invitations/look-up', { token })
  await client.send({}, 'POST', '/api/console/invitations/accept', { token, full_name: '', password: first })
  const accept = { token, full_name: 'Canary', password: first }
  expect((await client.send({}, 'POST', '/api/console/invitations/accept', accept)).status).toBe(201)
  await client.send({}, 'POST', '/api/console/invitations/accept', accept)
  await client.send(admin, 'GET', `/iam/v2/invitations/${invitation.id}`)
  await client.send({}, 'POST', '/api/sessions', { email, password: canaries.make('a wrong password') })
  await client.send(
    {},
    'POST',
    '/api/sessions',
    `{"email":"${email}","password":"${canaries.make('a password in a broken body')}"`,
  )
  const session = await client.send<{ token: string }>(
    {},
    'POST',
    '/api/sessions',
    { email, password: first },
    isOneTime,
  )
  const bearer = { authorization: `Bearer ${canaries.add('a session token', session.body.token)}` }
  const data = await client.send<{ token: string }>(bearer, 'POST', '/api/access_tokens', {}, isOneTime)
  canaries.add('a data-plane token', data.body.token)
  await client.send(bearer, 'GET', '/api/me')
  await client.send({ authorization: `Bearer ${canaries.make('a token of no one')}` }, 'GET', '/api/me')
  const change = (current: string, next: string) =>
    client.send(bearer, 'POST', '/api/console/account/password', {
      current_password: current,
      new_password: next,
    })
  await change(canaries.make('a wrong present password'), second)
  await change(first, 'short')
  await change(first, second)
  await client.send({}, 'POST', '/api/console/set-up', {
    ...{ token: canaries.make('a set-up token'), full_name: 'Eve', email: 'eve@example.com' },
    password: canaries.make('a password of a set-up that failed'),
  })
  const { cookie } = await makeSession((await db.user.findUniqueOrThrow({ where: { email } })).id)
  canaries.add('a session cookie', cookie.split('=')[1])
  await client.send({ cookie }, 'GET', '/api/console/session')
  await client.send({ cookie }, 'GET', '/account')
}

export async function apiKeys({
  client,
  canaries,
  admin,
  product,
}: Run): Promise<{ key: string; secret: string }> {
  const make = async (name: string, resource: string): Promise<{ key: string; secret: string }> => {
    const spec = {
      display_name: 'canary',
      description: '',
      owner: { id: product.userId },
      resource: { id: resource },
    }
    const { body } = await client.send<{ id: string; spec: { secret: string } }>(
      ...([admin, 'POST', '/iam/v2/api-keys', { spec }, isOneTime] as const),
    )
    return { key: body.id, secret: canaries.add(name, body.spec.secret) }
  }
  const cloud = await make('the secret of a Cloud key', 'cloud')
  const kafka = await make('the secret of a Kafka key', product.clusterId)
  const topics = `/kafka/v3/clusters/${product.clusterId}/topics`
  await client.send(basic(cloud.key, cloud.secret), 'GET', '/iam/v2/api-keys?page_size=100')
  await client.send(basic(cloud.key, cloud.secret), 'GET', `/iam/v2/api-keys/${kafka.key}`)
  await client.send(basic(cloud.key, canaries.make('a wrong secret')), 'GET', '/org/v2/environments')
  await client.send(basic(kafka.key, kafka.secret), 'GET', topics)
  await client.send(basic(kafka.key, kafka.secret), 'POST', topics, {
    topic_name: 'a b',
    partitions_count: -1,
  })
  await client.send(basic(kafka.key, canaries.make('a wrong Kafka secret')), 'GET', topics)
  await client.send(admin, 'PATCH', `/iam/v2/api-keys/${kafka.key}`, { spec: { description: 'changed' } })
  return kafka
}

/** The product's own broker plays somebody's Kafka; the key of it is the password that is right. */
export async function externalClusters(
  { client, canaries, admin, product }: Run,
  { key, secret }: { key: string; secret: string },
): Promise<void> {
  const broker = await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } })
  const external = (name: string, servers = broker.bootstrapServers ?? '') => ({
    ...{ bootstrap_servers: servers, security_protocol: 'SASL_PLAINTEXT', sasl_mechanism: 'PLAIN' },
    ...{ sasl_username: 'somebody', sasl_password: canaries.make(name) },
  })
  await client.send(admin, 'POST', '/api/console/clusters/test-connection', external('a tested password'))
  await client.send(admin, 'POST', '/api/console/clusters/test-connection', {
    ...external('a password beside a wrong field'),
    more: 1,
  })
  await client.send(
    admin,
    'POST',
    '/api/console/clusters/test-connection',
    external('a password for a closed port', '127.0.0.1:9'),
  )
  const spec = {
    display_name: 'canary',
    cloud: 'EXTERNAL',
    region: 'elsewhere',
    environment: { id: product.environmentId },
  }
  const refused = external('the password of a cluster that is not attached')
  await client.send(admin, 'POST', '/cmk/v2/clusters', { spec: { ...spec, external: refused } })
  const right = { ...refused, sasl_username: key, sasl_password: secret }
  const { body, status } = await client.send<{ id: string }>(admin, 'POST', '/cmk/v2/clusters', {
    spec: { ...spec, external: right },
  })
  expect(status, JSON.stringify(body)).toBe(202)
  const at = `/cmk/v2/clusters/${body.id}?environment=${product.environmentId}`
  await eventually('the worker has tried', async () => {
    const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: body.id } })
    return row.phase === 'PROVISIONED'
  })
  await client.send(admin, 'GET', at)
  const changed = external('the changed password of an external cluster')
  await client.send(admin, 'PATCH', `/cmk/v2/clusters/${body.id}`, {
    spec: { environment: { id: product.environmentId }, external: changed },
  })
  await client.send(admin, 'GET', at)
  await client.send(admin, 'GET', `/cmk/v2/clusters?environment=${product.environmentId}`)
  await client.send(admin, 'GET', `/kafka/v3/clusters/${body.id}/topics`)
  const listeners = {
    tls: 'GIVEN',
    certificate_pem: 'no certificate',
    private_key_pem: canaries.make('a key that is none'),
  }
  await client.send(admin, 'PATCH', `/cmk/v2/clusters/${product.clusterId}`, {
    spec: { environment: { id: product.environmentId }, listeners },
  })
  await client.send(admin, 'DELETE', at)
}

/** A cluster of its own, whose listener gets a given certificate; answers its path, for after the sweep. */
export async function tlsKeys({ client, canaries, admin, product }: Run): Promise<string> {
  const environment = { id: product.environmentId }
  const spec = { display_name: 'canary-tls', cloud: 'LOCAL', region: 'this-machine', environment }
  const { body } = await client.send<{ id: string }>(admin, 'POST', '/cmk/v2/clusters', { spec })
  const [one, other] = [await makeAuthority('one'), await makeAuthority('other')]
  const [right, wrong] = [
    await issueCertificate(one, ['localhost']),
    await issueCertificate(other, ['localhost']),
  ]
  canaries.add('the key of a given certificate', right.keyPem.split('\n')[2])
  canaries.add('a key that does not fit', wrong.keyPem.split('\n')[2])
  const give = (keyPem: string) => {
    const listeners = { tls: 'GIVEN', certificate_pem: right.certificatePem, private_key_pem: keyPem }
    return client.send(admin, 'PATCH', `/cmk/v2/clusters/${body.id}`, { spec: { environment, listeners } })
  }
  const running = () =>
    eventually(
      'the broker runs',
      async () => {
        const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: body.id } })
        return row.health === 'RUNNING'
      },
      { timeoutMs: 90_000 },
    )
  await running()
  expect((await give(wrong.keyPem)).status).toBe(400)
  expect((await give(right.keyPem)).status).toBe(200)
  await eventually(
    'the listener is there',
    () => [...keptFiles()].some(({ where }) => isKeystore(where) && where.includes(body.id)),
    { timeoutMs: 60_000 },
  )
  await running()
  const at = `/cmk/v2/clusters/${body.id}?environment=${product.environmentId}`
  await client.send(admin, 'GET', at)
  return at
}

/** A broker reads its key from a file, which only its own user can read. */
export const isKeystore = (file: string): boolean =>
  /^clusters\/[^/]+\/certificates\/[0-9a-f]+\.pem$/.test(file)

export async function connectors(
  { client, canaries, admin, product }: Run,
  key: { key: string; secret: string },
): Promise<void> {
  const base = `/connect/v1/environments/${product.environmentId}/clusters/${product.clusterId}`
  const config = {
    ...{ 'connector.class': 'DatagenSource', 'kafka.auth.mode': 'KAFKA_API_KEY', 'kafka.topic': 'canaries' },
    ...{ 'output.data.format': 'JSON', quickstart: 'ORDERS', 'tasks.max': '1', 'kafka.api.key': key.key },
  }
  const wrong = { ...config, 'kafka.api.secret': canaries.make('a wrong secret of a connector') }
  await client.send(admin, 'PUT', `${base}/connector-plugins/DatagenSource/config/validate`, {
    ...wrong,
    'tasks.max': 'x',
  })
  await client.send(admin, 'POST', `${base}/connectors`, {
    name: 'canary-wrong',
    config: { ...wrong, name: 'canary-wrong' },
  })
  await client.send(admin, 'POST', `/kafka/v3/clusters/${product.clusterId}/topics`, {
    topic_name: 'canaries',
    partitions_count: 1,
  })
  const right = { ...config, name: 'canary', 'kafka.api.secret': key.secret }
  await client.send(admin, 'POST', `${base}/connectors`, { name: 'canary', config: right })
  const one = `${base}/connectors/canary`
  await eventually('the connector has begun', async () => {
    const { body } = await client.send<{ connector?: { state: string } }>(admin, 'GET', `${one}/status`)
    return body.connector !== undefined && body.connector.state !== 'PROVISIONING'
  })
  await client.send(admin, 'PUT', `${one}/config`, { ...right, 'max.interval': '500' })
  await client.send(admin, 'PUT', `${one}/config`, {
    ...right,
    'kafka.api.secret': canaries.make('a secret of a changed connector'),
  })
  for (const path of ['', '/config', '/status', '/tasks']) await client.send(admin, 'GET', `${one}${path}`)
  await client.send(admin, 'GET', `${base}/connectors?expand=info,status,id`)
  const ours = `/api/console/clusters/${product.clusterId}/connectors`
  for (const path of ['', '/canary', '/canary/logs', '/canary/metrics'])
    await client.send(admin, 'GET', `${ours}${path}`)
  await client.send(admin, 'DELETE', one)
  await client.send(admin, 'DELETE', `${base}/connectors/canary-wrong`)
}
