// What the worker finds of a local cluster. Isomorphic: the browser parses it as well.
import { z } from 'zod'

export const observedListener = z.object({
  name: z.enum(['CLIENT', 'TLS', 'ANONYMOUS']),
  protocol: z.enum(['SASL_PLAINTEXT', 'SASL_SSL', 'PLAINTEXT']),
  bootstrap_servers: z.string(),
  /** LOOPBACK: this machine only. */
  reach: z.enum(['LOOPBACK', 'NETWORK']),
})
export type ObservedListener = z.infer<typeof observedListener>

export const observedBroker = z.object({
  id: z.number(),
  state: z.enum(['RUNNING', 'STARTING', 'DOWN']),
  message: z.string().optional(),
})
export type ObservedBroker = z.infer<typeof observedBroker>

export const observedCertificate = z.object({
  /** What clients put in their truststore; not there when a given certificate is signed by a public authority. */
  ca_certificate_pem: z.string().optional(),
  subject_alternative_names: z.string(),
  expires_at: z.string(),
})
