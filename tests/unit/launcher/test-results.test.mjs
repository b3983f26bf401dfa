import { expect, test } from 'vitest'
import { formatFigure, parseFigures } from '../../../launcher/run/figures.mjs'
import {
  listSlowest,
  readPlaywrightResult,
  readPlaywrightTimes,
  readVitestResult,
  sumResults,
} from '../../../launcher/run/test-results.mjs'

const vitest = (numPassedTests, numFailedTests = 0, numPendingTests = 0) => ({
  numPassedTests,
  numFailedTests,
  numPendingTests,
})

test('test results – passed and failed tests are counted as they are', () => {
  expect(readVitestResult(vitest(5), 0)).toEqual({ passed: 5, failed: 0 })
  expect(readVitestResult(vitest(5, 2), 1)).toEqual({ passed: 5, failed: 2 })
  expect(readPlaywrightResult({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } }, 1)).toEqual({
    passed: 3,
    failed: 2,
  })
})

test('test results – a suite that ran no test fails', () => {
  expect(readVitestResult(null, 1)).toMatchObject({ failed: 1, problem: 'no test ran' })
  expect(readPlaywrightResult({ stats: {} }, 0)).toMatchObject({ failed: 1 })
})

test('test results – a skipped test and an error outside the tests fail', () => {
  expect(readVitestResult(vitest(5, 0, 1), 0)).toMatchObject({ passed: 5, failed: 1 })
  expect(readVitestResult(vitest(5), 1)).toMatchObject({ passed: 5, failed: 1 })
})

test('test results – sums', () => {
  expect(
    sumResults([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 })
})

test('test results – the slowest are listed, the longest first, browser tests with all their tries', () => {
  const spec = (title, ...durations) => ({
    file: 'topics.test.ts',
    title,
    tests: [{ results: durations.map((duration) => ({ duration })) }],
  })
  const report = { suites: [{ specs: [spec('a', 1500)], suites: [{ specs: [spec('b', 2000, 700)] }] }] }
  const times = readPlaywrightTimes(report).map((time) => ({ suite: 'e2e', ...time }))
  expect(listSlowest([...times, { suite: 'unit', name: 'quick.test.ts', seconds: 0.2 }], 2)).toEqual([
    '     2.7 s  e2e     topics.test.ts › b',
    '     1.5 s  e2e     topics.test.ts › a',
  ])
  expect(readPlaywrightTimes(null)).toEqual([])
})

test('figures – are read from the output and judged against their goal', () => {
  const output = 'warming up\nfigure {"name":"newest 50","value":29,"unit":"ms","atMost":50}\n'
  const { figures, rest } = parseFigures(output)
  expect(rest).toBe('warming up')
  expect(formatFigure(figures[0])).toMatch(/newest 50 .*29 ms {2}goal ≤ 50 ms: met/)
  expect(formatFigure({ name: 'rate', value: 90, unit: 'k/s', atLeast: 100 })).toContain('missed')
})
