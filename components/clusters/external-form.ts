// The form of a Kafka that runs elsewhere: for attaching one and for editing how it is reached.
import { z } from 'zod'
import type { ConnectionTestResult, ExternalKafka } from '@/lib/clusters/external-schema'
import { ApiError } from '@/lib/queries/api'

export const externalDraft = z.object({
  bootstrap_servers: z.string(),
  security_protocol: z.enum(['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL']),
  sasl_mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']),
  sasl_username: z.string(),
  sasl_password: z.string(),
  ssl_ca_pem: z.string(),
})
export type ExternalDraft = z.infer<typeof externalDraft>

export const emptyExternal: ExternalDraft = {
  bootstrap_servers: '',
  security_protocol: 'SASL_SSL',
  sasl_mechanism: 'PLAIN',
  sasl_username: '',
  sasl_password: '',
  ssl_ca_pem: '',
}

/** What is sent: only the fields that the chosen protocol has. */
export function toExternalKafka(draft: ExternalDraft): ExternalKafka {
  const { bootstrap_servers, security_protocol, sasl_mechanism, sasl_username, sasl_password, ssl_ca_pem } =
    draft
  return {
    bootstrap_servers,
    security_protocol,
    ...(security_protocol.startsWith('SASL_')
      ? { sasl_mechanism, sasl_username, ...(sasl_password ? { sasl_password } : {}) }
      : {}),
    ...(security_protocol.endsWith('SSL') && ssl_ca_pem.trim() ? { ssl_ca_pem } : {}),
  }
}

/** Checks a draft by the schema of what is sent and puts its complaints at the form's fields. */
export function checkExternal(
  schema: z.ZodType<ExternalKafka>,
  draft: ExternalDraft,
  context: z.RefinementCtx,
): void {
  const parsed = schema.safeParse(toExternalKafka(draft))
  for (const { path, message } of parsed.error?.issues ?? [])
    context.addIssue({
      code: 'custom',
      path: ['external', ...path],
      message: message.replace(/needs it\.$/, 'needs this.'),
    })
}

type Layer = Extract<ConnectionTestResult, { ok: false }>['layer']

export const layerNames: Record<Layer, string> = {
  dns: 'name resolution (DNS)',
  tcp: 'the network (TCP)',
  tls: 'encryption (TLS)',
  sasl: 'the login (SASL)',
  authorisation: 'authorisation (ACLs)',
  'api-versions': 'the Kafka protocol',
}

/** The server names fields of its own body and layers by their short names; the form has its own of both. */
export function inFormWords(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error
  const fields = error.fields.map(({ path, message }) => {
    const layer = Object.keys(layerNames).find((name): name is Layer => message.startsWith(`${name}: `))
    return {
      path: path.replace(/^spec\./, ''),
      message: layer ? `It fails at ${layerNames[layer]}. ${message.slice(layer.length + 2)}` : message,
    }
  })
  return new ApiError(error.status, error.message, fields, error.requestId)
}
