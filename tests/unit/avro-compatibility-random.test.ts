import { expect, test } from 'vitest'
import { seeds } from '@/tests/support/random'
import { judgeAvro } from '@/tests/support/verdicts/avro'
import { readByAvsc } from '@/tests/support/verdicts/avro-reading'

// `npm run bench -- verdicts` takes thousands of pairs. The first run on a machine fetches Apache Avro.
const fiveMinutes = 300_000

test(
  'Apache Avro agrees: 600 random pairs, every error with its type, its place and its words',
  async () => {
    const { compatible, disagreements } = await judgeAvro(seeds(600))
    expect(disagreements).toEqual([])
    expect(compatible).toBeGreaterThan(150)
  },
  fiveMinutes,
)

test('avsc agrees: what is called compatible is read, to the same values, 600 random pairs', () => {
  const { records, disagreements } = readByAvsc(seeds(600), 4)
  expect(disagreements).toEqual([])
  expect(records).toBeGreaterThan(600)
}, 60_000)
