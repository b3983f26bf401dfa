import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import type { BrokerRuntime } from './setup.mjs'

// Every process of ours runs in the checkout; our own module may lie in a build folder.
export const runtimeFolder = path.resolve('worker', 'brokers')

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
