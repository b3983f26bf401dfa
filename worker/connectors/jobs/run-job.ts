// Carries out one job in its thread.
import type { ConnectorPreviewDto } from '@/lib/connectors/validation/check-schema'
import { AppError } from '@/lib/errors'
import { nextEpoch } from '../epoch'
import {
  RetriableFailure,
  TaskFailure,
  type CheckTarget,
  type CreateSinkTask,
  type CreateSourceTask,
  type PreviewOfTarget,
  type SinkTaskContext,
  type TargetCheck,
  type TaskAssignment,
} from '../runtime'
import type { ThreadJob } from './thread-job'

type Load = <T>(importing: () => Promise<T>) => Promise<T>
export type RuntimeModule = {
  createSourceTask?: CreateSourceTask
  createSinkTask?: CreateSinkTask
  checkTarget?: CheckTarget
  previewTarget?: PreviewOfTarget
}

const CHECK_MS = 10_000

export async function runJob(job: ThreadJob, load: Load): Promise<unknown> {
  const module = await load(() => import(job.runtimeModule) as Promise<RuntimeModule>)
  switch (job.kind) {
    case 'check-target':
      return checkTarget(module, job)
    case 'alter-offsets':
      return alterOffsets(module, job, load)
    case 'preview':
      return preview(module, job, load)
  }
}

/** Null: there is nothing to connect to. */
async function checkTarget(
  { checkTarget: check }: RuntimeModule,
  { config }: ThreadJob & { kind: 'check-target' },
): Promise<TargetCheck | null> {
  return check ? check(config, AbortSignal.timeout(CHECK_MS)) : null
}

async function preview(
  { createSourceTask, previewTarget }: RuntimeModule,
  { assignment, count }: ThreadJob & { kind: 'preview' },
  load: Load,
): Promise<ConnectorPreviewDto> {
  const [{ previewSink }, { previewSource }] = await load(() =>
    Promise.all([import('./preview-sink'), import('./preview-source')]),
  )
  try {
    if (assignment.kind === 'sink') return await previewSink(assignment, count, previewTarget)
    if (createSourceTask) return await previewSource(assignment, createSourceTask, { load }, count)
  } catch (error) {
    throw asAppError(error)
  }
  throw new AppError('not_implemented', `${assignment.className} has no preview.`)
}

async function alterOffsets(
  { createSinkTask }: RuntimeModule,
  { assignment, positions }: ThreadJob & { kind: 'alter-offsets' },
  load: Load,
): Promise<{ isStored: boolean }> {
  if (!createSinkTask) return { isStored: false }
  try {
    const task = await createSinkTask(dryContext(assignment, load))
    try {
      if (!task.alterOffsets) return { isStored: false }
      await task.alterOffsets(positions)
      return { isStored: true }
    } finally {
      await task.stop()
    }
  } catch (error) {
    throw asAppError(error)
  }
}

function asAppError(error: unknown): unknown {
  if (error instanceof RetriableFailure) return new AppError('unavailable', error.message, { cause: error })
  if (error instanceof TaskFailure) return new AppError('invalid', error.message, { cause: error })
  return error
}

/** For a task that gets no records. */
function dryContext(assignment: TaskAssignment, load: Load): SinkTaskContext {
  const { connectorId, connectorName, taskNumber, config, registryId, dialect } = assignment
  return {
    connectorId,
    connectorName,
    taskNumber,
    config,
    registryId,
    dialect,
    epoch: nextEpoch(assignment),
    signal: new AbortController().signal,
    log: () => undefined,
    work: (run) => run(),
    load,
    reportBad: () => Promise.resolve(),
  }
}
