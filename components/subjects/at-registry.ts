import type { ApiRequest } from '@/lib/queries/show-as'
import type { RegistryDto } from '@/lib/schema-registries/schema'

/** The request as programs send it: to the registry's own address, with a key of it. For "Show as". */
export const atRegistry = ({ spec }: RegistryDto, request: ApiRequest): ApiRequest => ({
  ...request,
  registry: { endpoint: spec.http_endpoint, environmentId: spec.environment.id },
})
