// Where reading goes on when it cannot go on by itself: never by passing records over in silence.
import { AppError } from '@/lib/errors'
import { OffsetOutOfRange, TopicGone, UnreadableBatch } from '@/lib/kafka'
import { TaskFailure, type PartitionPosition } from '../runtime'
import type { Reset } from './start-positions'
import { nameOf, type WatchedTopics } from './watch-topics'

type Known = {
  reset: Reset
  /** Id of a topic that was read before, whenever that was. */
  topicId: (topic: string) => string | undefined
  /** It was read before this session began. */
  isKnown: (topic: string) => boolean
  look: () => Promise<WatchedTopics>
  log: (message: string) => void
}

/** Find out anew where to go on, or go on there; `isBack`: before what the target has stored. */
export type Decision = { topics: WatchedTopics } | { position: PartitionPosition; isBack: boolean }

/** Throws what ends the attempt. */
export async function goOnAfter(error: unknown, known: Known): Promise<Decision> {
  if (error instanceof UnreadableBatch)
    throw new TaskFailure(
      `${error.message} To pass them over, set the connector's offset of this partition to ${error.nextOffset}.`,
      true,
      { cause: error },
    )
  if (error instanceof TopicGone && error.reason === 'deleted')
    throw new AppError('not_found', error.message, {
      cause: error,
      details: { ...error.details, topic: error.topic },
    })
  const isPlaceLost = error instanceof OffsetOutOfRange
  if (!isPlaceLost && !(error instanceof TopicGone)) throw error
  const topics = await known.look()
  if (!isPlaceLost || topics.ids.get(error.topic) !== known.topicId(error.topic)) return { topics }
  return otherPlace(error, known)
}

function otherPlace(error: OffsetOutOfRange, { reset, isKnown, log }: Known): Decision {
  const { topic, partition, offset, earliest, latest } = error
  const name = nameOf(error)
  if (reset === 'none') {
    const gap =
      offset < earliest
        ? `Records ${offset} to ${earliest - 1} of ${name} were deleted before the connector came to them; the partition has ${earliest} to ${latest - 1}.`
        : `The connector is at offset ${offset} of ${name}, which ends at ${latest}.`
    throw new TaskFailure(
      `${gap} auto.offset.reset is none, so the task stops. Set the connector's offsets, or choose earliest or latest.`,
      true,
      { cause: error },
    )
  }
  if (offset < earliest) {
    const to = reset === 'latest' ? latest : earliest
    log(
      `Records ${offset} to ${to - 1} of ${name} are not read: they were deleted before the connector came to them. It goes on at ${to}.`,
    )
    return { position: { topic, partition, offset: to }, isBack: false }
  }
  // What this very topic once had, it lost: new records come at its end. A topic that was never read is another one of that name.
  const isLost = isKnown(topic)
  const to = isLost ? latest : earliest
  log(
    `${error.message} ${isLost ? 'The partition lost records' : 'It is not the partition that was read before'}: the connector goes on at ${to}.`,
  )
  return { position: { topic, partition, offset: to }, isBack: true }
}
