// A task as the pool keeps it: where it runs, how far it is, how often its thread went down.
import type { TaskState } from '@/lib/connectors/state'
import type { TaskName } from './pool-types'
import { taskIdOf, type SourceOffset, type TaskAssignment } from '../runtime'
import { TaskMeter } from './task-meter'
import type { TaskThread } from './task-thread'

export type Task = {
  name: TaskName
  assignment: TaskAssignment
  run: number
  thread: TaskThread | undefined
  state: TaskState
  offsets: SourceOffset[]
  crashes: number
  crashedAt: number
  /** It blocked or crashed a thread lately: it gets one of its own, so that it disturbs no other again. */
  isSuspect: boolean
  isEnding: boolean
  timer: NodeJS.Timeout | undefined
  /** When the task of the same id before this one has ended. */
  freed: Promise<void>
  wake: () => void
  ended: PromiseWithResolvers<void>
  readonly meter: TaskMeter
}

export const newTask = (assignment: TaskAssignment, freed: Promise<void>): Task => ({
  name: taskNameOf(assignment),
  assignment,
  run: 0,
  thread: undefined,
  state: 'UNASSIGNED',
  offsets: [],
  crashes: 0,
  isSuspect: false,
  crashedAt: 0,
  isEnding: false,
  timer: undefined,
  freed,
  wake: () => undefined,
  ended: Promise.withResolvers(),
  meter: new TaskMeter(),
})

const taskNameOf = (assignment: TaskAssignment): TaskName => ({
  taskId: taskIdOf(assignment),
  connectorId: assignment.connectorId,
  taskNumber: assignment.taskNumber,
})

export const mergeOffsets = (known: SourceOffset[], reached: SourceOffset[]): SourceOffset[] => {
  const merged = new Map(known.map((entry) => [JSON.stringify(entry.partition), entry]))
  for (const entry of reached) merged.set(JSON.stringify(entry.partition), entry)
  return [...merged.values()]
}
