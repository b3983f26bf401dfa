import { expect, test } from 'vitest'
import { seeds } from '@/tests/support/random'
import { judgeJson } from '@/tests/support/verdicts/json'

// `npm run bench -- verdicts` takes thousands of pairs, and says how many of our refusals no document proves.
test('ajv agrees: what is called compatible refuses no document that was valid, 250 random pairs', () => {
  const { compatible, documents, disagreements } = judgeJson(seeds(250), 40)
  expect(disagreements).toEqual([])
  expect(compatible).toBeGreaterThan(100)
  expect(documents).toBeGreaterThan(3000)
}, 60_000)
