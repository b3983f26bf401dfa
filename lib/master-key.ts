// The master key that wraps every stored secret: TRIBUTARY_MASTER_KEY (base64 or hex, 32 bytes) or a 0600 file made once.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/env'

function decode(value: string, origin: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64')
  if (key.length !== 32)
    throw new Error(`${origin} must hold 32 bytes as base64 or hex; it holds ${key.length}.`)
  return key
}

function readOrCreateFile(): Buffer {
  const file = path.join(env.dataDir, 'secrets', 'master.key')
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
    writeFileSync(draft, randomBytes(32).toString('base64'), { mode: 0o600 })
    try {
      linkSync(draft, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  chmodSync(file, 0o600)
  return decode(readFileSync(file, 'utf8').trim(), file)
}

let cached: Buffer | undefined
export function masterKey(): Buffer {
  cached ??= env.masterKey ? decode(env.masterKey, 'TRIBUTARY_MASTER_KEY') : readOrCreateFile()
  return cached
}
