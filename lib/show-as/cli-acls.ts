import { listAt, textAt, type ApiRequest, type Shown, type Words } from '@/lib/show-as/request'
import { commandLine, onCluster, type Flag } from '@/lib/show-as/shell'

const aclFlags: Record<string, string> = {
  TOPIC: '--topic',
  GROUP: '--consumer-group',
  TRANSACTIONAL_ID: '--transactional-id',
}
type Acl = { resource: Flag; who: Flag; permission: Flag; isPrefix: boolean; operation: string }

function readAcl(row: unknown): Acl | null {
  const type = textAt(row, 'resource_type') ?? ''
  const operation = textAt(row, 'operation') ?? ''
  const principal = textAt(row, 'principal') ?? ''
  const resourceFlag = aclFlags[type]
  if ((resourceFlag === undefined && type !== 'CLUSTER') || operation === 'ALL') return null
  return {
    resource: resourceFlag ? [resourceFlag, textAt(row, 'resource_name') ?? ''] : ['--cluster-scope'],
    who: principal.startsWith('User:sa-')
      ? ['--service-account', principal.slice('User:'.length)]
      : ['--principal', principal],
    permission: [textAt(row, 'permission') === 'DENY' ? '--deny' : '--allow'],
    isPrefix: textAt(row, 'pattern_type') === 'PREFIXED',
    operation: operation.toLowerCase().replaceAll('_', '-'),
  }
}

const noAcl =
  'The Confluent CLI names single operations on topics, consumer groups, transactional ids and the cluster: it cannot say ALL.'

/** One command for rows that differ in their operation only. */
function commandsFor(verb: string, request: ApiRequest, clusterId: string, rows: readonly unknown[]): Shown {
  const acls = rows.map(readAcl)
  if (acls.some((acl) => acl === null)) return { missing: noAcl }
  const groups = new Map<string, { flags: (Flag | null)[]; operations: string[] }>()
  for (const acl of acls) {
    if (!acl) continue
    const flags = [acl.permission, acl.who, acl.resource, acl.isPrefix ? (['--prefix'] as const) : null]
    const key = JSON.stringify(flags)
    const group = groups.get(key) ?? { flags, operations: [] }
    group.operations.push(acl.operation)
    groups.set(key, group)
  }
  const commands = [...groups.values()].map(({ flags, operations }) =>
    commandLine(
      ['confluent', 'kafka', 'acl', verb],
      [
        ...flags,
        ['--operations', operations.join(',')],
        ...onCluster(request, clusterId),
        verb === 'delete' ? ['--force'] : null,
      ],
    ),
  )
  return { text: commands.join('\n') }
}

export const aclCommands: Readonly<Record<string, Words>> = {
  'POST /kafka/v3/clusters/:cluster/acls': (request, name) =>
    commandsFor('create', request, name('cluster'), [request.body]),
  'POST /kafka/v3/clusters/:cluster/acls:batch': (request, name) =>
    commandsFor('create', request, name('cluster'), listAt(request.body, 'data')),
  'DELETE /kafka/v3/clusters/:cluster/acls': (request, name) =>
    commandsFor('delete', request, name('cluster'), [request.query]),
}
