// The listeners of a local cluster as they are wished (column `listeners`): what the verb writes and the worker makes true.
import { z } from 'zod'
import type { KafkaCluster } from '@/lib/generated/prisma/client'

const storedListeners = z.object({
  tls: z.enum(['NONE', 'GENERATED', 'GIVEN']).default('NONE'),
  /** Of a given certificate: the chain, leaf first. Its key is a Secret. */
  certificatePem: z.string().optional(),
  hasAnonymous: z.boolean().default(false),
})
export type StoredListeners = z.infer<typeof storedListeners>

export const readListeners = ({ listeners }: Pick<KafkaCluster, 'listeners'>): StoredListeners =>
  storedListeners.parse(listeners)

/** Beyond loopback nothing but TLS is offered, so a certificate is made when none is chosen. */
export function effectiveListeners(wished: StoredListeners, host: string): StoredListeners {
  return wished.tls === 'NONE' && !isLoopback(host) ? { ...wished, tls: 'GENERATED' } : wished
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

/** Where everything but TLS is bound. */
export const loopbackOf = (host: string): string => (isLoopback(host) ? host : '127.0.0.1')

export const givenKeyPlace = (clusterId: string): string => `clusters/${clusterId}/listener-key`
export const generatedPlace = (clusterId: string): string => `clusters/${clusterId}/listener-certificate`

/** Ports of the listeners of broker `index` (from 0), from the cluster's base port. */
export const tlsPort = (clientPort: number, index: number): number => clientPort + 10 + index
export const anonymousPort = (clientPort: number, index: number): number => clientPort + 20 + index
