import { attribute, block, change, destroy, labelOf, raw, resource } from '@/lib/show-as/hcl'
import { textAt, type Shown, type Words } from '@/lib/show-as/request'

const text = (hcl: string): Shown => ({ text: hcl })

/** Kind and version of what a key is for, as the provider wants them. */
function managedResource(id: string): { kind: string; version: string } {
  if (id.toLowerCase() === 'global') return { kind: 'Global', version: 'global/v1' }
  if (id.startsWith('lsrc-')) return { kind: 'Cluster', version: 'srcm/v3' }
  if (id.startsWith('lksqlc-')) return { kind: 'Cluster', version: 'ksqldbcm/v2' }
  return { kind: 'Cluster', version: 'cmk/v2' }
}

const createKey: Words = ({ body, environmentId }) => {
  const owner = textAt(body, 'spec', 'owner', 'id') ?? ''
  const target = textAt(body, 'spec', 'resource', 'id')
  const isCloud = target === undefined || target.toLowerCase() === 'cloud'
  const name = textAt(body, 'spec', 'display_name')
  const managed = managedResource(target ?? '')
  return text(
    resource(
      'confluent_api_key',
      labelOf(name ?? `${owner}_key`),
      attribute('display_name', name ?? `Key of ${owner}`),
      attribute('description', textAt(body, 'spec', 'description')),
      block(
        'owner',
        attribute('id', owner),
        attribute('api_version', 'iam/v2'),
        attribute('kind', textAt(body, 'spec', 'owner', 'kind') ?? 'User'),
      ),
      isCloud
        ? null
        : block(
            'managed_resource',
            attribute('id', target.includes('-') ? target : target.toLowerCase()),
            attribute('api_version', managed.version),
            attribute('kind', managed.kind),
            managed.kind === 'Global'
              ? null
              : block(
                  'environment',
                  environmentId === undefined
                    ? raw('id', 'var.environment_id')
                    : attribute('id', environmentId),
                ),
          ),
    ),
  )
}

export const accountResources: Readonly<Record<string, Words>> = {
  'POST /org/v2/environments': ({ body }) => {
    const name = textAt(body, 'display_name')
    const governance = textAt(body, 'stream_governance_config', 'package')
    return text(
      resource(
        'confluent_environment',
        labelOf(name),
        attribute('display_name', name),
        governance ? block('stream_governance', attribute('package', governance)) : null,
      ),
    )
  },
  'PATCH /org/v2/environments/:id': ({ body }, name) => {
    const governance = textAt(body, 'stream_governance_config', 'package')
    return text(
      change(
        'confluent_environment',
        labelOf(name('id')),
        name('id'),
        attribute('display_name', textAt(body, 'display_name')),
        governance ? block('stream_governance', attribute('package', governance)) : null,
      ),
    )
  },
  'DELETE /org/v2/environments/:id': (_, name) =>
    text(destroy('confluent_environment', labelOf(name('id')), name('id'))),
  'POST /iam/v2/service-accounts': ({ body }) =>
    text(
      resource(
        'confluent_service_account',
        labelOf(textAt(body, 'display_name')),
        attribute('display_name', textAt(body, 'display_name')),
        attribute('description', textAt(body, 'description')),
      ),
    ),
  'PATCH /iam/v2/service-accounts/:id': ({ body }, name) =>
    text(
      change(
        'confluent_service_account',
        labelOf(name('id')),
        name('id'),
        attribute('display_name', textAt(body, 'display_name')),
        attribute('description', textAt(body, 'description')),
      ),
    ),
  'DELETE /iam/v2/service-accounts/:id': (_, name) =>
    text(destroy('confluent_service_account', labelOf(name('id')), name('id'))),
  'POST /iam/v2/invitations': ({ body }) =>
    text(
      resource(
        'confluent_invitation',
        labelOf(textAt(body, 'email')),
        attribute('email', textAt(body, 'email')),
        attribute('auth_type', textAt(body, 'auth_type')),
      ),
    ),
  'DELETE /iam/v2/invitations/:id': (_, name) =>
    text(destroy('confluent_invitation', labelOf(name('id')), name('id'))),
  'POST /iam/v2/role-bindings': ({ body }) =>
    text(
      resource(
        'confluent_role_binding',
        labelOf(`${textAt(body, 'principal')?.replace('User:', '')}_${textAt(body, 'role_name')}`),
        attribute('principal', textAt(body, 'principal')),
        attribute('role_name', textAt(body, 'role_name')),
        attribute('crn_pattern', textAt(body, 'crn_pattern')),
      ),
    ),
  'DELETE /iam/v2/role-bindings/:id': (_, name) =>
    text(destroy('confluent_role_binding', labelOf(name('id')), name('id'))),
  'POST /iam/v2/api-keys': createKey,
  'PATCH /iam/v2/api-keys/:id': ({ body }, name) =>
    text(
      change(
        'confluent_api_key',
        labelOf(name('id')),
        name('id'),
        attribute('display_name', textAt(body, 'spec', 'display_name')),
        raw('description', JSON.stringify(textAt(body, 'spec', 'description') ?? '')),
      ),
    ),
  'DELETE /iam/v2/api-keys/:id': ({ environmentId }, name) =>
    text(
      destroy(
        'confluent_api_key',
        labelOf(name('id')),
        environmentId === undefined ? name('id') : `${environmentId}/${name('id')}`,
      ),
    ),
}
