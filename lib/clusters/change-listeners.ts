import {
  effectiveListeners,
  givenKeyPlace,
  readListeners,
  type StoredListeners,
} from '@/lib/clusters/listeners'
import { checkGivenCertificate } from '@/lib/clusters/given-certificate'
import type { ListenersInput } from '@/lib/clusters/schema'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { putSecret } from '@/lib/secrets/store'

export type ListenersChange = { stored: StoredListeners; keyPem: string | null }

/** What the column becomes; throws for a certificate that no broker could use and for plain text beyond loopback. */
export function planListeners(
  before: Pick<KafkaCluster, 'listeners'>,
  input: ListenersInput,
): ListenersChange {
  const present = readListeners(before)
  const { tls = present.tls, anonymous: hasAnonymous = present.hasAnonymous } = input
  if (tls === 'NONE' && effectiveListeners({ tls, hasAnonymous }, env.host).tls !== 'NONE')
    throw refused(
      'tls',
      `TLS cannot be turned off while Tributary listens on ${env.host}: API keys would travel unencrypted.`,
    )
  const { certificate_pem: certificate, private_key_pem: key } = input
  if (tls !== 'GIVEN') {
    if (certificate !== undefined || key !== undefined)
      throw refused('tls', 'A certificate is given together with "tls": "GIVEN".')
    return { stored: { tls, hasAnonymous }, keyPem: null }
  }
  if (certificate === undefined && key === undefined && present.tls === 'GIVEN')
    return { stored: { ...present, hasAnonymous }, keyPem: null }
  if (certificate === undefined) throw refused('certificate_pem', 'Paste the certificate in PEM form.')
  if (key === undefined) throw refused('private_key_pem', 'Paste the private key of the certificate.')
  const { certificatePem, keyPem } = checkGivenCertificate(certificate, key)
  return { stored: { tls, hasAnonymous, certificatePem }, keyPem }
}

export async function keepListenerKey(
  tx: Tx,
  { organizationId, id }: Pick<KafkaCluster, 'organizationId' | 'id'>,
  keyPem: string | null,
): Promise<void> {
  if (keyPem !== null) await putSecret(tx, organizationId, givenKeyPlace(id), keyPem)
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid', message, { fields: [{ path: `spec.listeners.${field}`, message }] })
}
