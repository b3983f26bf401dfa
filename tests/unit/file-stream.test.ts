import {
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { LineFile } from '@/worker/connectors/runtimes/file-stream/line-file'
import type { LineReader } from '@/worker/connectors/runtimes/file-stream/line-reader'

let folder: string
let outside: string
let fileStream: {
  LineFile: typeof LineFile
  LineReader: typeof LineReader
  openFile: (name: string, access: 'read' | 'append') => Promise<{ close: () => Promise<void> } | null>
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tributary-files-'))
  outside = await mkdtemp(path.join(os.tmpdir(), 'tributary-outside-'))
  vi.stubEnv('TRIBUTARY_CONNECTOR_FILES', folder)
  const room = '@/worker/connectors/runtimes/file-stream'
  fileStream = {
    ...((await import(`${room}/line-file`)) as Pick<typeof fileStream, 'LineFile'>),
    ...((await import(`${room}/line-reader`)) as Pick<typeof fileStream, 'LineReader'>),
    ...((await import(`${room}/open-file`)) as Pick<typeof fileStream, 'openFile'>),
  }
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await Promise.all([folder, outside].map((one) => rm(one, { recursive: true, force: true })))
})

const inFolder = (name: string) => path.join(folder, name)

describe('a file of a connector', () => {
  test.each([
    ['a path out of the folder', () => '../secret.txt'],
    ['a path elsewhere', () => path.join(outside, 'secret.txt')],
    ['the folder itself', () => folder],
    ['a link', () => 'link.txt'],
    ['a file behind a link', () => 'elsewhere/secret.txt'],
    ['a folder', () => 'sub'],
    ['a name with a zero byte', () => 'a\0b'],
    ['no name', () => ' '],
    ['a file in a folder that is not there', () => 'nowhere/a.txt'],
  ])('is not opened: %s', async (_what, name) => {
    await writeFile(path.join(outside, 'secret.txt'), 'secret')
    await mkdir(inFolder('sub'), { recursive: true })
    await symlink(path.join(outside, 'secret.txt'), inFolder('link.txt')).catch(() => undefined)
    await symlink(outside, inFolder('elsewhere')).catch(() => undefined)
    await expect(fileStream.openFile(name(), 'read')).rejects.toThrow(
      /may not be used|no file|does not exist/,
    )
    await expect(fileStream.openFile(name(), 'append')).rejects.toThrow(
      /may not be used|no file|does not exist/,
    )
  })
})

