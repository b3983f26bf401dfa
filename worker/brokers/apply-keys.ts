import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError, errorMessage } from '@/lib/errors'
import { brokerFolders, brokerPaths, writePrivateFile } from './broker-folder'
import { readMBeans } from './jolokia'
import { findRunningBroker } from './running-broker'

/** One API key as a SCRAM-SHA-512 verifier; `principal` is the owner, `sa-…` or `u-…` (with or without `User:`). */
export type KeyFileEntry = {
  key: string
  salt: Buffer
  iterations: number
  storedKey: Buffer
  serverKey: Buffer
  principal: string
}

/**
 * Replaces all API keys of a broker. The broker sees the new file within 100 ms: new keys log in, removed ones are refused
 * and their open connections lose their rights with the next request. Works whether the broker runs or not.
 */
export async function applyKeys(dataDir: string, entries: KeyFileEntry[]): Promise<void> {
  const lines = entries.map((entry) => `${lineOf(entry)}\n`).sort()
  const text = `tributary-keys 1\n${lines.join('')}`
  const digest = createHash('sha256').update(text).digest('hex')
  const { keys } = brokerPaths(dataDir)
  const whole = `${text}sha256 ${digest}\n`
  if ((await readFile(keys, 'utf8').catch(() => null)) !== whole) await writePrivateFile(keys, whole)
}

/**
 * Returns when the running brokers have the present key file in force (within 200 ms as a rule). A broker that does not run
 * reads it at its start. Throws `unavailable` when one does not confirm in time: the change is then pending.
 */
export async function waitForKeys(clusterDir: string, { deadlineMs = 5_000 } = {}): Promise<void> {
  const text = await readFile(brokerPaths(clusterDir).keys, 'utf8')
  const digest = text.slice(text.lastIndexOf(' ') + 1).trim()
  const folders = await brokerFolders(clusterDir)
  await Promise.all(folders.map((dataDir) => waitForDigest(dataDir, digest, deadlineMs)))
}

async function waitForDigest(dataDir: string, digest: string, deadlineMs: number): Promise<void> {
  if ((await findRunningBroker(dataDir)) === null) return
  let reason = ''
  for (const deadline = Date.now() + deadlineMs; Date.now() < deadline; await pause(25)) {
    try {
      const [inForce] = await readMBeans(dataDir, [
        { mbean: 'dev.tributary:type=KeyFile', attribute: 'Digest' },
      ])
      // A broker that has not opened its key file yet will read this one.
      if (inForce === null || inForce === digest) return
    } catch (error) {
      reason = errorMessage(error)
    }
  }
  throw new AppError('unavailable', `The broker has not taken over the API keys yet. ${reason}`.trim())
}

function lineOf(entry: KeyFileEntry): string {
  const principal = entry.principal.replace(/^User:/, '')
  // One entry that the broker refuses would lock every key out, so nothing of it is written.
  if (!/^[A-Za-z0-9_-]+$/.test(entry.key) || !/^(sa|u)-[A-Za-z0-9-]{1,64}$/.test(principal))
    throw new AppError(
      'invalid',
      `API key ${entry.key} of ${principal} has a form that brokers do not accept.`,
    )
  if (entry.iterations < 4096 || entry.storedKey.length !== 64 || entry.serverKey.length !== 64)
    throw new AppError('invalid', `The verifier of API key ${entry.key} is not a SCRAM-SHA-512 one.`)
  const [salt, stored, server] = [entry.salt, entry.storedKey, entry.serverKey].map((part) =>
    part.toString('base64'),
  )
  return [entry.key, salt, entry.iterations, stored, server, principal].join(' ')
}
