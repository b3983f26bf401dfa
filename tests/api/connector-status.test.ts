import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { db } from '@/lib/db'
import { log } from '@/lib/log'
import { makeCluster, makeOrganization } from '@/tests/support/factories'
import type { Running } from '@/worker/connectors/running-connectors'
import { StatusWriter } from '@/worker/connectors/status-writer'

test('what a task reported last is what is written, however many reports are on their way', async () => {
  const organization = await makeOrganization()
  const clusterId = await makeCluster(organization)
  const { id } = await db.connector.create({
    data: {
      id: `lcc-${crypto.randomUUID().slice(0, 6)}`,
      organizationId: organization.id,
      environmentId: organization.environmentId,
      clusterId,
      name: 'reported',
      connectorClass: 'DatagenSource',
      kind: 'source',
      config: {},
      tasksMax: 1,
      createdBy: 'User:u-none',
      tasks: { create: { taskId: 0 } },
    },
  })
  const running: Running = {
    connectorId: id,
    clusterId,
    generation: 1,
    tasks: new Map(),
    topics: new Set(),
    hasRun: false,
  }
  const writer = new StatusWriter(() => running, log)
  for (let round = 0; round < 60; round++) {
    const report = (state: 'RESTARTING' | 'RUNNING'): Promise<void> => {
      running.tasks.set(0, {
        state,
        trace: '',
        isUserActionable: false,
        at: Date.now(),
        restarts: 0,
      })
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
