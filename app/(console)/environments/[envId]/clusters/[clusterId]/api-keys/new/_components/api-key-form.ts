import type { CreatedApiKey } from '@/lib/queries/api-keys'

export type ApiKeyForm = {
  account: 'MY_ACCOUNT'
  resource: 'KAFKA'
  environmentId: string
  clusterId: string
  displayName: string
  description: string
  created: CreatedApiKey | null
}
