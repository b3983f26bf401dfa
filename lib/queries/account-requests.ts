// Changes of environments, clusters, accounts and keys: the control plane's part of lib/queries/requests.
import type { CreateApiKeyInput, UpdateApiKeyInput } from '@/lib/api-keys/schema'
import type { CreateEnvironmentInput, UpdateEnvironmentInput } from '@/lib/environments/schema'
import type { CreateInvitationInput } from '@/lib/invitations/schema'
import type { CreateRoleBindingInput } from '@/lib/role-bindings/schema'
import type { ApiRequest } from '@/lib/show-as/request'
import type { UpdateUserInput } from '@/lib/users/schema'

const maker =
  <Body>(root: string) =>
  (body: Body): ApiRequest => ({ method: 'POST', path: root, body })
const changer =
  <Body>(root: string) =>
  (id: string, body: Body): ApiRequest => ({ method: 'PATCH', path: `${root}/${id}`, body })
const remover =
  (root: string) =>
  (id: string): ApiRequest => ({ method: 'DELETE', path: `${root}/${id}` })

const environments = '/org/v2/environments'
const serviceAccounts = '/iam/v2/service-accounts'
const invitations = '/iam/v2/invitations'
const roleBindings = '/iam/v2/role-bindings'

const clusterSecrets: ApiRequest['secrets'] = [
  { path: ['spec', 'external', 'sasl_password'], variable: 'SASL_PASSWORD' },
  { path: ['spec', 'listeners', 'private_key_pem'], variable: 'PRIVATE_KEY_PEM' },
]

export const accountRequests = {
  environments: {
    create: maker<CreateEnvironmentInput>(environments),
    update: changer<UpdateEnvironmentInput>(environments),
    delete: remover(environments),
  },
  serviceAccounts: {
    create: maker<{ display_name: string; description?: string }>(serviceAccounts),
    update: changer<{ display_name?: string; description?: string }>(serviceAccounts),
    delete: remover(serviceAccounts),
  },
  users: {
    update: changer<UpdateUserInput>('/iam/v2/users'),
    delete: remover('/iam/v2/users'),
  },
  invitations: {
    create: maker<CreateInvitationInput>(invitations),
    delete: remover(invitations),
  },
  roleBindings: {
    create: maker<CreateRoleBindingInput>(roleBindings),
    delete: remover(roleBindings),
  },

  clusters: {
    create: (body: { spec: Record<string, unknown> }): ApiRequest => ({
      method: 'POST',
      path: '/cmk/v2/clusters',
      body,
      secrets: clusterSecrets,
    }),
    update: (environmentId: string, id: string, spec: Record<string, unknown>): ApiRequest => ({
      method: 'PATCH',
      path: `/cmk/v2/clusters/${id}`,
      body: { spec: { ...spec, environment: { id: environmentId } } },
      secrets: clusterSecrets,
    }),
    delete: (environmentId: string, id: string): ApiRequest => ({
      method: 'DELETE',
      path: `/cmk/v2/clusters/${id}`,
      query: { environment: environmentId },
    }),
  },

  apiKeys: {
    create: (spec: CreateApiKeyInput['spec'], environmentId?: string): ApiRequest => ({
      method: 'POST',
      path: '/iam/v2/api-keys',
      body: { spec },
      environmentId,
    }),
    update: (id: string, spec: UpdateApiKeyInput['spec']): ApiRequest => ({
      method: 'PATCH',
      path: `/iam/v2/api-keys/${id}`,
      body: { spec },
    }),
    delete: (id: string, environmentId?: string): ApiRequest => ({
      method: 'DELETE',
      path: `/iam/v2/api-keys/${id}`,
      environmentId,
    }),
  },
}
