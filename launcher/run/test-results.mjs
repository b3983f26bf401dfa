// Counts and times from the reports of Vitest and Playwright. No test run, a skipped test or an error outside a test is a failure.

function judge({ passed, failed, skipped }, code) {
  if (passed + failed + skipped === 0) return { passed: 0, failed: 1, problem: 'no test ran' }
  if (skipped > 0)
    return { passed, failed: failed + skipped, problem: `${skipped} skipped, which counts as failed` }
  if (failed === 0 && code !== 0)
    return { passed, failed: 1, problem: 'an error outside the tests (see above)' }
  return { passed, failed }
}

/** `report`: Vitest's JSON, or null when it wrote none. */
export function readVitestResult(report, code) {
  const passed = report?.numPassedTests ?? 0
  const failed = report?.numFailedTests ?? 0
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  return judge({ passed, failed, skipped }, code)
}

/** `report`: Playwright's JSON, or null. A flaky test is a failure: it did not pass each time. */
export function readPlaywrightResult(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {}
  return judge({ passed: expected, failed: unexpected + flaky, skipped }, code)
}

export function sumResults(outcomes) {
  return outcomes.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  )
}

/** Of Playwright's JSON: every test with the seconds of all its tries. */
export function readPlaywrightTimes(report) {
  const testsIn = ({ suites = [], specs = [] }) => [
    ...specs.map(({ file, title, tests }) => ({
      name: `${file} › ${title}`,
      seconds: tests
        .flatMap(({ results }) => results)
        .reduce((sum, { duration }) => sum + duration / 1000, 0),
    })),
    ...suites.flatMap(testsIn),
  ]
  return testsIn(report ?? {})
}

/** The longest first, one line each. */
export function listSlowest(times, count = 10) {
  return times
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, count)
    .map(({ suite, name, seconds }) => `  ${seconds.toFixed(1).padStart(6)} s  ${suite.padEnd(7)} ${name}`)
}
