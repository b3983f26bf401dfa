// Hashes, verifiers and sealed secrets. Passwords: scrypt. API secrets (360 random bits): salted SHA-256 and a SCRAM verifier.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  pbkdf2 as pbkdf2Callback,
  randomBytes,
  scrypt as scryptCallback,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '@/lib/errors'

const scrypt = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scryptCallback,
)
const pbkdf2 = promisify(pbkdf2Callback)
const scryptCost = { N: 32768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await scrypt(password.normalize('NFKC'), salt, 32, scryptCost)
  return `scrypt$${scryptCost.N}$${salt.toString('base64')}$${key.toString('base64')}`
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, cost, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || !cost || !salt || !key) return false
  const expected = Buffer.from(key, 'base64')
  const actual = await scrypt(password.normalize('NFKC'), Buffer.from(salt, 'base64'), expected.length, {
    ...scryptCost,
    N: Number(cost),
  })
  return timingSafeEqual(actual, expected)
}

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export const hashToken = (token: string): string => sha256(token).toString('hex')

export function isSameText(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b))
}

export type ScramVerifier = { salt: Buffer; iterations: number; storedKey: Buffer; serverKey: Buffer }

/** The salted password of RFC 5802 for SCRAM-SHA-512. Whoever has it can log in: seal it. */
export async function saltPassword(
  secret: string,
  iterations: number,
): Promise<{ salt: Buffer; salted: Buffer }> {
  const salt = randomBytes(24)
  return { salt, salted: await pbkdf2(secret, salt, iterations, 64, 'sha512') }
}

/** SCRAM-SHA-512 verifier of RFC 5802; 4,096 iterations is the least that Kafka accepts and enough for a random secret. */
export async function scramVerifier(secret: string): Promise<ScramVerifier> {
  const iterations = 4096
  const { salt, salted } = await saltPassword(secret, iterations)
  const clientKey = createHmac('sha512', salted).update('Client Key').digest()
  const serverKey = createHmac('sha512', salted).update('Server Key').digest()
  return { salt, iterations, storedKey: createHash('sha512').update(clientKey).digest(), serverKey }
}

export function hashApiSecret(secret: string, salt: Buffer): Buffer {
  return sha256(salt, secret)
}

export function isSameSecret(secret: string, salt: Uint8Array, hash: Uint8Array): boolean {
  return timingSafeEqual(hashApiSecret(secret, Buffer.from(salt)), hash)
}

function encrypt(key: Buffer, plain: Buffer, aad: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

function decrypt(key: Buffer, sealed: string, aad: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(aad))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}

export type SealedSecret = { wrappedKey: string; ciphertext: string }

/** Seals a text under a data key of its own, wrapped by the master key. `place` names row and field, so ciphertexts cannot be swapped. */
export function seal(masterKey: Buffer, place: string, plain: string): SealedSecret {
  const dataKey = randomBytes(32)
  return {
    wrappedKey: encrypt(masterKey, dataKey, `key|${place}`),
    ciphertext: encrypt(dataKey, Buffer.from(plain), place),
  }
}

export function unseal(masterKey: Buffer, place: string, sealed: SealedSecret): string {
  try {
    const dataKey = decrypt(masterKey, sealed.wrappedKey, `key|${place}`)
    return decrypt(dataKey, sealed.ciphertext, place).toString()
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `The stored secret of ${place} cannot be decrypted. The master key is not the one it was sealed with; put the right one in place and start again.`,
      { cause },
    )
  }
}
