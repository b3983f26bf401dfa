import { createHmac, pbkdf2Sync, createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  hashApiSecret,
  hashPassword,
  isSameSecret,
  scramVerifier,
  seal,
  unseal,
  verifyPassword,
} from '@/lib/crypto'

const master = randomBytes(32)

describe('sealed secrets', () => {
  test('come back only at the place that they were sealed for', () => {
    const sealed = seal(master, 'connectors/lcc-1/kafka.api.secret', 'canary')
    expect(unseal(master, 'connectors/lcc-1/kafka.api.secret', sealed)).toBe('canary')
    expect(() => unseal(master, 'connectors/lcc-2/kafka.api.secret', sealed)).toThrow(/cannot be decrypted/)
  })

  test('do not survive a flipped bit, a swapped data key or another master key', () => {
    const [a, b] = [seal(master, 'place', 'one'), seal(master, 'place', 'two')]
    const bytes = Buffer.from(a.ciphertext, 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(() => unseal(master, 'place', { ...a, ciphertext: bytes.toString('base64') })).toThrow()
    expect(() => unseal(master, 'place', { ...a, wrappedKey: b.wrappedKey })).toThrow()
    expect(() => unseal(randomBytes(32), 'place', a)).toThrow()
  })

  test('never contain the text and differ each time', () => {
    const [a, b] = [seal(master, 'place', 'plain text'), seal(master, 'place', 'plain text')]
    expect(a.ciphertext).not.toBe(b.ciphertext)
    expect(Buffer.from(a.ciphertext, 'base64').toString('latin1')).not.toContain('plain text')
  })
})

describe('passwords', () => {
  test('verify in any Unicode spelling, and only the right one', async () => {
    const stored = await hashPassword('pässwörd-long-enough')
    expect(await verifyPassword('pässwörd-long-enough'.normalize('NFD'), stored)).toBe(true)
    expect(await verifyPassword('password-long-enough', stored)).toBe(false)
  })

  test('a stored text of another scheme verifies nothing', async () => {
    expect(await verifyPassword('x', 'plain$x')).toBe(false)
    expect(await verifyPassword('', '')).toBe(false)
  })
})

describe('API secrets', () => {
  test('match their salted hash only', () => {
    const salt = randomBytes(16)
    const hash = hashApiSecret('cflt-secret', salt)
    expect(isSameSecret('cflt-secret', salt, hash)).toBe(true)
    expect(isSameSecret('cflt-secreT', salt, hash)).toBe(false)
    expect(isSameSecret('cflt-secret', randomBytes(16), hash)).toBe(false)
  })

  test('give the SCRAM-SHA-512 verifier of RFC 5802', async () => {
    const { salt, iterations, storedKey, serverKey } = await scramVerifier('secret')
    const salted = pbkdf2Sync('secret', salt, iterations, 64, 'sha512')
    const clientKey = createHmac('sha512', salted).update('Client Key').digest()
    expect(storedKey).toEqual(createHash('sha512').update(clientKey).digest())
    expect(serverKey).toEqual(createHmac('sha512', salted).update('Server Key').digest())
    expect(iterations).toBeGreaterThanOrEqual(4096)
  })
})
