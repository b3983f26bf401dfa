// A key of a service account as a row, without the verb.
import { randomBytes } from 'node:crypto'
import { hashApiSecret, scramVerifier } from '@/lib/crypto'
import { db } from '@/lib/db'
import { newApiKeyId, newApiKeySecret } from '@/lib/ids'

export async function insertKey(
  organizationId: string,
  ownerId: string,
  clusterId: string | null = null,
): Promise<{ key: string; secret: string }> {
  const id = newApiKeyId()
  const secret = newApiKeySecret()
  const hashSalt = randomBytes(16)
  const scram = await scramVerifier(secret)
  await db.apiKey.create({
    data: {
      id,
      organizationId,
      ownerKind: 'ServiceAccount',
      ownerId,
      resourceKind: clusterId === null ? 'Cloud' : 'Cluster',
      resourceId: clusterId,
      hashSalt,
      secretHash: new Uint8Array(hashApiSecret(secret, hashSalt)),
      scramSalt: new Uint8Array(scram.salt),
      scramIterations: scram.iterations,
      scramStoredKey: new Uint8Array(scram.storedKey),
      scramServerKey: new Uint8Array(scram.serverKey),
      appliedAt: clusterId === null ? new Date() : null,
    },
  })
  return { key: id, secret }
}
