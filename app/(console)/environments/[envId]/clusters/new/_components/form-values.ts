import { z } from 'zod'
import {
  clusterName,
  externalKafka,
  localKinds,
  type ConnectionTestResult,
  type createClusterInput,
  type ExternalKafka,
} from '@/lib/clusters/schema'
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

export const clusterForm = z
  .object({
    display_name: clusterName,
    kind: z.enum(localKinds),
    cku: z.coerce.number<number | string>().int().min(1, 'At least 1.').max(10_000),
    provider: z.enum(['LOCAL', 'EXTERNAL']),
    hasTls: z.boolean(),
    deletion_protection: z.boolean(),
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
export type ClusterFormInput = z.input<typeof clusterForm>

export const emptyClusterForm: ClusterForm = {
  display_name: '',
  kind: 'Basic',
  cku: 1,
  provider: 'LOCAL',
  hasTls: false,
  deletion_protection: false,
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
  const { display_name, kind, cku, deletion_protection } = form
  const common = {
    display_name,
    availability: 'SINGLE_ZONE' as const,
    environment: { id: environmentId },
    ...(deletion_protection ? { deletion_protection } : {}),
  }
  return form.provider === 'EXTERNAL'
    ? {
        spec: {
          ...common,
          cloud: 'EXTERNAL',
          region: 'elsewhere',
          config: { kind: 'Basic' },
          external: toExternalKafka(form.external),
        },
      }
    : {
        spec: {
          ...common,
          cloud: 'LOCAL',
          region: 'this-machine',
          config: kind === 'Dedicated' ? { kind, cku } : { kind },
          ...(form.hasTls ? { listeners: { tls: 'GENERATED' as const } } : {}),
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
