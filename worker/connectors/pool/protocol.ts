// Messages between the pool (worker's main thread) and its task threads.
import type { ErrorCode } from '@/lib/errors'
import type { ThreadJob } from '../jobs/thread-job'
import type { LogLevel, SourceOffset, TaskAssignment } from '../runtime'
import type { TaskProgress } from '../task-attempts'

/** One start of a task; `run` tells answers of an earlier start apart. */
export type TaskRun = { taskId: string; run: number }

export type ToThread =
  | (TaskRun & { type: 'start'; assignment: TaskAssignment; offsets: SourceOffset[]; runtimeModule: string })
  | (TaskRun & { type: 'stop' })
  /** Work beside the tasks, in a thread without any: answered by the same id. */
  | { type: 'job'; id: number; job: ThreadJob }
  | ({ type: 'egress'; id: number } & EgressVerdict)

/** Whether a socket may be opened: to which addresses (undefined: nobody judges here), or why not. */
export type EgressVerdict = { addresses: readonly string[] | undefined } | { refusal: string }

export type TaskProblem = { reason: string; trace: string; isUserActionable: boolean }

export type FromThread =
  | { type: 'ready' }
  | (TaskRun & {
      type: 'state'
      state: 'RUNNING' | 'RESTARTING' | 'FAILED' | 'STOPPED'
      problem?: TaskProblem
    })
  | (TaskRun & { type: 'progress' } & TaskProgress)
  | (TaskRun & { type: 'topics'; topics: string[] })
  | (TaskRun & { type: 'log'; level: LogLevel; message: string; at: number })
  | { type: 'job'; id: number; result: unknown }
  | { type: 'job'; id: number; failure: { code: ErrorCode; message: string } }
  | { type: 'egress'; id: number; host: string; port: number }

/** Cells of the memory that a thread shares with the pool. */
export const BEAT = 0
/** `run` of the task that is at work, 0 for none: the one to blame when the beat stops. */
export const AT_WORK = 1
/** How many times code is being loaded at the moment, which may block a starved machine's thread for seconds. */
export const LOADING = 2
export const SHARED_BYTES = 12
