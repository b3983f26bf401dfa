// The whole queue, turn by turn: the caller shows progress, may stop at any time, and goes on where it was.
import type { Ctx } from '@/lib/context'
import type { redriveAllInput, RedriveAll, RedriveFilter } from '@/lib/connectors/dead-letters/schema'
import {
  failureOf,
  requireDeadLetterQueue,
  requireTarget,
  type DeadLetterQueue,
} from '@/lib/connectors/dead-letters/read'
import { redriveRecords } from '@/lib/connectors/dead-letters/redrive'
import type { ConnectorPlace } from '@/lib/connectors/get'
import { fetchFrom, listTopicOffsets, type ViewedRecord } from '@/lib/kafka'
import type { z } from 'zod'

const atOnce = 500
const shownProblems = 20
const noTexts = { message: 0, stacktrace: 0 }

type Cursor = { partition: number; offset: string }

export async function redriveAllDeadLetters(
  ctx: Ctx,
  place: ConnectorPlace,
  input: z.output<typeof redriveAllInput>,
): Promise<RedriveAll> {
  const { topic, again, filter } = input
  const queue = await requireDeadLetterQueue(ctx, 'connectors:operate', place)
  if (topic !== undefined) await requireTarget(ctx, queue, topic)
  const { starts, until } = await boundsOf(queue, input.until)
  const at = input.cursor ?? starts[0]
  const end = until.find(({ partition }) => partition === at?.partition)
  const looked = at && end ? await readTurn(queue, at, BigInt(end.offset)) : []
  const wanted = looked.filter((record) => isWanted(record, filter))
  const outcomes = wanted.length > 0 ? await redriveRecords(ctx, queue, wanted, { topic, again }) : []
  const problems = outcomes.filter(({ status }) => status === 'FAILED' || status === 'UNKNOWN')
  const countOf = (status: string): number => outcomes.filter((one) => one.status === status).length
  const last = looked.at(-1)
  return {
    looked: looked.length,
    sent: countOf('SENT'),
    already: countOf('ALREADY_SENT'),
    problems: problems.slice(0, shownProblems),
    problemCount: problems.length,
    cursor: last
      ? { partition: last.partition, offset: String(BigInt(last.offset) + 1n) }
      : (starts.find(({ partition }) => at !== undefined && partition > at.partition) ?? null),
    until,
  }
}

/** Where the partitions begin, and where they ended when the first turn began. */
async function boundsOf({ connection, topic }: DeadLetterQueue, given: Cursor[] | undefined) {
  const offsets = await listTopicOffsets(connection, [topic])
  const starts = offsets.map(({ partition, earliest }) => ({ partition, offset: String(earliest) }))
  const until = given ?? offsets.map(({ partition, latest }) => ({ partition, offset: String(latest) }))
  return { starts, until }
}

async function readTurn(
  { connection, topic }: DeadLetterQueue,
  { partition, offset }: Cursor,
  end: bigint,
): Promise<ViewedRecord[]> {
  const { records } = await fetchFrom(connection, {
    topic,
    partitions: [partition],
    max: atOnce,
    from: { offset },
  })
  return records
    .filter((record) => BigInt(record.offset) < end)
    .sort((a, b) => (BigInt(a.offset) < BigInt(b.offset) ? -1 : 1))
}

function isWanted(record: ViewedRecord, { stage, exception, topic }: RedriveFilter): boolean {
  const failure = failureOf(record, noTexts)
  const fits = (wanted: string | undefined, is: string | null | undefined): boolean =>
    wanted === undefined || wanted === (is ?? '')
  return (
    fits(stage, failure.stage) && fits(exception, failure.exception) && fits(topic, failure.origin?.topic)
  )
}
