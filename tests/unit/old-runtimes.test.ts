import { mkdir, mkdtemp, open, readdir, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { removeOldRuntimes } from '@/worker/brokers/old-runtimes.mjs'

const [current, used, unused] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc']
let target: string

beforeEach(async () => {
  target = await mkdtemp(path.join(os.tmpdir(), 'tributary-runtimes-'))
  for (const name of [current, used, unused, 'building-1']) {
    await mkdir(path.join(target, name))
    await writeFile(path.join(target, name, 'classes.jsa'), name)
  }
  await writeFile(path.join(target, 'runtime.json'), '{}')
})

describe('folders of former broker runtimes', () => {
  test.skipIf(process.platform !== 'linux')(
    'go once a new one is ready, but one that a running process has open stays',
    async () => {
      const file = await open(path.join(target, used, 'classes.jsa'))
      try {
        expect(await removeOldRuntimes(target, current)).toEqual([unused])
        expect((await readdir(target)).sort()).toEqual([current, used, 'building-1', 'runtime.json'])
      } finally {
        await file.close()
      }
      expect(await removeOldRuntimes(target, current)).toEqual([used])
    },
  )

  test('where it cannot be told who uses them, only those go that were replaced a month ago', async () => {
    const monthAgo = new Date(Date.now() - 31 * 24 * 3_600_000)
    await utimes(path.join(target, unused), monthAgo, monthAgo)
    expect(await removeOldRuntimes(target, current, { proc: path.join(target, 'no-proc') })).toEqual([unused])
  })
})
