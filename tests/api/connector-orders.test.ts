import { beforeAll, expect, test } from 'vitest'
import { POST as restart } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/restart/route'
import { PUT as stop } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/stop/route'
import { POST as restartTask } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/tasks/[taskId]/restart/route'
import { GET as rows } from '@/app/api/console/clusters/[clusterId]/connectors/route'
import { db } from '@/lib/db'
import {
  call,
  makeCluster,
  makeOrganization,
  type Answer,
  type Organization,
} from '@/tests/support/factories'
import { makeConnector } from '@/tests/support/make-connector'

let organization: Organization
let clusterId: string

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
})

type Handler = Parameters<typeof call>[0]
const order = (
  handler: Handler,
  connectorName: string,
  more: { query?: string; taskId?: string; method?: string } = {},
): Promise<Answer> =>
  call(handler, {
    authorization: organization.authorization,
    method: more.method ?? 'POST',
    query: more.query ?? '',
    params: {
      envId: organization.environmentId,
      clusterId,
      connectorName,
      ...(more.taskId === undefined ? {} : { taskId: more.taskId }),
    },
  })

const makeTasks = (...tasks: string[]) =>
  makeConnector(organization, clusterId, { class: 'DatagenSource', tasks })
const restartsOf = async (connectorId: string): Promise<number[]> =>
  (await db.connectorTask.findMany({ where: { connectorId }, orderBy: { taskId: 'asc' } })).map(
    ({ restarts }) => restarts,
  )

test('stop leaves its intent, and the list says that the connector is stopped', async () => {
  const { id, name } = await makeTasks('RUNNING')
  expect((await order(stop, name, { method: 'PUT' })).status).toBe(202)
  expect(await db.connector.findUnique({ where: { id } })).toMatchObject({
    desired: 'STOPPED',
    generation: 2,
  })
  const { body } = await call(rows, { authorization: organization.authorization, params: { clusterId } })
  const { data } = body as { data: { id: string; desired: string }[] }
  expect(data.find((row) => row.id === id)).toMatchObject({ desired: 'STOPPED' })
})

test('a restart of the failed tasks leaves those that run alone; one of a task that is not there is refused', async () => {
  const { id, name } = await makeTasks('RUNNING', 'USER_ACTIONABLE_ERROR', 'SYSTEM_ERROR')
  expect((await order(restart, name, { query: '?onlyFailed=true' })).status).toBe(202)
  expect(await restartsOf(id)).toEqual([0, 1, 1])
  expect((await order(restartTask, name, { taskId: '0' })).status).toBe(202)
  expect(await restartsOf(id)).toEqual([1, 1, 1])
  expect((await order(restartTask, name, { taskId: '7' })).status).toBe(404)
  expect(await db.connector.findUnique({ where: { id } })).toMatchObject({ generation: 1 })
})

test('each order is in the audit log with the tasks it was for', async () => {
  const { id, name } = await makeTasks('RUNNING', 'SYSTEM_ERROR')
  await order(restart, name, { query: '?onlyFailed=true' })
  await order(stop, name, { method: 'PUT' })
  const events = await db.auditEvent.findMany({
    where: { data: { path: ['id'], equals: id } },
    orderBy: { sequence: 'asc' },
  })
  expect(events.map(({ method }) => method)).toEqual(['RestartConnector', 'StopConnector'])
  expect(events[0]?.data).toMatchObject({ tasks: [1] })
})
