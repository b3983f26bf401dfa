import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'

export const registryDto = z.object({
  api_version: z.literal('srcm/v3'),
  kind: z.literal('Cluster'),
  id: z.string(),
  metadata: objectMetadata,
  spec: z.object({
    display_name: z.string(),
    package: z.enum(['ESSENTIALS', 'ADVANCED']),
    http_endpoint: z.string(),
    catalog_http_endpoint: z.string(),
    private_networking_config: z.object({ regional_endpoints: z.record(z.string(), z.string()) }),
    cloud: z.string(),
    region: z.string(),
    environment: z.object({ id: z.string(), related: z.string(), resource_name: z.string() }),
  }),
  status: z.object({ phase: z.literal('PROVISIONED') }),
})
export type RegistryDto = z.infer<typeof registryDto>

export const registryListDto = z.object({
  api_version: z.literal('srcm/v3'),
  kind: z.literal('ClusterList'),
  metadata: listMetadataDto,
  data: z.array(registryDto),
})

export const registryParams = z.object({ registryId: z.string().max(64) })
