// What a configuration says of Kafka's own clients (producer.override.*, consumer.override.*), as far as it has an effect here;
// of all others a validation says that they have none (lib/connectors/validation/override-warnings.ts).
import type { PartitionReaderOptions, ProducerOptions } from '@/lib/kafka'
import { TaskFailure, type TaskConfig } from './runtime'

const compressions = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

const textOf = (config: TaskConfig, name: string): string | null => config[name]?.trim() || null

function wholeNumber(config: TaskConfig, name: string, least: number): number | undefined {
  const text = textOf(config, name)
  if (text === null) return undefined
  const number = Number(text)
  if (Number.isInteger(number) && number >= least) return number
  throw wrong(name, text, `a whole number of at least ${least}`)
}

const wrong = (name: string, text: string, wanted: string): TaskFailure =>
  new TaskFailure(`"${name}" must be ${wanted}, not "${text}".`, true, { isLasting: true })

type Given = Partial<Pick<ProducerOptions, 'acks' | 'compression' | 'batchBytes' | 'lingerMs'>>

export function producerOverrides(config: TaskConfig): Given {
  const compression = textOf(config, 'producer.override.compression.type')
  const known = compressions.find((one) => one === compression)
  if (compression !== null && known === undefined)
    throw wrong('producer.override.compression.type', compression, `one of ${compressions.join(', ')}`)
  const acks = textOf(config, 'producer.override.acks')
  if (acks !== null && !['all', '-1', '1'].includes(acks))
    throw wrong('producer.override.acks', acks, 'all or 1 (0 would lose records)')
  const lingerMs = wholeNumber(config, 'producer.override.linger.ms', 0)
  const batchBytes = wholeNumber(config, 'producer.override.batch.size', 1)
  return {
    ...(known === undefined ? {} : { compression: known }),
    ...(acks === '1' ? { acks: 'leader' } : {}),
    ...(lingerMs === undefined ? {} : { lingerMs }),
    ...(batchBytes === undefined ? {} : { batchBytes }),
  }
}

/** Largest record, key and value together; undefined: as large as the topic takes. */
export const largestRecord = (config: TaskConfig): number | undefined =>
  wholeNumber(config, 'producer.override.max.request.size', 1)

export function consumerOverrides(
  config: TaskConfig,
): Partial<Pick<PartitionReaderOptions, 'minBytes' | 'maxWaitMs' | 'maxBytes'>> {
  const minBytes = wholeNumber(config, 'consumer.override.fetch.min.bytes', 1)
  const maxWaitMs = wholeNumber(config, 'consumer.override.fetch.max.wait.ms', 1)
  const maxBytes = wholeNumber(config, 'consumer.override.fetch.max.bytes', 1)
  return {
    ...(minBytes === undefined ? {} : { minBytes }),
    ...(maxWaitMs === undefined ? {} : { maxWaitMs }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  }
}
