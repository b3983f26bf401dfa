// The topics that both contenders read: 190-byte records over six partitions, appended ones and ones whose keys come again.
import { openProducer, createTopic, type KafkaConnection } from '@/lib/kafka'
import type { Json } from '@/lib/schemas/json-text'
import { parseSchema } from '@/lib/schemas/parse'
import { avroEncoder } from '@/lib/serdes/avro-encode'
import { writeFrame } from '@/lib/serdes/wire-format'
import type { Task } from './contender'
import { avroSchema, schemaId } from './registry'

export const partitions = 6
export const columns = 'id bigint, at bigint, customer text, city text, amount integer, note text'
/** Of the peer's converter. */
export const connectSchema = {
  type: 'struct',
  optional: false,
  fields: [
    { field: 'id', type: 'int64', optional: false },
    { field: 'at', type: 'int64', optional: false },
    { field: 'customer', type: 'string', optional: false },
    { field: 'city', type: 'string', optional: false },
    { field: 'amount', type: 'int32', optional: false },
    { field: 'note', type: 'string', optional: false },
  ],
}

const cities = ['Berlin', 'Paris', 'Madrid', 'Rome', 'Lisbon']
const note = 'abcdefghijklmnopqrstuvwxyz'.repeat(4)

export type Topic = { name: string; records: number; keys: number }

type Row = { id: number; at: number; customer: string; city: string; amount: number; note: string }

function encoderOf(format: Task['format']): (row: Row) => Buffer {
  if (format === 'JSON') return (row) => Buffer.from(JSON.stringify(row))
  const parsed = parseSchema('AVRO', avroSchema)
  if (parsed.schemaType !== 'AVRO') throw new Error('not Avro')
  const encode = avroEncoder(parsed.avro.root)
  return (row) => writeFrame(schemaId, encode(row satisfies Json))
}

/** `repeats`: about half of the records carry a key that came before, in the same partition. */
export async function fillTopic(
  connection: KafkaConnection,
  {
    name,
    records,
    repeats,
    format,
  }: { name: string; records: number; repeats: boolean; format: Task['format'] },
): Promise<Topic> {
  const encode = encoderOf(format)
  await createTopic(connection, { name, partitions, configs: { 'segment.bytes': '268435456' } })
  const producer = openProducer(connection, {
    batchBytes: 256 * 1024,
    bufferBytes: 32 * 1024 * 1024,
    lingerMs: 20,
  })
  const known = Array.from({ length: partitions }, (): number[] => [])
  let seed = 42
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  let keys = 0
  for (let from = 0; from < records; from += 2_000) {
    const batch = Array.from({ length: Math.min(2_000, records - from) }, (_one, index) => {
      const partition = (from + index) % partitions
      const ids = known[partition] ?? []
      const isAgain = repeats && ids.length > 0 && random() < 0.5
      const id = isAgain ? (ids[Math.floor(random() * ids.length)] ?? 0) : keys++
      if (repeats && !isAgain) ids.push(id)
      const row = {
        id,
        at: 1_500_000_000_000 + from + index,
        customer: `User_${index % 999}`,
        city: cities[index % 5] ?? '',
        amount: (index * 7_919) % 100_000,
        note,
      }
      return { partition, key: null, value: encode(row) }
    })
    await producer.send(name, batch)
  }
  await producer.flush()
  await producer.close()
  return { name, records, keys }
}
