// An assignment as the worker makes one, for tests that start tasks themselves.
import { monotonicMs } from '@/worker/connectors/epoch'
import type { TaskAssignment } from '@/worker/connectors/runtime'

type Given = Pick<TaskAssignment, 'connectorId' | 'clusterId' | 'className' | 'config' | 'connection'>

/** Of the first task of one, managed, a source; Tributary's own connection is that of the connector. */
export const taskAssignment = (given: Given & Partial<TaskAssignment>): TaskAssignment => ({
  kind: 'source',
  connectorName: given.connectorId,
  taskNumber: 0,
  taskCount: 1,
  dialect: 'managed',
  epoch: 1,
  claimedAtMs: monotonicMs(),
  ownConnection: given.connection,
  ...given,
})
