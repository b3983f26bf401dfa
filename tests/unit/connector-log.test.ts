import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConnectorLogs } from '@/worker/connectors/connector-log'
import { connectorRpcRoutes } from '@/worker/connectors/rpc-routes'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'connector-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const line = (message: string) => ({ at: Date.now(), level: 'INFO' as const, task: 0, message })
const texts = (lines: { message: string }[]): string[] => lines.map(({ message }) => message)

describe('connector log', () => {
  test('the last 500 lines are kept, oldest first', async () => {
    const logs = new ConnectorLogs(folder)
    for (let n = 0; n < 600; n++) logs.append('lcc-a', line(String(n)))
    const kept = texts(await logs.last('lcc-a'))
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([500, '100', '599'])
    expect(await logs.last('lcc-a', 2)).toHaveLength(2)
    expect(await logs.last('lcc-b')).toEqual([])
  })

  test('a worker that starts anew shows the lines of the one before, and new ones after them', async () => {
    const before = new ConnectorLogs(folder)
    before.append('lcc-a', line('old'))
    await before.close()
    const after = new ConnectorLogs(folder)
    after.append('lcc-a', line('new'))
    expect(texts(await after.last('lcc-a'))).toEqual(['old', 'new'])
    await after.close()
    const all = await new ConnectorLogs(folder).last('lcc-a')
    expect(texts(all)).toEqual(['old', 'new'])
    expect(all[1]?.sequence).toBeGreaterThan(all[0]?.sequence ?? 0)
  })

  test('files stay bounded and a long message is cut', async () => {
    const logs = new ConnectorLogs(folder)
    for (let n = 0; n < 1500; n++) {
      logs.append('lcc-a', line('x'.repeat(5_000)))
      if (n % 300 === 299) await logs.close()
    }
    expect((await logs.last('lcc-a'))[0]?.message).toHaveLength(4_001)
    const bytes = readdirSync(folder).reduce(
      (sum, file) => sum + readFileSync(path.join(folder, file)).length,
      0,
    )
    expect(bytes).toBeLessThan(8 * 1024 * 1024)
    expect(readdirSync(folder).sort()).toEqual(['lcc-a.log', 'lcc-a.log.1'])
  })

  test('lines are found by time, level and words, also those that the memory has let go', async () => {
    const logs = new ConnectorLogs(folder)
    for (let n = 0; n < 700; n++)
      logs.append('lcc-a', { at: n, level: n % 100 === 0 ? 'WARN' : 'INFO', task: 0, message: `line ${n}` })
    expect(texts(await logs.find('lcc-a', { limit: 3, level: 'WARN' }))).toEqual([
      'line 400',
      'line 500',
      'line 600',
    ])
    expect(texts(await logs.find('lcc-a', { limit: 500, since: 10, until: 12 }))).toEqual([
      'line 10',
      'line 11',
      'line 12',
    ])
    expect(texts(await logs.find('lcc-a', { limit: 500, text: 'LINE 69' }))).toHaveLength(11)
    expect(await logs.find('lcc-a', { limit: 10_000 })).toHaveLength(700)
    await logs.close()
  })

  test('a deleted connector leaves no file', async () => {
    const logs = new ConnectorLogs(folder)
    logs.append('lcc-a', line('one'))
    await logs.close()
    await logs.forget('lcc-a')
    expect(readdirSync(folder)).toEqual([])
    expect(await logs.last('lcc-a')).toEqual([])
  })

  test('live lines come one JSON text each, and the stream ends with the worker', async () => {
    const logs = new ConnectorLogs(folder)
    const app = new Hono()
    const pool = { ask: () => Promise.resolve(null) }
    connectorRpcRoutes(app, { logs, offsets: { read: () => Promise.resolve([]) }, pool })
    const answer = await app.request('/connectors/lcc-a/logs/live', { method: 'POST' })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    logs.append('lcc-a', line('now'))
    logs.append('lcc-b', line('of another'))
    const { value } = (await reader?.read()) ?? {}
    expect(JSON.parse(value ?? '')).toMatchObject({ message: 'now', level: 'INFO', task: 0 })
    await logs.close()
    expect((await reader?.read())?.done).toBe(true)
  })
})
