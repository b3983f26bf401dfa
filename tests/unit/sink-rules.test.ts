import { describe, expect, test } from 'vitest'
import { readDeadLetterPolicy, readErrorPolicy } from '@/worker/connectors/error-policy'
import { nextEpoch, monotonicMs } from '@/worker/connectors/epoch'
import type { RawBatch } from '@/worker/connectors/runtime'
import { readTopicChoice, taskOf } from '@/worker/connectors/sink/assign-partitions'
import { sliceBatches } from '@/worker/connectors/sink/slice-batches'
import { settingsFor } from '@/worker/connectors/source/create-topics'

const sink = (dialect: 'managed' | 'self-managed', config: Record<string, string> = {}) =>
  ({ kind: 'sink', connectorId: 'lcc-1', dialect, config }) as const

describe('partitions of a sink', () => {
  test('are shared out evenly: the partitions of a topic go round the tasks', () => {
    const tasks = Array.from({ length: 6 }, (_, partition) => taskOf({ topic: 'orders', partition }, 3))
    expect(Map.groupBy(tasks, (task) => task)).toEqual(
      new Map([...new Set(tasks)].map((task) => [task, [task, task]])),
    )
  })

  test('are of named topics, or of those whose whole name matches', () => {
    expect(readTopicChoice({ topics: 'a, b,a' })).toEqual({ names: ['a', 'b'] })
    const choice = readTopicChoice({ 'topics.regex': 'orders-\\d+' })
    expect('isWanted' in choice && ['orders-1', 'my-orders-1', 'orders-x'].map(choice.isWanted)).toEqual([
      true,
      false,
      false,
    ])
    expect(() => readTopicChoice({ 'topics.regex': '(' })).toThrow('no regular expression')
    expect(() => readTopicChoice({})).toThrow('no topics to read')
  })

  test('come to the target in bounded portions, in order', () => {
    const [first, second] = [3, 4].map((count) => ({ count }) as RawBatch)
    const portions = sliceBatches(first && second ? [first, second] : [], '5')
    expect(portions.map((slices) => slices.map(({ batch, from, to }) => [batch.count, from, to]))).toEqual([
      [
        [3, 0, 3],
        [4, 0, 2],
      ],
      [[4, 2, 4]],
    ])
  })
})

describe('errors of a sink', () => {
  test('are tolerated by managed connectors with a dead letter queue, and fail self-managed ones, unless said otherwise', () => {
    expect(readErrorPolicy(sink('managed'))).toMatchObject({ toleratesAll: true, isLogged: true })
    expect(readDeadLetterPolicy(sink('managed'))).toEqual({
      topic: 'dlq-lcc-1',
      replicationFactor: null,
      hasContextHeaders: true,
    })
    expect(readErrorPolicy(sink('self-managed'))).toMatchObject({ toleratesAll: false, isLogged: false })
    expect(readDeadLetterPolicy(sink('self-managed'))).toBeNull()
    expect(
      readDeadLetterPolicy(sink('self-managed', { 'errors.deadletterqueue.topic.name': 'bad-${connector}' })),
    ).toEqual({ topic: 'bad-lcc-1', replicationFactor: null, hasContextHeaders: false })
  })
})

test('epochs grow with claims and, within one, with time', () => {
  const now = monotonicMs()
  const early = nextEpoch({ epoch: 1, claimedAtMs: now })
  const later = nextEpoch({ epoch: 1, claimedAtMs: now - 10_000 })
  const next = nextEpoch({ epoch: 2, claimedAtMs: now })
  expect(early < later && later < next).toBe(true)
  expect(Number.isSafeInteger(nextEpoch({ epoch: 2_000_000, claimedAtMs: 0 }))).toBe(true)
})

test('a new topic of a source is made as its first matching group says, completed by the default', () => {
  const config = {
    'topic.creation.default.partitions': '3',
    'topic.creation.default.replication.factor': '1',
    'topic.creation.groups': 'logs, all',
    'topic.creation.logs.include': 'log-.*',
    'topic.creation.logs.exclude': 'log-private',
    'topic.creation.logs.cleanup.policy': 'compact',
    'topic.creation.all.include': '.*-private',
    'topic.creation.all.partitions': '1',
  }
  expect(settingsFor(config, 'log-a')).toMatchObject({ partitions: '3', 'cleanup.policy': 'compact' })
  expect(settingsFor(config, 'log-private')).toMatchObject({ partitions: '1', 'replication.factor': '1' })
  expect(settingsFor(config, 'other')).toEqual({ partitions: '3', 'replication.factor': '1' })
})
