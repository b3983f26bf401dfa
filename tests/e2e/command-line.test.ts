// What Confluent's command line does over HTTP, against the built product: logging in, tokens, and the addresses it asks at.
import { env } from '@/lib/env'
import { publicSessionId } from '@/lib/sessions/end'
import { signToken } from '@/lib/tokens/signing'
import { makeSession } from '@/tests/support/browser'
import { expect, mintAdministrator, password, test } from '@/tests/support/console'
import { openProduct } from '@/tests/support/product'

type Answer = { status: number; body: unknown }

async function ask(method: string, path: string, token = '', body?: unknown): Promise<Answer> {
  const response = await fetch(`${env.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (text !== '') expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
}

const tokenOf = ({ body }: Answer): string => (body as { token: string }).token

/** Without logging in, which is slowed down for each address: all tests come from one. */
async function newToken(): Promise<string> {
  const { id: userId } = await mintAdministrator()
  const { id } = await makeSession(userId)
  return signToken(
    'session',
    { userId, publicSessionId: publicSessionId(id) },
    new Date(Date.now() + 600_000),
  )
}

for (const login of ['/confluent.cloud', '/cpdev.cloud'])
  test(`logs in at ${login}, finds every API below /api, and is out after logging out`, async () => {
    const { email } = await mintAdministrator()
    const { environmentId, clusterId } = await openProduct()
    const wrong = await ask('POST', '/api/sessions', '', { email, password: 'wrong' })
    expect(wrong.status).toBe(403)
    const token = tokenOf(await ask('POST', '/api/sessions', '', { email, password }))
    expect(await ask('GET', '/api/me', token)).toMatchObject({ status: 200, body: { user: { email } } })

    for (const api of ['/api', `${login}/api`, '']) {
      const environment = await ask('GET', `${api}/org/v2/environments/${environmentId}`, token)
      expect(environment, api).toMatchObject({ status: 200, body: { id: environmentId } })
      expect((await ask('GET', `${api}/cmk/v2/clusters?environment=${environmentId}`, token)).status).toBe(
        200,
      )
    }
    const roles = await ask('GET', `${login}/api/metadata/security/v2alpha1/roles`, token)
    expect(roles.status).toBe(200)

    const data = tokenOf(await ask('POST', `${login}/api/access_tokens`, token, {}))
    const topics = `/kafka/v3/clusters/${clusterId}/topics`
    expect((await ask('GET', topics, data)).status).toBe(200)
    expect((await ask('GET', '/api/org/v2/environments', data)).status).toBe(401)

    expect((await ask('DELETE', '/api/sessions', token)).status).toBe(200)
    for (const ended of [token, data]) expect((await ask('GET', topics, ended)).status).toBe(401)
  })

test('a colon of an operation may be escaped, at the root and below the aliases', async () => {
  const { clusterId } = await openProduct()
  const token = await newToken()
  const name = `colon-${crypto.randomUUID().slice(0, 8)}`
  const cluster = `/kafka/v3/clusters/${clusterId}`
  expect((await ask('POST', `${cluster}/topics`, token, { topic_name: name })).status).toBe(201)
  const change = (value: number) => ({ data: [{ name: 'retention.ms', value: String(value) }] })
  const retention = async () =>
    ((await ask('GET', `${cluster}/topics/${name}/configs/retention.ms`, token)).body as { value: string })
      .value
  let value = 1_000_000
  for (const api of ['', '/api', '/confluent.cloud/api'])
    for (const colon of [':', '%3A', '%3a']) {
      value++
      const path = `${api}${cluster}/topics/${name}/configs${colon}alter`
      expect((await ask('POST', path, token, change(value))).status, path).toBe(204)
      expect(await retention(), path).toBe(String(value))
    }
  expect((await ask('DELETE', `${cluster}/topics/${name}`, token)).status).toBe(204)
})

test('a large body arrives whole by an alias', async () => {
  const token = await newToken()
  const body = { display_name: 'x', filler: 'x'.repeat(900_000) }
  const answers = [
    await ask('POST', '/org/v2/environments', token, { ...body, display_name: crypto.randomUUID() }),
    await ask('POST', '/api/org/v2/environments', token, { ...body, display_name: crypto.randomUUID() }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  for (const { body: made } of answers)
    await ask('DELETE', `/org/v2/environments/${(made as { id: string }).id}`, token)
})

test('paths that are not there answer in JSON, with 501 for what is known and not served', async () => {
  const token = await newToken()
  for (const path of ['/fcpm/v2/compute-pools', '/api/fcpm/v2/regions', '/networking/v1/networks'])
    expect((await ask('GET', path, token)).status, path).toBe(501)
  for (const path of ['/api/nonsense', '/confluent.cloud/api/iam/v2/nonsense'])
    expect((await ask('GET', path, token)).status, path).toBe(404)
  expect((await ask('GET', '/api/fcpm/v2/regions')).status).toBe(401)
})
