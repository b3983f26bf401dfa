import { defineConfig } from 'vitest/config'

const minute = 60_000

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: `${import.meta.dirname}/` }] },
  test: {
    environment: 'node',
    passWithNoTests: false,
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
          // Each file starts brokers of its own; two cores carry one at a time.
          fileParallelism: false,
        },
      },
    ],
  },
})
