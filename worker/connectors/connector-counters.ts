// What connectors and their tasks have done since this worker began: never falls, though a task that starts anew counts from zero.
import type { TaskMetrics } from './pool/pool'

export type Figures = {
  records: number
  bytes: number
  bad: number
  /** Messages behind; null for sources and while it is not known. */
  lag: number | null
  /** Mean of the last second's writes to the target. */
  putMs: number | null
}
export type Counters = Figures & { clusterId: string; tasks: Map<number, Figures> }

type Totals = Pick<TaskMetrics, 'recordsTotal' | 'bytesTotal' | 'badTotal'>

const nothing: Figures = { records: 0, bytes: 0, bad: 0, lag: null, putMs: null }

export class ConnectorCounters {
  private readonly last = new Map<string, Totals>()
  private readonly sums = new Map<string, Counters>()

  add(clusterId: string, metrics: TaskMetrics): void {
    const { taskId, connectorId, taskNumber, lag, putMs } = metrics
    const last = this.last.get(taskId)
    const isNew =
      last === undefined || metrics.recordsTotal < last.recordsTotal || metrics.badTotal < last.badTotal
    const before = isNew ? { recordsTotal: 0, bytesTotal: 0, badTotal: 0 } : last
    this.last.set(taskId, metrics)
    const sum = this.sums.get(connectorId) ?? { ...nothing, clusterId, tasks: new Map<number, Figures>() }
    const grown = {
      records: metrics.recordsTotal - before.recordsTotal,
      bytes: metrics.bytesTotal - before.bytesTotal,
      bad: metrics.badTotal - before.badTotal,
    }
    sum.tasks.set(taskNumber, { ...plus(sum.tasks.get(taskNumber) ?? nothing, grown), lag, putMs })
    this.sums.set(connectorId, { ...sum, ...plus(sum, grown) })
  }

  /** Of a task that does not run any more nothing but its totals counts. */
  stopped(connectorId: string, taskNumber: number): void {
    const task = this.sums.get(connectorId)?.tasks.get(taskNumber)
    if (task) Object.assign(task, { lag: null, putMs: null })
  }

  read(isWanted: (connectorId: string) => boolean): Map<string, Counters> {
    return new Map(
      [...this.sums]
        .filter(([id]) => isWanted(id))
        .map(([id, sum]) => [id, { ...sum, ...together([...sum.tasks.values()]) }]),
    )
  }
}

type Grown = Pick<Figures, 'records' | 'bytes' | 'bad'>

const plus = (a: Grown, b: Grown): Grown => ({
  records: a.records + b.records,
  bytes: a.bytes + b.bytes,
  bad: a.bad + b.bad,
})

function together(tasks: readonly Figures[]): Pick<Figures, 'lag' | 'putMs'> {
  const lags = tasks.flatMap(({ lag }) => (lag === null ? [] : [lag]))
  const puts = tasks.flatMap(({ putMs }) => (putMs === null ? [] : [putMs]))
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  return {
    lag: lags.length === 0 ? null : sum(lags),
    putMs: puts.length === 0 ? null : sum(puts) / puts.length,
  }
}
