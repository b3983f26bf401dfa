import type { AclLine } from '@/components/acls/acl-choices'
import type { CreatedApiKey, NewApiKey } from '@/lib/queries/api-keys'

export type ApiKeyForm = {
  account: 'MY_ACCOUNT' | 'SERVICE_ACCOUNT'
  accountMode: 'existing' | 'new'
  serviceAccountId: string
  newAccountName: string
  newAccountDescription: string
  resource: 'KAFKA' | 'SCHEMA_REGISTRY' | 'CLOUD' | 'GLOBAL'
  environmentId: string
  clusterId: string
  registryId: string
  acls: AclLine[]
  displayName: string
  description: string
  created: CreatedApiKey | null
}

export const emptyApiKeyForm: ApiKeyForm = {
  account: 'MY_ACCOUNT',
  accountMode: 'existing',
  serviceAccountId: '',
  newAccountName: '',
  newAccountDescription: '',
  resource: 'KAFKA',
  environmentId: '',
  clusterId: '',
  registryId: '',
  acls: [],
  displayName: '',
  description: '',
  created: null,
}

export const isNewAccount = ({ account, accountMode }: ApiKeyForm): boolean =>
  account === 'SERVICE_ACCOUNT' && accountMode === 'new'

/** ACLs are for a service account on a Kafka cluster. */
export const hasAcls = ({ account, resource }: ApiKeyForm): boolean =>
  account === 'SERVICE_ACCOUNT' && resource === 'KAFKA'

export function resourceIdOf({ resource, clusterId, registryId }: ApiKeyForm): string {
  switch (resource) {
    case 'KAFKA':
      return clusterId
    case 'SCHEMA_REGISTRY':
      return registryId
    case 'CLOUD':
      return 'cloud'
    case 'GLOBAL':
      return 'global'
  }
}

export const newKeyOf = (form: ApiKeyForm, ownerId: string): NewApiKey => ({
  ownerId,
  resourceId: resourceIdOf(form),
  environmentId: resourceIdOf(form).includes('-') ? form.environmentId : undefined,
  displayName: form.displayName,
  description: form.description,
})
