import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

const minute = 60_000
/** Of `npm test`: where the results go, without an ending. */
const results = process.env.TEST_RESULTS

/** What each file took with its imports and its set-up, which the JSON does not count in. */
const fileTimes = (output: string): Reporter => ({
  onTestRunEnd(modules) {
    const times = modules.map((module) => {
      const { prepareDuration, setupDuration, collectDuration, duration } = module.diagnostic()
      const ms = prepareDuration + setupDuration + collectDuration + duration
      return { name: path.relative('tests', module.moduleId), seconds: ms / 1000 }
    })
    writeFileSync(output, JSON.stringify(times))
  },
})

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: `${import.meta.dirname}/` }] },
  test: {
    environment: 'node',
    passWithNoTests: false,
    reporters: results
      ? ['default', ['json', { outputFile: `${results}.json` }], fileTimes(`${results}-times.json`)]
      : ['default'],
    // Vitest would leave a core to itself: on two cores, half of the time.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx,mjs}'], testTimeout: 10_000 },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.{ts,mjs}'],
          globalSetup: ['tests/support/postgres-setup.mjs'],
          setupFiles: ['tests/support/database-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: minute,
        },
      },
      {
        extends: true,
        test: {
          name: 'worker',
          include: ['tests/worker/**/*.test.{ts,mjs}'],
          globalSetup: ['tests/support/postgres-setup.mjs', 'tests/support/broker-setup.mjs'],
          setupFiles: ['tests/support/database-setup.ts'],
          testTimeout: 2 * minute,
          hookTimeout: 2 * minute,
          // Each file starts brokers of its own, and waits for them more than it computes: two files keep two cores busy.
          maxWorkers: 2,
        },
      },
    ],
  },
})
