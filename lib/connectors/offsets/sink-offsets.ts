// Offsets of sinks as Kafka Connect writes them. Isomorphic.
import { z } from 'zod'

const count = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(0))

/** Null: forgotten, so that the connector begins where auto.offset.reset says. */
export type SinkOffset = { topic: string; partition: number; offset: number | null }

export const sinkOffsets = z.array(
  z
    .object({
      partition: z.object({ kafka_topic: z.string().min(1), kafka_partition: count }),
      offset: z.object({ kafka_offset: count }).nullable(),
    })
    .transform(({ partition, offset }): SinkOffset => ({
      topic: partition.kafka_topic,
      partition: partition.kafka_partition,
      offset: offset?.kafka_offset ?? null,
    })),
)
