// Connectors that run as a service account: the key that nobody sees, made, exchanged and removed with the connector.
import { beforeAll, describe, expect, test } from 'vitest'
import { POST as create } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/route'
import {
  DELETE as remove,
  GET as read,
} from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/route'
import { PUT as putConfig } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/config/route'
import { findServiceAccountKey } from '@/lib/connectors/service-account-key'
import { clusterCrn, environmentCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import {
  bindRole,
  call,
  makeActor,
  makeCluster,
  makeOrganization,
  makeServiceAccount,
  type Answer,
  type Organization,
} from '@/tests/support/factories'

let organization: Organization
let clusterId: string
let account: string

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  account = (await makeServiceAccount(organization)).id
})

const configOf = (name: string, more: Record<string, string> = {}) => ({
  'connector.class': 'DatagenSource',
  name,
  'kafka.auth.mode': 'SERVICE_ACCOUNT',
  'kafka.service.account.id': account,
  'kafka.topic': 'orders',
  'output.data.format': 'JSON',
  quickstart: 'ORDERS',
  'tasks.max': '1',
  ...more,
})
type Handler = Parameters<typeof call>[0]
const ask = (handler: Handler, method: string, connectorName: string, body?: unknown): Promise<Answer> =>
  call(handler, {
    authorization: organization.authorization,
    method,
    params: { envId: organization.environmentId, clusterId, connectorName },
    ...(body === undefined ? {} : { body }),
  })
const make = (name: string, more: Record<string, string> = {}): Promise<Answer> =>
  ask(create, 'POST', '', { name, config: configOf(name, more) })
const keyOf = async (name: string) => {
  const { id } = await db.connector.findFirstOrThrow({ where: { clusterId, name } })
  return findServiceAccountKey(id)
}

describe('a connector with kafka.auth.mode SERVICE_ACCOUNT', () => {
  test('gets a key of the account that no answer shows', async () => {
    const answer = await make('as-account')
    expect(answer.status).toBe(201)
    const key = await keyOf('as-account')
    const row = await db.apiKey.findUniqueOrThrow({ where: { id: key?.id ?? '' } })
    expect(row).toMatchObject({ ownerId: account, resourceId: clusterId, provisionalUntil: null })
    const shown = JSON.stringify([answer.body, (await ask(read, 'GET', 'as-account')).body])
    expect(shown).not.toContain(key?.secret)
    expect(shown).not.toContain('kafka.api.key')
  })

  test('keeps its key over changes, gets another with another account, and gives it up for a key of one’s own', async () => {
    await make('changing')
    const first = await keyOf('changing')
    await ask(putConfig, 'PUT', 'changing', configOf('changing', { 'max.interval': '500' }))
    expect((await keyOf('changing'))?.id).toBe(first?.id)
    const other = (await makeServiceAccount(organization)).id
    const changed = configOf('changing', { 'kafka.service.account.id': other })
    expect((await ask(putConfig, 'PUT', 'changing', changed)).status).toBe(200)
    const second = await keyOf('changing')
    expect(second?.account).toBe(other)
    const old = await db.apiKey.findUniqueOrThrow({ where: { id: first?.id ?? '' } })
    expect(old.deletedAt).not.toBeNull()
  })

  test('takes its key along when it is deleted', async () => {
    await make('short-lived')
    const key = await keyOf('short-lived')
    await ask(remove, 'DELETE', 'short-lived')
    const row = await db.apiKey.findUnique({ where: { id: key?.id ?? '' } })
    expect(row?.deletedAt ?? null).not.toBeNull()
  })

  test('is refused with the field for an account that is not there, and leaves no key', async () => {
    const before = await db.apiKey.count({ where: { resourceId: clusterId } })
    const answer = await make('nobody', { 'kafka.service.account.id': 'sa-none00' })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('kafka.service.account.id')
    expect(await db.apiKey.count({ where: { resourceId: clusterId } })).toBe(before)
  })

  test('is no way to more rights: who could not grant the account’s roles cannot run as it', async () => {
    const { id, environmentId } = organization
    const strong = (await makeServiceAccount(organization)).id
    await bindRole(organization, `User:${strong}`, 'EnvironmentAdmin', environmentCrn(id, environmentId))
    const actor = await makeActor(organization, 'CloudClusterAdmin', clusterCrn(id, environmentId, clusterId))
    const answer = await call(create, {
      authorization: actor.authorization,
      method: 'POST',
      params: { envId: environmentId, clusterId },
      body: { name: 'climber', config: configOf('climber', { 'kafka.service.account.id': strong }) },
    })
    expect(answer.status).toBe(403)
    expect(await db.connector.count({ where: { clusterId, name: 'climber' } })).toBe(0)
  })
})
