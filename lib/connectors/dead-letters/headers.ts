// The headers that tell of a dead letter why it is one, as Kafka Connect names them, and ours on a record that was sent again.
import type { RawHeader } from '@/lib/connectors/data/converter'

export const errorHeaders = {
  topic: '__connect.errors.topic',
  partition: '__connect.errors.partition',
  offset: '__connect.errors.offset',
  connector: '__connect.errors.connector.name',
  task: '__connect.errors.task.id',
  stage: '__connect.errors.stage',
  className: '__connect.errors.class.name',
  exception: '__connect.errors.exception.class.name',
  message: '__connect.errors.exception.message',
  stacktrace: '__connect.errors.exception.stacktrace',
} as const

/** Where the dead letter lies that this record was made of, and how often the same message was sent again by now. */
export const redriveHeaders = {
  topic: '__connect.errors.redriven.topic',
  partition: '__connect.errors.redriven.partition',
  offset: '__connect.errors.redriven.offset',
  count: '__connect.errors.redriven.count',
} as const

const ours = new Set<string>([...Object.values(errorHeaders), ...Object.values(redriveHeaders)])
export const isContextHeader = (name: string): boolean => ours.has(name)

export type DeadLetterPlace = { topic: string; partition: number; offset: string }

/** The last header of a name counts: a message that failed again has those of its first failure before it. */
export function headerText(headers: readonly RawHeader[], name: string): string | null {
  return headers.findLast(({ key }) => key === name)?.value?.toString('utf8') ?? null
}

export function headerNumber(headers: readonly RawHeader[], name: string): number | null {
  const text = headerText(headers, name)
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** The message's own headers with the marks of a further sending. */
export function redrivenHeaders<Header extends RawHeader>(
  all: readonly RawHeader[],
  own: readonly Header[],
  { topic, partition, offset }: DeadLetterPlace,
): (Header | RawHeader)[] {
  const count = (headerNumber(all, redriveHeaders.count) ?? 0) + 1
  const mark = (key: string, value: string | number) => ({ key, value: Buffer.from(String(value)) })
  return [
    ...own,
    mark(redriveHeaders.topic, topic),
    mark(redriveHeaders.partition, partition),
    mark(redriveHeaders.offset, offset),
    mark(redriveHeaders.count, count),
  ]
}
