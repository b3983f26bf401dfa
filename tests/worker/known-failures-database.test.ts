// Known failures of sinks into a database, each provoked for real (see known-failures.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorHeaders, headerText } from '@/lib/connectors/dead-letters/headers'
import { matchFailure } from '@/lib/connectors/recommendations/match-failure'
import { fetchFrom } from '@/lib/kafka'
import { databaseAway, databaseProvocations } from '@/tests/support/known-failures/database'
import { DatabaseStage } from '@/tests/support/known-failures/database-stage'
import { rowProvocations } from '@/tests/support/known-failures/rows'
import { quickFirst } from '@/tests/support/known-failures/stage'
import { eventually } from '@/tests/support/poll'

const all = quickFirst([...databaseProvocations, ...rowProvocations])
const begun = new Map<string, string>()
let at: DatabaseStage

beforeAll(async () => {
  at = await DatabaseStage.open()
  for (const { code, isSlow, provoke } of all) if (isSlow) begun.set(code, await provoke(at))
})
afterAll(() => at.close())

describe('a known failure of a database', () => {
  test.each(all)('$code', async ({ code, provoke }) => {
    await at.stage.expectFailure(begun.get(code) ?? (await provoke(at)), code)
  })

  test('is known of the dead letter too that a record becomes where errors are tolerated', async () => {
    const { stage } = at
    const topics = rowProvocations.filter(({ isPlain }) => isPlain).map(({ code }) => code)
    const name = await stage.launch('tolerant', at.sink(topics.join(), { 'errors.tolerance': 'all' }))
    const queue = `dlq-${(await stage.row(name)).id}`
    const letters = await eventually('all of them are dead letters', async () => {
      const { records } = await fetchFrom(stage.connection, { topic: queue, from: 'earliest', max: 100 })
      const found = new Map(
        records.map(({ headers }) => [
          headerText(headers, errorHeaders.topic),
          headerText(headers, errorHeaders.message) ?? '',
        ]),
      )
      return found.size === topics.length && found
    })
    for (const [topic, message] of letters)
      expect(matchFailure(message, { className: 'PostgresSink', type: 'sink' })?.code).toBe(topic)
    expect(await stage.says(name)).toEqual([])
  })

  test.each([databaseAway])('$code', async ({ code, provoke }) => {
    await at.stage.expectFailure(await provoke(at), code)
  })
})
