import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '@/lib/errors'
import type { BrokerRuntime } from './setup.mjs'

export const runtimeFolder = path.dirname(fileURLToPath(import.meta.url))

/** What setup.mjs prepared; the launcher and the test set-up call it before anything starts a broker. */
export async function readBrokerRuntime(): Promise<BrokerRuntime> {
  const text = await readFile(path.join(runtimeFolder, 'target', 'runtime.json'), 'utf8').catch(() => null)
  if (text === null)
    throw new AppError(
      'unavailable',
      'The Kafka jars are not prepared yet. Run npm start, which fetches them.',
    )
  return JSON.parse(text) as BrokerRuntime
}
