import { z } from 'zod'
import { pageQuery } from '@/lib/http/page'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'

/** Everybody who has no quota of their own. */
export const defaultPrincipal = '<default>'

const name = z.string().trim().min(1, 'Enter a name.').max(64, 'Use at most 64 characters.')
const description = z.string().max(1000, 'Use at most 1000 characters.')
const byteRate = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'Enter bytes per second: a whole number from 1, as text.')
const throughput = z.object({ ingress_byte_rate: byteRate, egress_byte_rate: byteRate })
const reference = z.object({ id: z.string().min(1).max(64) })
const principals = z
  .array(
    z.object({
      id: z.string().regex(/^((sa|u)-[a-z0-9]{1,32}|<default>)$/, 'Give sa-…, u-… or <default>.'),
    }),
  )
  .min(1, 'Name at least one principal.')
  .max(100, 'Name at most 100 principals.')

export const createClientQuotaInput = z.object({
  spec: z.object({
    display_name: name,
    description: description.default(''),
    throughput,
    cluster: reference,
    environment: reference,
    principals,
  }),
})
export type CreateClientQuotaInput = z.output<typeof createClientQuotaInput>

export const updateClientQuotaInput = z.object({
  spec: z.object({
    display_name: name.optional(),
    description: description.optional(),
    throughput: throughput.optional(),
    cluster: reference.optional(),
    environment: reference.optional(),
    principals: principals.optional(),
  }),
})
export type UpdateClientQuotaInput = z.output<typeof updateClientQuotaInput>

export const clientQuotaParams = z.object({ quotaId: z.string().max(64) })
export const clientQuotaQuery = pageQuery.extend({
  'spec.cluster': z.string().max(64).optional(),
  environment: z.string().max(64).optional(),
})
export type ClientQuotaQuery = z.output<typeof clientQuotaQuery>

const fullReference = z.object({ id: z.string(), related: z.string(), resource_name: z.string() })
export const clientQuotaDto = z.object({
  api_version: z.literal('kafka-quotas/v1'),
  kind: z.literal('ClientQuota'),
  id: z.string(),
  metadata: objectMetadata,
  spec: z.object({
    display_name: z.string(),
    description: z.string(),
    throughput: z.object({ ingress_byte_rate: z.string(), egress_byte_rate: z.string() }),
    cluster: fullReference.extend({ environment: z.string() }),
    environment: fullReference,
    principals: z.array(fullReference),
  }),
})
export type ClientQuotaDto = z.infer<typeof clientQuotaDto>
export const clientQuotaListDto = z.object({
  api_version: z.literal('kafka-quotas/v1'),
  kind: z.literal('ClientQuotaList'),
  metadata: listMetadataDto,
  data: z.array(clientQuotaDto),
})
