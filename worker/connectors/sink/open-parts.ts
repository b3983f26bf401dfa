// What one attempt of a sink works with: the task of its runtime, converters and transforms where it needs them, and what
// becomes of bad records.
import { readDeadLetterPolicy, readErrorPolicy } from '../error-policy'
import { nextEpoch } from '../epoch'
import {
  type BadRecord,
  type CreateSinkTask,
  type RawBatch,
  type SinkTask,
  type TaskAssignment,
} from '../runtime'
import type { TaskAttempts, TaskReports } from '../task-attempts'
import { BadRecords } from './bad-records'
import type { RecordConversion } from './convert-records'
import { DeadLetters, type FailedInBatch } from './dead-letters'

/** Java's name of a task in dead letters, whatever the task. */
const TASK_CLASS = 'org.apache.kafka.connect.sink.SinkTask'

export type SinkParts = {
  task: SinkTask
  /** Null: the task reads the bytes itself. */
  conversion: RecordConversion | null
  bad: BadRecords
  /** Batches whose records are at work: where bad ones are looked up. */
  held: { batches: readonly RawBatch[] }
  close(): Promise<void>
}

type Given = {
  assignment: TaskAssignment
  createTask: CreateSinkTask
  reports: TaskReports
  attempts: TaskAttempts
  stopSignal: AbortSignal
  /** Of this attempt. */
  signal: AbortSignal
}

export async function openSinkParts(given: Given): Promise<SinkParts> {
  const { assignment, createTask, reports, attempts, stopSignal, signal } = given
  const policy = readErrorPolicy(assignment)
  const letters = policy.toleratesAll ? readDeadLetterPolicy(assignment) : null
  const deadLetters = letters ? new DeadLetters(assignment, letters) : null
  const log = reports.log.bind(reports)
  const bad = new BadRecords({ policy, deadLetters, attempts, log, stopSignal })
  const held: SinkParts['held'] = { batches: [] }
  await deadLetters?.ensureTopic()
  const { connectorId, connectorName, taskNumber, config, registryId, dialect } = assignment
  const task = await createTask({
    connectorId,
    connectorName,
    taskNumber,
    config,
    registryId,
    dialect,
    epoch: nextEpoch(assignment),
    signal,
    log,
    work: (run) => reports.work(run),
    load: (importing) => reports.load(importing),
    reportBad: (records) => bad.report(records.map((record) => refused(held.batches, record))),
  })
  const close = async (): Promise<void> => {
    await task.stop().catch((error: unknown) => log('WARN', `Stopping: ${String(error)}`))
    await deadLetters?.close()
  }
  try {
    const conversion = task.putRaw ? null : await openConversion(assignment, bad, reports)
    return { task, conversion, bad, held, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openConversion(
  assignment: TaskAssignment,
  bad: BadRecords,
  reports: TaskReports,
): Promise<RecordConversion> {
  const [{ RecordConversion }, { openPipeline }] = await reports.load(() =>
    Promise.all([import('./convert-records'), import('../open-pipeline')]),
  )
  const { converters, steps } = openPipeline(assignment)
  return new RecordConversion({ converters, steps, bad, work: (run) => reports.work(run) })
}

function refused(batches: readonly RawBatch[], { origin, error }: BadRecord): FailedInBatch {
  const batch = batches.find(
    (one) =>
      one.topic === origin.topic && one.partition === origin.partition && indexOf(one, origin.offset) >= 0,
  )
  if (!batch) throw new Error(`${origin.topic}-${origin.partition} has no record ${origin.offset} at work`)
  return {
    batch,
    index: indexOf(batch, origin.offset),
    stage: 'TASK_PUT',
    className: TASK_CLASS,
    error,
    origin,
  }
}

/** By halving: offsets grow within a batch. */
function indexOf(batch: RawBatch, offset: number): number {
  let low = 0
  let high = batch.count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = batch.offset(middle)
    if (found === offset) return middle
    if (found < offset) low = middle + 1
    else high = middle - 1
  }
  return -1
}
