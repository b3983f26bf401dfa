import { expect, test } from 'vitest'
import { Turns } from '@/worker/connectors/runtimes/postgres-sink/turns'

function watched() {
  const running = new Set<string>()
  const seen: string[] = []
  const step = (name: string, end: Promise<void>) => async () => {
    running.add(name)
    seen.push([...running].sort().join(' '))
    await end
    running.delete(name)
  }
  return { seen, step }
}

test('What may run side by side does; what runs alone waits for all before it, and all after it wait', async () => {
  const turns = new Turns()
  const { seen, step } = watched()
  const gate = Promise.withResolvers<undefined>()
  const done = [
    turns.together(step('a', gate.promise)),
    turns.together(step('b', gate.promise)),
    turns.alone(step('X', Promise.resolve())),
    turns.together(step('c', Promise.resolve())),
    turns.alone(step('Y', Promise.resolve())),
  ]
  await Promise.resolve()
  gate.resolve(undefined)
  await Promise.all(done)
  expect(seen).toEqual(['a', 'a b', 'X', 'c', 'Y'])
})

test('One that fails holds up nobody', async () => {
  const turns = new Turns()
  const fail = () => Promise.reject(new Error('no'))
  const failed = [turns.alone(fail), turns.together(fail)]
  const last = turns.alone(() => Promise.resolve('ran'))
  expect((await Promise.allSettled(failed)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await last).toBe('ran')
})
