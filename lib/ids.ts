// Ids as Confluent's clients expect them: a prefix and random characters, never a sequence.
import { randomInt } from 'node:crypto'

const lower = 'bcdfghjkmnpqrstvwxyz0123456789'
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function pick(alphabet: string, length: number): string {
  let id = ''
  for (let i = 0; i < length; i++) id += alphabet[randomInt(alphabet.length)]
  return id
}

type Prefix = 'env' | 'lkc' | 'lcc' | 'lsrc' | 'sa' | 'u' | 'rb' | 'i' | 'cq'

export const newId = (prefix: Prefix): string => `${prefix}-${pick(lower, 6)}`
export const newApiKeyId = (): string => pick(upper, 16)
/** 64 characters; the `cflt` prefix lets secret scanners recognise a leaked one. 60 base64 characters = 360 random bits. */
export const newApiKeySecret = (): string => `cflt${pick(base64, 60)}`
