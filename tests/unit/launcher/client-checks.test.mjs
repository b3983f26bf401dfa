import { expect, test } from 'vitest'
import { countTests } from '../../../launcher/run/client-checks.mjs'

const events = [
  { Action: 'output', Test: 'TestKeys/Cloud', Output: '    keys_test.go:1: refused\n' },
  { Action: 'fail', Test: 'TestKeys/Cloud' },
  { Action: 'pass', Test: 'TestKeys/Kafka' },
  { Action: 'fail', Test: 'TestKeys' },
  { Action: 'pass', Test: 'TestTopics' },
  { Action: 'skip', Test: 'TestLater' },
  { Action: 'fail' },
]

test('Go tests are counted by their innermost parts, with what a failed one said', () => {
  const stdout = ['# a line of the compiler', ...events.map((event) => JSON.stringify(event))].join('\n')
  const { passed, failed, textOf } = countTests(stdout)
  expect(passed).toEqual(['TestKeys/Kafka', 'TestTopics'])
  expect(failed).toEqual(['TestKeys/Cloud'])
  expect(textOf('TestKeys/Cloud')).toContain('refused')
})

test('a test whose name begins like another is no part of it', () => {
  const stdout = ['TestTopics', 'TestTopicsWithPages']
    .map((Test) => JSON.stringify({ Action: 'pass', Test }))
    .join('\n')
  expect(countTests(stdout).passed).toEqual(['TestTopics', 'TestTopicsWithPages'])
})