describe('lines are read', () => {
  type Place = { position: number; fingerprint: string | null }
  const warnings: string[] = []
  const readerOf = (name: string, { position, fingerprint }: Place = { position: 0, fingerprint: null }) =>
    new fileStream.LineReader(name, position, fingerprint, (message) => warnings.push(message))

  /** All lines until there are none, and where the last of them ended. */
  async function readAll(reader: LineReader, most = 2) {
    const lines: string[] = []
    let at: Place = { position: 0, fingerprint: null }
    for (let read = await reader.read(most); read !== null; read = await reader.read(most)) {
      lines.push(...read.lines)
      at = read.at
    }
    return { lines, at }
  }

  test('up to the last end of a line, with each kind of end, and on when more comes', async () => {
    await writeFile(inFolder('grows.txt'), 'one\ntwo\r\nthree\rfünf\n\nhalf')
    const reader = readerOf('grows.txt')
    expect((await readAll(reader)).lines).toEqual(['one', 'two', 'three', 'fünf', ''])
    await appendFile(inFolder('grows.txt'), ' done\r')
    expect((await readAll(reader)).lines).toEqual([])
    await appendFile(inFolder('grows.txt'), '\nlast\n')
    expect((await readAll(reader)).lines).toEqual(['half done', 'last'])
    await reader.close()
  })

  test('after a restart from where the stored position says, each of them once', async () => {
    const expected = Array.from({ length: 1_000 }, (_, i) => `line ${i}`)
    await writeFile(inFolder('restart.txt'), `${expected.join('\n')}\n`)
    const lines: string[] = []
    let at: Place | undefined
    for (let i = 0; i < 10; i++) {
      const reader = readerOf('restart.txt', at)
      const read = await reader.read(100)
      lines.push(...(read?.lines ?? []))
      at = read?.at
      await reader.close()
    }
    expect(lines).toEqual(expected)
  })

  test('from the start when the file was cut short or written anew, and says so', async () => {
    await writeFile(inFolder('cut.txt'), 'a long first line\nsecond\n')
    const reader = readerOf('cut.txt')
    await readAll(reader)
    await truncate(inFolder('cut.txt'), 0)
    await readAll(reader)
    await appendFile(inFolder('cut.txt'), 'new\n')
    expect((await readAll(reader)).lines).toEqual(['new'])
    await writeFile(inFolder('cut.txt'), 'longer than all that was there before\nand more\n')
    expect((await readAll(reader)).lines).toEqual(['longer than all that was there before', 'and more'])
    await reader.close()
    expect(warnings.length).toBeGreaterThanOrEqual(2)
  })

  test('to the end of a file that was moved away, then from its successor', async () => {
    await writeFile(inFolder('rotated.txt'), 'a\nb')
    const reader = readerOf('rotated.txt')
    expect((await readAll(reader)).lines).toEqual(['a'])
    await rename(inFolder('rotated.txt'), inFolder('rotated.txt.1'))
    await appendFile(inFolder('rotated.txt.1'), 'c\nunfinished')
    await writeFile(inFolder('rotated.txt'), 'd\ne\n')
    const lines: string[] = []
    for (let i = 0; i < 5; i++) lines.push(...(await readAll(reader)).lines)
    expect(lines).toEqual(['bc', 'unfinished', 'd', 'e'])
    await reader.close()
  })

  test('from the start of another file that has the name after a restart', async () => {
    await writeFile(inFolder('other.txt'), 'first\nsecond\n')
    const before = readerOf('other.txt')
    const { at } = await readAll(before)
    await before.close()
    await writeFile(inFolder('other.txt'), 'another file altogether\nwith more lines\nthan before\n')
    const reader = readerOf('other.txt', at)
    expect((await readAll(reader)).lines).toHaveLength(3)
    await reader.close()
  })

  test('not before the file is there', async () => {
    const reader = readerOf('later.txt')
    expect(await reader.read(10)).toBeNull()
    await writeFile(inFolder('later.txt'), 'here\n')
    expect((await readAll(reader)).lines).toEqual(['here'])
    await reader.close()
  })
})

describe('lines are appended', () => {
  const textOf = (name: string) => readFile(inFolder(name), 'utf8')

  test('and a line that a kill cut off is taken away, but nothing that others wrote', async () => {
    const writer = new fileStream.LineFile('out.txt', 'lcc-1-0')
    await writer.append(Buffer.from('one\ntwo\n'))
    await writer.close()
    await appendFile(inFolder('out.txt'), 'three\nhal')
    const again = new fileStream.LineFile('out.txt', 'lcc-1-0')
    await again.append(Buffer.from('half\n'))
    await again.close()
    expect(await textOf('out.txt')).toBe('one\ntwo\nthree\nhalf\n')
  })

  test('behind a last line of somebody else that had no end', async () => {
    await writeFile(inFolder('theirs.txt'), 'note without end')
    const writer = new fileStream.LineFile('theirs.txt', 'lcc-2-0')
    await writer.append(Buffer.from('ours\n'))
    await writer.close()
    expect(await textOf('theirs.txt')).toBe('note without end\nours\n')
  })

  test('to a new file when the old one was moved away', async () => {
    const writer = new fileStream.LineFile('moved.txt', 'lcc-3-0')
    await writer.append(Buffer.from('one\n'))
    await rename(inFolder('moved.txt'), inFolder('moved.txt.1'))
    await writer.append(Buffer.from('two\n'))
    await writer.close()
    expect([await textOf('moved.txt.1'), await textOf('moved.txt')]).toEqual(['one\n', 'two\n'])
  })
})
