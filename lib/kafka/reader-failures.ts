// What a reader of partitions cannot decide by itself. Each is thrown again until the reader is told where to go on.
import { AppError } from '@/lib/errors'

type Place = { topic: string; partition: number }

/** The offset is not there (any more, or yet). `earliest` and `latest`: the range that is. */
export class OffsetOutOfRange extends AppError {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly earliest: number
  readonly latest: number

  constructor({ topic, partition }: Place, offset: number, range: { earliest: number; latest: number }) {
    const { earliest, latest } = range
    super(
      'not_found',
      `Partition ${partition} of topic ${topic} has no offset ${offset}: it has ${earliest} to ${latest}.`,
      { details: { kafkaError: 'OFFSET_OUT_OF_RANGE' } },
    )
    this.name = 'OffsetOutOfRange'
    this.topic = topic
    this.partition = partition
    this.offset = offset
    this.earliest = earliest
    this.latest = latest
  }
}

/** Batches that are damaged or unpack to too much. Reading goes on behind them after a seek to `nextOffset`. */
export class UnreadableBatch extends AppError {
  readonly topic: string
  readonly partition: number
  readonly firstOffset: number
  readonly nextOffset: number

  constructor({ topic, partition }: Place, firstOffset: number, nextOffset: number, reason: string) {
    super(
      'invalid',
      `Offsets ${firstOffset} to ${nextOffset - 1} of partition ${partition} of topic ${topic} cannot be read: ${reason}.`,
      { details: { kafkaError: 'CORRUPT_MESSAGE' } },
    )
    this.name = 'UnreadableBatch'
    this.topic = topic
    this.partition = partition
    this.firstOffset = firstOffset
    this.nextOffset = nextOffset
  }
}

/** The topic does not exist any more, or another one has its name now: offsets of the old one mean nothing there. */
export class TopicGone extends AppError {
  readonly topic: string
  readonly reason: 'deleted' | 'recreated'

  constructor(topic: string, reason: 'deleted' | 'recreated') {
    super(
      'not_found',
      reason === 'deleted'
        ? `Topic ${topic} does not exist on this cluster any more.`
        : `Topic ${topic} was deleted and created anew: its offsets begin again.`,
      { details: { kafkaError: 'UNKNOWN_TOPIC_OR_PARTITION' } },
    )
    this.name = 'TopicGone'
    this.topic = topic
    this.reason = reason
  }
}
