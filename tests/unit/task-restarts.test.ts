import { describe, expect, test } from 'vitest'
import { TaskFailure, type TaskAssignment } from '@/worker/connectors/runtime'
import { classifyFailure, type Failure } from '@/worker/connectors/failure'
import { TaskAttempts } from '@/worker/connectors/task-attempts'

const failureOf = (error: Error): Failure =>
  classifyFailure(error, { topic: 'orders', username: 'KEY', access: 'read' })

/** Runs a task that fails each time, until it has failed so often or is left to itself. */
async function run(
  failure: Failure,
  most: number,
  assignment: Partial<Pick<TaskAssignment, 'config' | 'kind' | 'dialect'>> = {},
): Promise<{ attempts: number; lines: string[] }> {
  const stop = new AbortController()
  const lines: string[] = []
  const attempts = new TaskAttempts({
    assignment: { config: {}, kind: 'sink', dialect: 'managed', ...assignment },
    reports: {
      state: () => undefined,
      acknowledged: () => undefined,
      usedTopics: () => undefined,
      log: (_level, message) => lines.push(message),
      work: (work) => work(),
      load: (importing) => importing(),
    },
    stopSignal: stop.signal,
    probe: () => Promise.resolve(),
    restartMs: 10,
  })
  let count = 0
  await attempts.run(() => {
    if (++count >= most) stop.abort()
    return Promise.resolve(failure)
  })
  return { attempts: count, lines }
}

const refused = failureOf(new TaskFailure('The database refuses the user.'))

describe('a task that has failed', () => {
  test('of a managed sink starts again by itself, later each time, and says when', async () => {
    const begun = performance.now()
    const { attempts, lines } = await run(refused, 5)
    expect(attempts).toBe(5)
    expect(lines.filter((line) => line.includes('starts again by itself in')).length).toBe(4)
    // 10, 20, 40 and 80 ms, each shortened by a quarter at most.
    expect(performance.now() - begun).toBeGreaterThan(0.75 * 150)
  })

  test('stays failed where only another configuration helps, where the policy is off, and self-managed', async () => {
    const lasting = failureOf(new TaskFailure('No regular expression.', true, { isLasting: true }))
    expect((await run(lasting, 2)).attempts).toBe(1)
    expect((await run(refused, 2, { config: { 'auto.restart.on.user.error': 'false' } })).attempts).toBe(1)
    expect((await run(refused, 2, { dialect: 'self-managed' })).attempts).toBe(1)
  })

  test('because of somebody else’s start never comes back', async () => {
    const replaced = failureOf(new TaskFailure('A later start has taken over.', false))
    expect((await run(replaced, 2)).attempts).toBe(1)
  })
})
