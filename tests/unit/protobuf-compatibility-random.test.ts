import { expect, test } from 'vitest'
import { seeds } from '@/tests/support/random'
import { judgeProtobuf } from '@/tests/support/verdicts/protobuf'

// `npm run bench -- verdicts` takes thousands of pairs.
test('protobufjs agrees: what is called compatible is read, fields that stay keep their values, 300 random pairs', () => {
  const { compatible, records, disagreements } = judgeProtobuf(seeds(300), 2)
  expect(disagreements).toEqual([])
  expect(compatible).toBeGreaterThan(100)
  expect(records).toBeGreaterThan(600)
}, 60_000)
