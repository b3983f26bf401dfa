// How far the viewer has read in each partition, and which records are the best so far. Pure.
import type { CommittedRecords } from './committed-records'
import type { RecordPosition } from './record-batch'

export type Progress = {
  partition: number
  isNewestFirst: boolean
  /** Located records in offset order. */
  records: RecordPosition[]
  nextOffset: () => number
  /** Records from here on are of no use now: they were seen, or came after the question. */
  endOffset: () => number
  add: (found: CommittedRecords) => void
  /** Nothing more is in the part that is being read. */
  endHere: () => void
  isExhausted: () => boolean
  /** In the middle of a part: records of it that come later have not been seen. */
  isInside: () => boolean
}

export type Ranked = { partition: number; position: RecordPosition }

/** From the start towards the end. */
export function forward(partition: number, start: number, end: number): Progress {
  const records: RecordPosition[] = []
  let next = start
  return {
    partition,
    isNewestFirst: false,
    records,
    nextOffset: () => next,
    endOffset: () => end,
    add(found) {
      for (const record of found.records)
        if (record.offset >= next && record.offset < end) records.push(record)
      next = found.nextOffset
    },
    endHere: () => void (next = end),
    isExhausted: () => next >= end,
    isInside: () => false,
  }
}

/** From the end towards the start, in growing parts; inside a part the reading goes forward, as the log can only be read so. */
export function backward(partition: number, floor: number, end: number, firstStep: number): Progress {
  let step = firstStep
  let partEnd = end
  let partStart = Math.max(floor, end - step)
  let next = partStart
  let part: RecordPosition[] = []
  const state: Progress = {
    partition,
    isNewestFirst: true,
    records: [],
    nextOffset: () => next,
    endOffset: () => partEnd,
    add(found) {
      for (const record of found.records)
        if (record.offset >= floor && record.offset < partEnd && record.offset > (part.at(-1)?.offset ?? -1))
          part.push(record)
      if (next === partStart) partStart = Math.max(floor, Math.min(partStart, found.firstOffset))
      next = found.nextOffset
      if (next >= partEnd) finishPart()
    },
    endHere: () => finishPart(),
    isExhausted: () => partEnd <= floor,
    isInside: () => next !== partStart,
  }
  function finishPart(): void {
    state.records = part.concat(state.records)
    part = []
    partEnd = partStart
    step *= 4
    partStart = Math.max(floor, partEnd - step)
    next = partStart
  }
  return state
}

/** The best `max` records of all that were located, in order. */
export function topRecords(states: Progress[], max: number): Ranked[] {
  const [only] = states
  if (states.length === 1 && only !== undefined) {
    const inOrder = only.isNewestFirst ? only.records.slice(-max).reverse() : only.records.slice(0, max)
    return inOrder.map((position) => ({ partition: only.partition, position }))
  }
  const isNewestFirst = only?.isNewestFirst ?? true
  const times = Float64Array.from(
    states.flatMap(({ records }) => records.map(({ timestamp }) => timestamp)),
  ).sort()
  const limit =
    (isNewestFirst ? times[times.length - max] : times[max - 1]) ?? (isNewestFirst ? -Infinity : Infinity)
  const isIn = (time: number) => (isNewestFirst ? time >= limit : time <= limit)
  return states
    .flatMap(({ partition, records }) =>
      records.filter(({ timestamp }) => isIn(timestamp)).map((position) => ({ partition, position })),
    )
    .sort((a, b) => compare(a, b, isNewestFirst))
    .slice(0, max)
}

function compare(a: Ranked, b: Ranked, isNewestFirst: boolean): number {
  const sign = isNewestFirst ? -1 : 1
  if (a.position.timestamp !== b.position.timestamp)
    return sign * (a.position.timestamp - b.position.timestamp)
  if (a.partition !== b.partition) return a.partition - b.partition
  return sign * (a.position.offset - b.position.offset)
}

/** Whether reading further in this partition can still change the best `max`. */
export function isWanted(state: Progress, top: Ranked[], max: number): boolean {
  if (state.isExhausted()) return false
  if (state.isInside()) return true
  if (state.records.length >= max) return false
  const worst = top.length < max ? undefined : top.at(-1)
  const edge = state.isNewestFirst ? state.records[0] : state.records.at(-1)
  if (worst === undefined || edge === undefined) return true
  const ahead = (edge.timestamp - worst.position.timestamp) * (state.isNewestFirst ? 1 : -1)
  return ahead > 0 || (ahead === 0 && state.partition < worst.partition)
}
