import { parseCrn, type ResourceType } from '@/lib/crn'
import { textAt, type Shown, type Words } from '@/lib/show-as/request'
import { commandLine, flag, type Flag } from '@/lib/show-as/shell'

const text = (line: string): Shown => ({ text: line })

const resourceWords: Record<ResourceType, string> = {
  topic: 'Topic',
  group: 'Group',
  'transactional-id': 'TransactionalId',
  subject: 'Subject',
  connector: 'Connector',
  ksql: 'KsqlCluster',
}

/** The flags that name the place of a role binding. */
export function placeFlags(crnPattern: string): (Flag | null)[] {
  const place = parseCrn(crnPattern)
  const { environmentId, clusterId, registryId, resource } = place ?? {}
  const isKafka = resource && ['topic', 'group', 'transactional-id'].includes(resource.type)
  const isEverything = resource?.isPrefix === true && resource.name === ''
  return [
    flag('--environment', environmentId),
    flag('--cloud-cluster', clusterId),
    isKafka ? flag('--kafka-cluster', clusterId) : null,
    flag('--schema-registry-cluster', registryId),
    resource ? ['--resource', `${resourceWords[resource.type]}:${isEverything ? '*' : resource.name}`] : null,
    resource?.isPrefix && !isEverything ? ['--prefix'] : null,
  ]
}

const createRoleBinding: Words = ({ body }) =>
  text(
    commandLine(
      ['confluent', 'iam', 'rbac', 'role-binding', 'create'],
      [
        flag('--principal', textAt(body, 'principal')),
        flag('--role', textAt(body, 'role_name')),
        ...placeFlags(textAt(body, 'crn_pattern') ?? ''),
      ],
    ),
  )

/** `cloud`, `global` or the id of the cluster. */
function keyResource(body: unknown): string {
  const id = textAt(body, 'spec', 'resource', 'id')
  if (id === undefined) return 'cloud'
  return id.includes('-') ? id : id.toLowerCase()
}

const createKey: Words = ({ body, environmentId }) => {
  const owner = textAt(body, 'spec', 'owner', 'id')
  const isAccount = textAt(body, 'spec', 'owner', 'kind') === 'ServiceAccount'
  const resource = keyResource(body)
  return text(
    commandLine(
      ['confluent', 'api-key', 'create'],
      [
        ['--resource', resource],
        isAccount ? flag('--service-account', owner) : null,
        flag('--description', textAt(body, 'spec', 'description') ?? textAt(body, 'spec', 'display_name')),
        resource.includes('-') ? flag('--environment', environmentId) : null,
      ],
    ),
  )
}

export const accountCommands: Readonly<Record<string, Words>> = {
  'POST /org/v2/environments': ({ body }) =>
    text(
      commandLine(
        ['confluent', 'environment', 'create', textAt(body, 'display_name') ?? ''],
        [flag('--governance-package', textAt(body, 'stream_governance_config', 'package')?.toLowerCase())],
      ),
    ),
  'PATCH /org/v2/environments/:id': ({ body }, name) =>
    text(
      commandLine(
        ['confluent', 'environment', 'update', name('id')],
        [
          flag('--name', textAt(body, 'display_name')),
          flag('--governance-package', textAt(body, 'stream_governance_config', 'package')?.toLowerCase()),
        ],
      ),
    ),
  'DELETE /org/v2/environments/:id': (_, name) =>
    text(commandLine(['confluent', 'environment', 'delete', name('id')], [['--force']])),
  'POST /iam/v2/service-accounts': ({ body }) =>
    text(
      commandLine(
        ['confluent', 'iam', 'service-account', 'create', textAt(body, 'display_name') ?? ''],
        [['--description', textAt(body, 'description') ?? '']],
      ),
    ),
  'PATCH /iam/v2/service-accounts/:id': ({ body }, name) =>
    textAt(body, 'display_name') === undefined
      ? text(
          commandLine(
            ['confluent', 'iam', 'service-account', 'update', name('id')],
            [['--description', textAt(body, 'description') ?? '']],
          ),
        )
      : { missing: 'The Confluent CLI changes the description of a service account, not its name.' },
  'DELETE /iam/v2/service-accounts/:id': (_, name) =>
    text(commandLine(['confluent', 'iam', 'service-account', 'delete', name('id')], [['--force']])),
  'POST /iam/v2/invitations': ({ body }) => {
    const role = textAt(body, 'role_name')
    const command = ['confluent', 'iam', 'user', 'invitation', 'create', textAt(body, 'email') ?? '']
    // Confluent's invitations carry no role: there it is bound once the user is there.
    const later = role
      ? `\n# Once it is accepted: confluent iam rbac role-binding create --principal User:u-… --role ${role}`
      : ''
    return text(commandLine(command) + later)
  },
  'PATCH /iam/v2/users/:id': ({ body }, name) =>
    textAt(body, 'is_active') === undefined
      ? text(
          commandLine(
            ['confluent', 'iam', 'user', 'update', name('id')],
            [flag('--full-name', textAt(body, 'full_name'))],
          ),
        )
      : { missing: 'The Confluent CLI deletes users; it does not deactivate them.' },
  'DELETE /iam/v2/users/:id': (_, name) =>
    text(commandLine(['confluent', 'iam', 'user', 'delete', name('id')], [['--force']])),
  'POST /iam/v2/role-bindings': createRoleBinding,
  'POST /iam/v2/api-keys': createKey,
  'PATCH /iam/v2/api-keys/:id': ({ body }, name) =>
    textAt(body, 'spec', 'display_name') === undefined
      ? text(
          commandLine(
            ['confluent', 'api-key', 'update', name('id')],
            [['--description', textAt(body, 'spec', 'description') ?? '']],
          ),
        )
      : { missing: 'The Confluent CLI changes the description of an API key, not its name.' },
  'DELETE /iam/v2/api-keys/:id': (_, name) =>
    text(commandLine(['confluent', 'api-key', 'delete', name('id')], [['--force']])),
}
