import { z } from 'zod'
import { environmentName } from '@/lib/environments/schema'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'
import { externalKafka, externalKafkaEdit } from '@/lib/clusters/external-schema'
import { observedBroker, observedCertificate, observedListener } from '@/lib/clusters/observed-schema'

export const clusterName = environmentName

/** Ours: the listeners of a cluster on this machine. */
export const listenersInput = z
  .object({
    tls: z.enum(['NONE', 'GENERATED', 'GIVEN']).optional(),
    /** With GIVEN: the chain, the server's own certificate first. */
    certificate_pem: z.string().max(100_000).optional(),
    /** Write-only. */
    private_key_pem: z.string().max(20_000).optional(),
    anonymous: z.boolean().optional(),
  })
  .strict()
export type ListenersInput = z.infer<typeof listenersInput>

const reference = z.object({ id: z.string().max(255) })
const environmentReference = z.object({ id: z.string().max(64) })
const availability = z.enum(['SINGLE_ZONE', 'MULTI_ZONE', 'LOW', 'HIGH'])
const units = z.int().min(1).max(10_000)

export const localKinds = ['Basic', 'Standard', 'Dedicated'] as const
export type LocalKind = (typeof localKinds)[number]

const clusterConfig = z
  .object({
    kind: z.enum(['Basic', 'Standard', 'Enterprise', 'Dedicated', 'Freight']),
    cku: units.optional(),
    max_ecku: units.optional(),
    encryption_key: z.string().max(1000).optional(),
    zones: z.array(z.string().max(100)).max(3).optional(),
  })
  .superRefine(({ kind, cku, max_ecku }, issue) => {
    const add = (field: string, message: string) => issue.addIssue({ code: 'custom', path: [field], message })
    if (kind === 'Dedicated' && cku === undefined) add('cku', 'A Dedicated cluster has a number of CKUs.')
    if (kind !== 'Dedicated' && cku !== undefined) add('cku', 'Only Dedicated clusters have CKUs.')
    if (kind === 'Dedicated' && max_ecku !== undefined) add('max_ecku', 'A Dedicated cluster has CKUs.')
  })
export type ClusterConfig = z.infer<typeof clusterConfig>

export const createClusterInput = z.object({
  spec: z.object({
    display_name: clusterName,
    availability: availability.default('SINGLE_ZONE'),
    cloud: z.string().max(40).default('LOCAL'),
    region: z.string().max(60).default('this-machine'),
    config: clusterConfig.default({ kind: 'Basic' }),
    environment: environmentReference,
    deletion_protection: z.boolean().optional(),
    network: reference.optional(),
    byok: reference.optional(),
    /** Ours, beside Confluent's fields: bring your own Kafka. */
    external: externalKafka.optional(),
    listeners: listenersInput.optional(),
  }),
})
export type CreateClusterInput = z.infer<typeof createClusterInput>

export const updateClusterInput = z.object({
  spec: z.object({
    display_name: clusterName.optional(),
    availability: availability.optional(),
    config: clusterConfig.optional(),
    deletion_protection: z.boolean().optional(),
    environment: environmentReference.optional(),
    external: externalKafkaEdit.optional(),
    listeners: listenersInput.optional(),
  }),
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
    config: z.object({ kind: z.string(), cku: z.number().optional(), max_ecku: z.number().optional() }),
    deletion_protection: z.boolean(),
    kafka_bootstrap_endpoint: z.string().optional(),
    http_endpoint: z.string(),
    api_endpoint: z.string(),
    endpoints: z
      .record(
        z.string(),
        z.object({
          kafka_bootstrap_endpoint: z.string(),
          http_endpoint: z.string(),
          connection_type: z.literal('PUBLIC'),
        }),
      )
      .optional(),
    environment: z.object({ id: z.string(), related: z.string(), resource_name: z.string() }),
    external: z
      .object({
        bootstrap_servers: z.string(),
        security_protocol: z.string(),
        sasl_mechanism: z.string().optional(),
        sasl_username: z.string().optional(),
        ssl_ca_pem: z.string().optional(),
      })
      .optional(),
    /** Ours, as wished; `status.listeners` is what there is. */
    listeners: z
      .object({
        tls: z.enum(['NONE', 'GENERATED', 'GIVEN']),
        anonymous: z.boolean(),
        certificate_pem: z.string().optional(),
      })
      .optional(),
  }),
  status: z.object({
    phase: z.enum(['PROVISIONING', 'PROVISIONED', 'FAILED']),
    cku: z.number().optional(),
    /** Ours: why the phase is what it is, and whether the brokers answer now. */
    message: z.string().optional(),
    health: z.enum(['UNKNOWN', 'RUNNING', 'UNREACHABLE']),
    health_since: z.string(),
    brokers: z.array(observedBroker).optional(),
    listeners: z.array(observedListener).optional(),
    certificate: observedCertificate.optional(),
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
