// What the TLS listener of a cluster shows its clients: a certificate of the cluster's own authority, or the given one.
import { createHash, X509Certificate } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import { rm, readdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { generatedPlace, givenKeyPlace, type StoredListeners } from '@/lib/clusters/listeners'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { findSecret, putSecret } from '@/lib/secrets/store'
import { certificateFile, writePrivateFile } from '@/worker/brokers/broker-folder'
import { isFit, issueCertificate, makeAuthority } from '@/worker/brokers/certificate'

export type ListenerCertificate = {
  /** Private key and chain, as Kafka reads them. */
  keystorePem: string
  /** Short hash of the keystore: names its file, and tells a broker with another one. */
  name: string
  certificatePem: string
  /** What clients need to trust; null when the given chain does not hold its root. */
  caPem: string | null
}

const pair = z.object({ certificatePem: z.string(), keyPem: z.string() })
const generated = z.object({ authority: pair, certificate: pair })

export async function listenerCertificate(
  cluster: KafkaCluster,
  listeners: StoredListeners,
): Promise<ListenerCertificate | null> {
  if (listeners.tls === 'NONE') return null
  if (listeners.tls === 'GENERATED') {
    const { authority, certificate } = await keepGenerated(cluster)
    return toListenerCertificate(certificate.keyPem, certificate.certificatePem, authority.certificatePem)
  }
  const key = await findSecret(givenKeyPlace(cluster.id))
  if (key === null || listeners.certificatePem === undefined)
    throw new AppError('invalid', 'The private key of the given certificate is missing. Give both again.')
  return toListenerCertificate(key, listeners.certificatePem, rootOf(listeners.certificatePem))
}

/** Renews what runs out within a month and what lacks a name; the authority stays, also while TLS is off. */
async function keepGenerated(cluster: KafkaCluster): Promise<z.infer<typeof generated>> {
  const place = generatedPlace(cluster.id)
  const stored = await findSecret(place)
  const known = stored === null ? null : generated.parse(JSON.parse(stored))
  const names = certificateNames()
  const authority =
    known && isFit(known.authority.certificatePem, []) ? known.authority : await makeAuthority(cluster.id)
  if (known?.authority === authority && isFit(known.certificate.certificatePem, names)) return known
  const made = { authority, certificate: await issueCertificate(authority, names) }
  await putSecret(db, cluster.organizationId, place, JSON.stringify(made))
  return made
}

function toListenerCertificate(
  keyPem: string,
  certificatePem: string,
  caPem: string | null,
): ListenerCertificate {
  const keystorePem = `${keyPem.trim()}\n${certificatePem.trim()}\n`
  const name = createHash('sha256').update(keystorePem).digest('hex').slice(0, 16)
  return { keystorePem, name, certificatePem, caPem }
}

/** Of a given chain: the last certificate when it signed itself. */
function rootOf(chainPem: string): string | null {
  const last = chainPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)?.at(-1)
  if (last === undefined) return null
  const certificate = new X509Certificate(last)
  return certificate.verify(certificate.publicKey) ? `${last}\n` : null
}

export async function writeCertificate(clusterDir: string, certificate: ListenerCertificate): Promise<void> {
  const file = certificateFile(clusterDir, certificate.name)
  const names = await readdir(path.dirname(file)).catch((): string[] => [])
  if (!names.includes(path.basename(file))) await writePrivateFile(file, certificate.keystorePem)
}

/** Keys of certificates that no broker shows any more do not stay on the disk. */
export async function removeOtherCertificates(clusterDir: string, present: string | null): Promise<void> {
  const folder = path.dirname(certificateFile(clusterDir, 'any'))
  for (const name of await readdir(folder).catch((): string[] => []))
    if (name !== `${present}.pem`) await rm(path.join(folder, name), { force: true })
}

/** Where clients beyond this machine find it: the bind address, or when that is all of them, a name of this machine. */
export function advertisedHost(): string {
  const { host } = env
  if (host !== '0.0.0.0' && host !== '::') return host
  const named = urlHost()
  if (named !== 'localhost' && named !== '127.0.0.1') return named
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === 'IPv4')
  return outside?.address ?? named
}

function certificateNames(): string[] {
  const bound = env.host === '0.0.0.0' || env.host === '::' ? [] : [env.host]
  return [...new Set(['localhost', '127.0.0.1', '::1', ...bound, urlHost(), advertisedHost()])]
}

const urlHost = (): string => new URL(env.url).hostname.replaceAll(/^\[|\]$/g, '')
