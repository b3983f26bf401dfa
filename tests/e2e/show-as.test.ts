// What "Show as" says as curl does what it says: every kind of change that the console makes, carried out by the curl of this machine.
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { env } from '@/lib/env'
import { paths } from '@/lib/paths'
import { requests, type ApiRequest } from '@/lib/queries/requests'
import { showAs } from '@/lib/queries/show-as'
import { changeExamples } from '@/tests/support/change-examples'
import { expect, shortId, test } from '@/tests/support/console'
import { eventually } from '@/tests/support/poll'
import { connectorsPath, type Product } from '@/tests/support/product'

type Key = { id: string; spec: { secret: string } }
type Variables = Record<string, string>
type Made = { id: string }

async function run(command: string, variables: Variables): Promise<{ code: number | null; output: string }> {
  const child = spawn('/bin/sh', ['-c', command], { env: { ...process.env, ...variables } })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [output, code] = await Promise.all([text(child.stdout), ended])
  return { code, output }
}

const curlOf = (request: ApiRequest): string => {
  const { curl } = showAs([request], env.url)
  return 'text' in curl ? curl.text : ''
}

/** An answer of JSON, or null for none. */
async function carryOut<T>(name: string, request: ApiRequest, variables: Variables): Promise<T> {
  const { code, output } = await run(curlOf(request), variables)
  expect(code, `${name}: ${output}`).toBe(0)
  return (output === '' ? null : JSON.parse(output)) as T
}

async function keysOf({ ask, clusterId, userId }: Product): Promise<Variables> {
  const make = (resource?: { id: string }) =>
    ask<Key>('POST', '/iam/v2/api-keys', {
      spec: { owner: { id: userId }, ...(resource ? { resource } : {}) },
    })
  const [cloud, kafka] = [await make(), await make({ id: clusterId })]
  return {
    API_KEY: cloud.id,
    API_SECRET: cloud.spec.secret,
    KAFKA_API_KEY: kafka.id,
    KAFKA_API_SECRET: kafka.spec.secret,
  }
}

test('every curl that the console can show is carried out', async ({ product, administrator }) => {
  const { ask, clusterId, environmentId } = product
  const variables = await keysOf(product)
  const suffix = shortId()
  const environments = await ask<{ data: { id: string; metadata: { resource_name: string } }[] }>(
    'GET',
    '/org/v2/environments',
  )
  const organizationId =
    /organization=([^/]+)/.exec(environments.data[0]?.metadata.resource_name ?? '')?.[1] ?? ''
  const registries = await ask<{ data: { id: string }[] }>(
    'GET',
    `/srcm/v3/clusters?environment=${environmentId}`,
  )
  const placeholder = 'later'
  const known = {
    organizationId,
    environmentId,
    clusterId,
    userId: product.userId,
    otherUserId: administrator.id,
    serviceAccountId: placeholder,
    roleBindingId: placeholder,
    invitationId: placeholder,
    apiKeyId: placeholder,
    topic: `shown-${suffix}`,
    connector: `shown-${suffix}`,
    registryId: registries.data[0]?.id ?? '',
    suffix,
  }
  const done = new Set<string>()
  const act = async <T>(name: string): Promise<T> => {
    const request = changeExamples(known)[name]
    if (!request) throw new Error(`There is no example ${name}.`)
    done.add(name)
    return carryOut<T>(name, request, variables)
  }

  const before = { environmentId, clusterId }
  const environment = await act<Made>('environments.create')
  known.environmentId = environment.id
  await act('environments.update')
  const cluster = await act<Made>('clusters.create')
  known.clusterId = cluster.id
  await eventually(
    'the new cluster runs',
    async () => {
      const path = `/cmk/v2/clusters/${cluster.id}?environment=${environment.id}`
      return (await ask<{ status: { phase: string } }>('GET', path)).status.phase === 'PROVISIONED'
    },
    { timeoutMs: 120_000 },
  )
  await act('clusters.update')
  await act('clusters.delete')
  await eventually(
    'the cluster is gone',
    async () => {
      const path = `/cmk/v2/clusters?environment=${environment.id}`
      return (await ask<{ data: unknown[] }>('GET', path)).data.length === 0
    },
    { timeoutMs: 120_000 },
  )
  await act('environments.delete')
  Object.assign(known, before)

  known.serviceAccountId = (await act<Made>('serviceAccounts.create')).id
  await act('serviceAccounts.update')
  known.invitationId = (await act<Made>('invitations.create')).id
  known.roleBindingId = (await act<Made>('roleBindings.create')).id
  known.apiKeyId = (await act<Made>('apiKeys.create')).id
  for (const name of ['apiKeys.update', 'users.update', 'topics.create', 'topics.addPartitions'])
    await act(name)
  for (const name of ['topics.alterConfigs', 'topics.produce', 'acls.create', 'acls.delete']) await act(name)
  for (const name of ['register', 'putConfig', 'deleteConfig', 'putMode', 'deleteMode'])
    await act(`subjects.${name}`)
  for (const name of ['delete', 'deleteVersion']) await act(`subjects.${name}`)
  for (const name of ['create', 'updateConfig']) await act(`connectors.${name}`)
  await eventually('the connector has its task', async () => {
    const tasks = await ask<unknown[]>('GET', `${connectorsPath(product, known.connector)}/tasks`)
    return tasks.length > 0
  })
  for (const name of ['restartTask', 'alterOffsets', 'order', 'delete']) await act(`connectors.${name}`)
  const launched = await act<{ name: string }>('connectors.launch')
  await carryOut(
    'the launched connector is restarted',
    requests.connectors.order(before, launched.name, 'restart'),
    variables,
  )
  await carryOut('and deleted', requests.connectors.delete(before, launched.name), variables)
  for (const name of ['topics.delete', 'apiKeys.delete', 'roleBindings.delete', 'invitations.delete'])
    await act(name)
  for (const name of ['users.delete', 'serviceAccounts.delete']) await act(name)
  // Attaching wants a registry of somebody's own, which no product of tests has.
  const possible = Object.keys(changeExamples(known)).filter((name) => !name.startsWith('schemaRegistries.'))
  expect([...done].sort()).toEqual(possible.sort())
})

test('the words of a dialog are those that make the same topic', async ({ page, product, complaints }) => {
  const { environmentId, clusterId } = product
  const name = `said-${shortId()}`
  await page.goto(paths.newTopic(environmentId, clusterId))
  await page.getByLabel('Topic name').fill(name)
  await page.getByRole('button', { name: /^Show as/ }).click()
  const command = await page.getByRole('region', { name: 'curl of this change' }).innerText()
  const { code } = await run(command, await keysOf(product))
  expect(code).toBe(0)
  await page.getByRole('tab', { name: 'CLI' }).click()
  await expect(page.getByRole('region', { name: 'CLI of this change' })).toContainText(
    new RegExp(`confluent kafka topic create ${name} [^]*--partitions 6 `),
  )
  await page.getByRole('tab', { name: 'Terraform' }).click()
  await expect(page.getByRole('region', { name: 'Terraform of this change' })).toContainText(
    'resource "confluent_kafka_topic"',
  )
  await page.goto(paths.topic(environmentId, clusterId, name))
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  expect(complaints).toEqual([])
})
