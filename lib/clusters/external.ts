import { z } from 'zod'
import type { KafkaCluster } from '@/lib/generated/prisma/client'

/** What is stored of an external cluster beside its sealed password. */
const storedExternal = z.object({
  bootstrap_servers: z.string(),
  security_protocol: z.enum(['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL']),
  sasl_mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).optional(),
  sasl_username: z.string().optional(),
  ssl_ca_pem: z.string().optional(),
})
export type StoredExternal = z.infer<typeof storedExternal>

export function readExternal(row: Pick<KafkaCluster, 'provider' | 'external'>): StoredExternal | null {
  return row.provider === 'EXTERNAL' ? storedExternal.parse(row.external) : null
}
