import { open } from 'node:fs/promises'
import path from 'node:path'
import { brokerPaths } from './broker-folder'

const TAIL_BYTES = 64 * 1024

/** What went wrong, in the broker's own words: the last lines with ERROR or FATAL, or of the JVM's output. */
export async function lastErrorLines(dataDir: string): Promise<string> {
  const { logs, output } = brokerPaths(dataDir)
  const errors = (await tailOf(path.join(logs, 'broker.log'))).filter((line) => / (ERROR|FATAL) /.test(line))
  const said = errors.length > 0 ? errors : await tailOf(output)
  const text = said.slice(-3).join('\n')
  return text === '' ? `Its log ${logs} says nothing.` : `Its log says:\n${text}`
}

async function tailOf(file: string): Promise<string[]> {
  const handle = await open(file, 'r').catch(() => null)
  if (handle === null) return []
  try {
    const { size } = await handle.stat()
    const length = Math.min(size, TAIL_BYTES)
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length)
    return buffer
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
  } finally {
    await handle.close()
  }
}
