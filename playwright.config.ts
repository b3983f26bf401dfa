// Runs against the product that `npm test -- e2e` started (TRIBUTARY_URL), in the system's Chromium (CHROMIUM_PATH).
import { defineConfig } from '@playwright/test'

const baseURL = process.env.TRIBUTARY_URL
if (!baseURL) throw new Error('No product to test: run the browser tests with `npm test -- e2e`.')

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  // The set-up link works only until there is an administrator, which every other file makes.
  projects: [
    { name: 'first run', testMatch: '**/first-run.test.ts' },
    {
      // The longest: it begins first. Its findings say all, and a trace of every page costs more than looking at it.
      name: 'every page',
      testMatch: '**/accessibility.test.ts',
      dependencies: ['first run'],
      use: { trace: 'off' },
    },
    {
      name: 'console',
      testIgnore: ['**/first-run.test.ts', '**/accessibility.test.ts'],
      dependencies: ['first run'],
    },
  ],
  outputDir: 'test-results/e2e',
  // Two files at a time, the tests of a file in their order: one computes while the other waits.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL,
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // Without its film, which costs more than many a test and shows what the snapshots show.
    trace: { mode: 'retain-on-failure', screenshots: false },
    acceptDownloads: true,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
