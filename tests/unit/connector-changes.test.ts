import { describe, expect, test } from 'vitest'
import { restoreOf } from '@/app/(console)/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/offsets/_components/offset-change'
import { changesBetween } from '@/app/(console)/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/_components/setting-changes'
import { errorHeaders, redriveHeaders, redrivenHeaders } from '@/lib/connectors/dead-letters/headers'
import { postgresSinkSpec } from '@/lib/connectors/catalog/postgres-sink'
import { SECRET_MASK } from '@/lib/connectors/config/config-values'

const at = (partition: number) => ({ kafka_topic: 't', kafka_partition: partition })
const request = {
  id: '1',
  phase: 'APPLIED',
  message: '',
  requested_by: 'User:u-1',
  requested_at: '2026-01-01T00:00:00Z',
  applied_at: null,
} as const

describe('restoring offsets', () => {
  test('brings back what was before, and forgets what the change had added', () => {
    const before = [{ partition: at(0), offset: { kafka_offset: 5 } }]
    const offsets = [
      { partition: at(0), offset: { kafka_offset: 0 } },
      { partition: at(1), offset: { kafka_offset: 9 } },
    ]
    expect(restoreOf({ ...request, type: 'PATCH', offsets, previous_offsets: before })).toEqual({
      type: 'PATCH',
      offsets: [...before, { partition: at(1), offset: null }],
    })
  })

  test('is not offered where nothing was before, or nobody knows what', () => {
    expect(restoreOf({ ...request, type: 'DELETE', offsets: null, previous_offsets: [] })).toBeNull()
    expect(restoreOf({ ...request, type: 'DELETE', offsets: null, previous_offsets: null })).toBeNull()
  })
})

describe('the diff of settings', () => {
  const before = { 'insert.mode': 'INSERT', 'connection.password': SECRET_MASK, 'transforms.a.x': '1' }
  const diff = (after: Record<string, string>) => changesBetween(postgresSinkSpec, before, after)

  test('shows what differs, a default like what is said, and what is taken out', () => {
    expect(diff({ ...before, 'insert.mode': 'UPSERT' })).toMatchObject([{ from: 'INSERT', to: 'UPSERT' }])
    expect(diff({ 'connection.password': SECRET_MASK, 'transforms.a.x': '1' })).toEqual([])
    expect(diff({ 'insert.mode': 'INSERT' })).toMatchObject([{ name: 'transforms.a.x', from: '1', to: '' }])
  })

  test('never shows a secret: a masked one stays, another one is told as replaced', () => {
    expect(diff(before)).toEqual([])
    expect(diff({ ...before, 'connection.password': 'new one' })).toMatchObject([
      { name: 'connection.password', from: SECRET_MASK, to: 'replaced' },
    ])
  })
})

test('a message that is sent again counts its sendings and keeps its own headers in front', () => {
  const own = [{ key: 'trace', value: Buffer.from('a') }]
  const all = [
    ...own,
    { key: errorHeaders.stage, value: Buffer.from('TASK_PUT') },
    { key: redriveHeaders.count, value: Buffer.from('2') },
  ]
  const headers = redrivenHeaders(all, own, { topic: 'dlq-x', partition: 0, offset: '7' })
  expect(headers.map(({ key, value }) => [key, value?.toString()])).toEqual([
    ['trace', 'a'],
    [redriveHeaders.topic, 'dlq-x'],
    [redriveHeaders.partition, '0'],
    [redriveHeaders.offset, '7'],
    [redriveHeaders.count, '3'],
  ])
})
