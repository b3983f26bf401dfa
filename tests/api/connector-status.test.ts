import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { db } from '@/lib/db'
import { log } from '@/lib/log'
import { makeCluster, makeOrganization } from '@/tests/support/factories'
import { makeConnector } from '@/tests/support/make-connector'
import type { Running, TaskReport } from '@/worker/connectors/running-connectors'
import { StatusWriter } from '@/worker/connectors/status-writer'

const owner = 'this-machine/1-worker'

/** A connector with one task, which `workerId` has a lease on, and which runs here. */
async function makeRunning(workerId: string): Promise<{ id: string; running: Running }> {
  const organization = await makeOrganization()
  const clusterId = await makeCluster(organization)
  const { id } = await makeConnector(organization, clusterId, {
    class: 'DatagenSource',
    tasks: ['UNASSIGNED'],
  })
  await db.connectorTask.updateMany({ where: { connectorId: id }, data: { workerId } })
  const running = {
    connectorId: id,
    clusterId,
    generation: 1,
    tasks: new Map<number, TaskReport>(),
    topics: new Set<string>(),
    hasRun: false,
  }
  return { id, running }
}

const reported = (state: TaskReport['state'], trace = ''): TaskReport => ({
  state,
  trace,
  isUserActionable: false,
  at: Date.now(),
  restarts: 0,
})

test('what a task reported last is what is written, however many reports are on their way', async () => {
  const { id, running } = await makeRunning(owner)
  const writer = new StatusWriter(() => running, log, owner)
  for (let round = 0; round < 60; round++) {
    const report = (state: 'RESTARTING' | 'RUNNING'): Promise<void> => {
      running.tasks.set(0, reported(state))
      writer.mark(id)
      return writer.write()
    }
    const earlier = report('RESTARTING')
    // Somewhere between reading the row and writing it, another place in each round.
    for (let turn = 0; turn < round; turn++) await nextTurn()
    await Promise.all([earlier, report('RUNNING')])
    expect(await db.connector.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'RUNNING' })
  }
  writer.close()
})

test('what a worker says of tasks that another has taken over is not written', async () => {
  const { id, running } = await makeRunning('another-machine/1-worker')
  await db.connector.update({ where: { id }, data: { state: 'RUNNING', seenGeneration: 1 } })
  await db.connectorTask.updateMany({ where: { connectorId: id }, data: { state: 'RUNNING' } })
  const writer = new StatusWriter(() => running, log, owner)
  running.tasks.set(0, reported('FAILED', 'A later start has these partitions: this one writes no more.'))
  writer.mark(id)
  await writer.write()
  writer.close()
  const row = await db.connector.findUniqueOrThrow({ where: { id }, include: { tasks: true } })
  expect(row).toMatchObject({ state: 'RUNNING', trace: '', tasks: [{ state: 'RUNNING', trace: '' }] })
})
