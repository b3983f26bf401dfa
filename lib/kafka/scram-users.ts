import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { alterUserScramCredentialsV0, describeUserScramCredentialsV0 } from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { itemError } from './kafka-error'
import { linkTo } from './links'

const SCRAM_SHA_512 = 2
const ITERATIONS = 8192
const RESOURCE_NOT_FOUND = 91

/**
 * The password, or PBKDF2-HMAC-SHA-512 of it (64 bytes). Kafka wants the salted password itself: the stored and server keys
 * that our own brokers get cannot be turned back into it (KIP-554).
 */
export type ScramPassword = string | { salt: Buffer; iterations: number; saltedPassword: Buffer }

/** Makes or replaces a SCRAM-SHA-512 user of an external cluster. Its first login works some milliseconds later. */
export async function upsertScramUser(
  connection: KafkaConnection,
  username: string,
  password: ScramPassword,
): Promise<void> {
  const salted = typeof password === 'string' ? await saltedPasswordOf(password) : password
  const user = { name: username, mechanism: SCRAM_SHA_512, ...salted }
  const answer = await linkTo(connection).callPartial(
    'Creating a SCRAM user',
    'controller',
    alterUserScramCredentialsV0.api,
    [],
    [user],
  )
  const result = answer.results[0]
  if (result !== undefined && result.errorCode !== 0)
    throw itemError(result.errorCode, result.errorMessage ?? null, `SCRAM user ${username}`)
}

/** Deletes a SCRAM-SHA-512 user; one that does not exist is fine. Open connections last until they authenticate again. */
export async function deleteScramUser(connection: KafkaConnection, username: string): Promise<void> {
  const answer = await linkTo(connection).callPartial(
    'Deleting a SCRAM user',
    'controller',
    alterUserScramCredentialsV0.api,
    [{ name: username, mechanism: SCRAM_SHA_512 }],
    [],
  )
  const result = answer.results[0]
  if (result !== undefined && result.errorCode !== 0 && result.errorCode !== RESOURCE_NOT_FOUND)
    throw itemError(result.errorCode, result.errorMessage ?? null, `SCRAM user ${username}`)
}

/** Names of the users that have a SCRAM-SHA-512 password on an external cluster. */
export async function listScramUsers(connection: KafkaConnection): Promise<Set<string>> {
  const answer = await linkTo(connection).callPartial(
    'Listing SCRAM users',
    'controller',
    describeUserScramCredentialsV0.api,
    null,
  )
  if (answer.errorCode !== 0) throw itemError(answer.errorCode, answer.errorMessage ?? null, 'SCRAM users')
  const users = answer.results.filter(({ credentialInfos }) =>
    credentialInfos.some(({ mechanism }) => mechanism === SCRAM_SHA_512),
  )
  return new Set(users.map(({ user }) => user))
}

async function saltedPasswordOf(password: string): Promise<Exclude<ScramPassword, string>> {
  const salt = randomBytes(32)
  const saltedPassword = await promisify(pbkdf2)(password, salt, ITERATIONS, 64, 'sha512')
  return { salt, iterations: ITERATIONS, saltedPassword }
}
