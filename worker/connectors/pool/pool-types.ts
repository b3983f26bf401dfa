// What goes into the task pool and what comes out of it.
import type { TaskState } from '@/lib/connectors/state'
import type { TaskProblem } from './protocol'
import type { TaskFigures } from './task-meter'
import type { LogLevel, SourceOffset } from '../runtime'

export type TaskName = { taskId: string; connectorId: string; taskNumber: number }
export type TaskMetrics = TaskName & TaskFigures
export type PoolEvent =
  | (TaskName & { type: 'state'; state: TaskState; problem?: TaskProblem; at: number })
  | (TaskName & { type: 'log'; level: LogLevel; message: string; at: number })
  /** Topics that the task has not named before. */
  | (TaskName & { type: 'topics'; topics: string[] })
  | { type: 'metrics'; at: number; tasks: TaskMetrics[] }

/** Where source offsets are kept (source-offsets.ts). `write` returns at once, `flush` when all is in Kafka. */
export type SourceOffsetStore = {
  read(clusterId: string, connectorId: string): Promise<SourceOffset[]>
  write(clusterId: string, connectorId: string, offsets: SourceOffset[]): void
  /** They are stored already. */
  note(clusterId: string, connectorId: string, offsets: SourceOffset[]): void
  flush(): Promise<void>
}

export type TaskPoolOptions = {
  offsets: SourceOffsetStore
  onEvent(event: PoolEvent): void
  /** Most threads at once; one per core if not given. */
  threads?: number
  /** Threads kept ready while there is no task. */
  warmThreads?: number
  hangAfterMs?: number
  maxHeapMb?: number
  /** Runtime modules by managed class name, added to the built-in ones. */
  runtimeModules?: Record<string, string>
}
