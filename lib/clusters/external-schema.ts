// A Kafka of somebody's own: how it is reached, and what a try to reach it found.
import { z } from 'zod'

/** hosts:ports separated by commas, as in bootstrap.servers. */
export const bootstrapServers = z
  .string()
  .trim()
  .min(1, 'Enter at least one host:port.')
  .max(2000)
  .regex(
    /^(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}(?:\s*,\s*(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5})*$/,
    'Enter host:port, several separated by commas.',
  )

const externalFields = z
  .object({
    bootstrap_servers: bootstrapServers,
    security_protocol: z.enum(['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL']),
    sasl_mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).optional(),
    sasl_username: z.string().max(500).optional(),
    sasl_password: z.string().max(2000).optional(),
    ssl_ca_pem: z.string().max(100_000).optional(),
  })
  .strict()

const needsFor =
  (fields: readonly ('sasl_mechanism' | 'sasl_username' | 'sasl_password')[]) =>
  (value: z.infer<typeof externalFields>, issue: z.RefinementCtx): void => {
    if (!value.security_protocol.startsWith('SASL_')) return
    for (const field of fields)
      if (!value[field])
        issue.addIssue({ code: 'custom', path: [field], message: `${value.security_protocol} needs it.` })
  }

export const externalKafka = externalFields.superRefine(
  needsFor(['sasl_mechanism', 'sasl_username', 'sasl_password']),
)
export type ExternalKafka = z.infer<typeof externalKafka>

/** Of an attached cluster: a password that is left out stays as it is. */
export const externalKafkaEdit = externalFields.superRefine(needsFor(['sasl_mechanism', 'sasl_username']))

/** Ours: what a try to reach an external cluster found, layer by layer. */
export const connectionTestResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), clusterId: z.string(), brokers: z.number() }),
  z.object({
    ok: z.literal(false),
    layer: z.enum(['dns', 'tcp', 'tls', 'sasl', 'authorisation', 'api-versions']),
    message: z.string(),
  }),
])
export type ConnectionTestResult = z.infer<typeof connectionTestResult>
