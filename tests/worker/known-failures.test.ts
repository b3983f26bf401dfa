// Each failure that is known happens here for real, and its cause and remedy are told. Those of databases: known-failures-database.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownFailures } from '@/lib/connectors/recommendations/match-failure'
import { databaseAway, databaseProvocations } from '@/tests/support/known-failures/database'
import { kafkaAway, kafkaProvocations, registryAway } from '@/tests/support/known-failures/kafka'
import { recordProvocations } from '@/tests/support/known-failures/records'
import { rowProvocations } from '@/tests/support/known-failures/rows'
import { quickFirst, Stage } from '@/tests/support/known-failures/stage'

const here = quickFirst([...kafkaProvocations, ...recordProvocations])
const elsewhere = [...databaseProvocations, ...rowProvocations, databaseAway]
const begun = new Map<string, string>()
let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
  for (const { code, isSlow, provoke } of here) if (isSlow) begun.set(code, await provoke(stage))
})
afterAll(() => stage.close())

describe('a known failure', () => {
  test('is one that a test provokes', () => {
    const provoked = [...here, ...elsewhere, registryAway, kafkaAway].map(({ code }) => code)
    expect(provoked.toSorted()).toEqual(knownFailures.map(({ code }) => code).toSorted())
  })

  test.each(here)('$code', async ({ code, provoke, isWithoutTasks }) => {
    await stage.expectFailure(begun.get(code) ?? (await provoke(stage)), code, isWithoutTasks)
  })

  test.each([registryAway, kafkaAway])('$code', async ({ code, provoke }) => {
    await stage.expectFailure(await provoke(stage), code)
  })
})
