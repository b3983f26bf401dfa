// Offsets of sources in a file, for workers without a place of their own in Kafka. The file is replaced as a whole, never changed.
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { errorMessage } from '@/lib/errors'
import type { SourceOffsetStore } from '@/worker/connectors/pool/pool'
import type { SourceOffset, SourcePartition } from '@/worker/connectors/runtime'
import { BadFile } from './bad-file'

export type OffsetsInFile = SourceOffsetStore & {
  /** How many times the connector was started with this file, this time included: the epoch of its tasks. */
  nextStart(connectorId: string): Promise<number>
  close(): Promise<void>
}

const WRITE_MS = 250
const RETRY_MS = 2_000

const scalar = z.union([z.string(), z.number()])
const stored = z.object({
  version: z.literal(1),
  connectors: z.record(
    z.string(),
    z.object({
      starts: z.number().int().min(0),
      offsets: z.array(
        z.object({
          partition: z.record(z.string(), scalar),
          offset: z.record(z.string(), z.union([scalar, z.boolean(), z.null()])),
        }),
      ),
    }),
  ),
})

type Entry = { starts: number; offsets: Map<string, SourceOffset> }

const keyOf = (partition: SourcePartition): string => JSON.stringify(Object.entries(partition).sort())

export async function openOffsetsFile(
  file: string,
  onWarning: (message: string) => void,
): Promise<OffsetsInFile> {
  const connectors = await readStored(file)
  let isDirty = false
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  const entryOf = (connectorId: string): Entry => {
    const known = connectors.get(connectorId) ?? { starts: 0, offsets: new Map<string, SourceOffset>() }
    connectors.set(connectorId, known)
    return known
  }

  const schedule = (delayMs: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      void flush().catch((error: unknown) => {
        onWarning(`Offsets cannot be written to ${file} yet: ${errorMessage(error)}`)
        schedule(RETRY_MS)
      })
    }, delayMs)
  }

  const flush = (): Promise<void> => {
    const next = writing.then(async () => {
      if (!isDirty) return
      isDirty = false
      try {
        await replace(file, textOf(connectors))
      } catch (error) {
        isDirty = true
        throw error
      }
    })
    writing = next.catch(() => undefined)
    return next
  }

  return {
    async read(_clusterId, connectorId) {
      return [...entryOf(connectorId).offsets.values()]
    },
    write(_clusterId, connectorId, offsets) {
      const entry = entryOf(connectorId)
      for (const offset of offsets) entry.offsets.set(keyOf(offset.partition), offset)
      isDirty = true
      schedule(WRITE_MS)
    },
    // Sources that store their offsets with their records keep them in Kafka, not here.
    note: () => undefined,
    flush,
    async nextStart(connectorId) {
      const starts = ++entryOf(connectorId).starts
      isDirty = true
      await flush()
      return starts
    },
    async close() {
      clearTimeout(timer)
      await flush()
    },
  }
}

async function readStored(file: string): Promise<Map<string, Entry>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new BadFile(file, `the file of offsets cannot be read: ${errorMessage(error)}`)
  })
  if (text === null) return new Map<string, Entry>()
  try {
    const { connectors } = stored.parse(JSON.parse(text))
    return new Map(
      Object.entries(connectors).map(([id, { starts, offsets }]) => [
        id,
        { starts, offsets: new Map(offsets.map((offset) => [keyOf(offset.partition), offset])) },
      ]),
    )
  } catch {
    throw new BadFile(
      file,
      'this is no file of offsets of Tributary. Name another one, or remove it to begin anew.',
    )
  }
}

const textOf = (connectors: ReadonlyMap<string, Entry>): string => {
  const entries: [string, { starts: number; offsets: SourceOffset[] }][] = [...connectors].map(
    ([id, { starts, offsets }]) => [id, { starts, offsets: [...offsets.values()] }],
  )
  return `${JSON.stringify({ version: 1, connectors: Object.fromEntries(entries) }, null, 1)}\n`
}

async function replace(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const fresh = `${file}.new`
  const handle: FileHandle = await open(fresh, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(fresh, file)
}
