import { z } from 'zod'
import {
  clusterName,
  externalKafka,
  type ConnectionTestResult,
  type createClusterInput,
  type ExternalKafka,
} from '@/lib/clusters/schema'
import { ApiError } from '@/lib/queries/api'

const externalDraft = z.object({
  bootstrap_servers: z.string(),
  security_protocol: z.enum(['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL']),
  sasl_mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']),
  sasl_username: z.string(),
  sasl_password: z.string(),
  ssl_ca_pem: z.string(),
})
export type ExternalDraft = z.infer<typeof externalDraft>

/** What is sent: only the fields that the chosen protocol has. */
export function toExternalKafka(draft: ExternalDraft): ExternalKafka {
  const { bootstrap_servers, security_protocol, sasl_mechanism, sasl_username, sasl_password, ssl_ca_pem } =
    draft
  return {
    bootstrap_servers,
    security_protocol,
    ...(security_protocol.startsWith('SASL_') ? { sasl_mechanism, sasl_username, sasl_password } : {}),
    ...(security_protocol.endsWith('SSL') && ssl_ca_pem.trim() ? { ssl_ca_pem } : {}),
  }
}

export const clusterForm = z
  .object({
    display_name: clusterName,
    kind: z.literal('Basic'),
    provider: z.enum(['LOCAL', 'EXTERNAL']),
    external: externalDraft,
  })
  .superRefine(({ provider, external }, context) => {
    if (provider === 'LOCAL') return
    const parsed = externalKafka.safeParse(toExternalKafka(external))
    for (const { path, message } of parsed.error?.issues ?? [])
      context.addIssue({
        code: 'custom',
        path: ['external', ...path],
        message: message.replace(/needs it\.$/, 'needs this.'),
      })
  })
export type ClusterForm = z.infer<typeof clusterForm>

export const emptyClusterForm: ClusterForm = {
  display_name: '',
  kind: 'Basic',
  provider: 'LOCAL',
  external: {
    bootstrap_servers: '',
    security_protocol: 'SASL_SSL',
    sasl_mechanism: 'PLAIN',
    sasl_username: '',
    sasl_password: '',
    ssl_ca_pem: '',
  },
}

export function toCreateInput(form: ClusterForm, environmentId: string): z.input<typeof createClusterInput> {
  return {
    spec: {
      display_name: form.display_name,
      config: { kind: form.kind },
      environment: { id: environmentId },
      ...(form.provider === 'EXTERNAL'
        ? { cloud: 'EXTERNAL', external: toExternalKafka(form.external) }
        : {}),
    },
  }
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
