import type { OffsetRequest } from '@/lib/connectors/console-schema'
import type { OffsetChange } from '@/lib/queries/requests'
import type { SinkRow } from './offset-tables'

type Positions = Extract<OffsetChange, { type: 'PATCH' }>['offsets']

export const sinkPosition = ({ topic, partition }: Pick<SinkRow, 'topic' | 'partition'>, offset: string) => ({
  partition: { kafka_topic: topic, kafka_partition: partition },
  offset: { kafka_offset: Number(offset) },
})

/** What brings back how it was before; null where that is not known, or was nothing. */
export function restoreOf({ type, offsets, previous_offsets: before }: OffsetRequest): OffsetChange | null {
  if (before === null) return null
  const known = new Set(before.map(({ partition }) => JSON.stringify(partition)))
  const added =
    type === 'PATCH' ? (offsets ?? []).filter(({ partition }) => !known.has(JSON.stringify(partition))) : []
  const positions: Positions = [...before, ...added.map(({ partition }) => ({ partition, offset: null }))]
  return positions.length === 0 ? null : { type: 'PATCH', offsets: positions }
}
