import { z } from 'zod'
import { environmentName, listMetadataDto, objectMetadata } from '@/lib/environments/schema'

export const clusterName = environmentName

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

export const externalKafka = z
  .object({
    bootstrap_servers: bootstrapServers,
    security_protocol: z.enum(['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL']),
    sasl_mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).optional(),
    sasl_username: z.string().max(500).optional(),
    sasl_password: z.string().max(2000).optional(),
    ssl_ca_pem: z.string().max(100_000).optional(),
  })
  .strict()
  .superRefine((value, issue) => {
    if (!value.security_protocol.startsWith('SASL_')) return
    for (const field of ['sasl_mechanism', 'sasl_username', 'sasl_password'] as const)
      if (!value[field])
        issue.addIssue({ code: 'custom', path: [field], message: `${value.security_protocol} needs it.` })
  })
export type ExternalKafka = z.infer<typeof externalKafka>

const environmentReference = z.object({ id: z.string().max(64) })

export const createClusterInput = z.object({
  spec: z.object({
    display_name: clusterName,
    availability: z.enum(['SINGLE_ZONE', 'MULTI_ZONE', 'LOW', 'HIGH']).default('SINGLE_ZONE'),
    cloud: z.string().max(40).default('LOCAL'),
    region: z.string().max(60).default('this-machine'),
    config: z
      .object({ kind: z.enum(['Basic', 'Standard', 'Enterprise', 'Dedicated', 'Freight']) })
      .default({ kind: 'Basic' }),
    environment: environmentReference,
    /** Ours, beside Confluent's fields: bring your own Kafka. */
    external: externalKafka.optional(),
  }),
})
export type CreateClusterInput = z.infer<typeof createClusterInput>

export const updateClusterInput = z.object({
  spec: z.object({ display_name: clusterName.optional(), environment: environmentReference.optional() }),
})
export type UpdateClusterInput = z.infer<typeof updateClusterInput>

export const clusterDto = z.object({
  api_version: z.literal('cmk/v2'),
  kind: z.literal('Cluster'),
  id: z.string(),
  metadata: objectMetadata,
  spec: z.object({
    display_name: z.string(),
    availability: z.string(),
    cloud: z.string(),
    region: z.string(),
    config: z.object({ kind: z.string() }),
    kafka_bootstrap_endpoint: z.string().optional(),
    http_endpoint: z.string(),
    api_endpoint: z.string(),
    environment: z.object({ id: z.string(), related: z.string(), resource_name: z.string() }),
    external: z
      .object({
        bootstrap_servers: z.string(),
        security_protocol: z.string(),
        sasl_mechanism: z.string().optional(),
        sasl_username: z.string().optional(),
      })
      .optional(),
  }),
  status: z.object({
    phase: z.enum(['PROVISIONING', 'PROVISIONED', 'FAILED']),
    /** Ours: why the phase is what it is, and whether the brokers answer now. */
    message: z.string().optional(),
    health: z.enum(['UNKNOWN', 'RUNNING', 'UNREACHABLE']),
    health_since: z.string(),
  }),
})
export type ClusterDto = z.infer<typeof clusterDto>

export const clusterListDto = z.object({
  api_version: z.literal('cmk/v2'),
  kind: z.literal('ClusterList'),
  metadata: listMetadataDto,
  data: z.array(clusterDto),
})

export const clusterIdParams = z.object({ clusterId: z.string().max(64) })

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
