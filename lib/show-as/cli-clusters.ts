import { at, listAt, textAt, type ApiRequest, type Shown, type Words } from '@/lib/show-as/request'
import { commandLine, flag, shellQuote, shellWord, type Flag } from '@/lib/show-as/shell'

const text = (...lines: string[]): Shown => ({ text: lines.join('\n') })
const topicCommand = (verb: string, topic: string): string[] => ['confluent', 'kafka', 'topic', verb, topic]

const onCluster = ({ environmentId }: ApiRequest, clusterId: string): (Flag | null)[] => [
  ['--cluster', clusterId],
  flag('--environment', environmentId),
]

type Config = { name: string; value: string }
const configsOf = (list: readonly unknown[]): Config[] =>
  list.map((row) => ({ name: textAt(row, 'name') ?? '', value: textAt(row, 'value') ?? '' }))

/** Settings as `--config`; through a file when a value has a comma, at which the CLI would cut it. */
function withConfigs(words: string[], configs: readonly Config[], flags: readonly (Flag | null)[]): Shown {
  const pairs = configs.map(({ name, value }) => `${name}=${value}`)
  if (!pairs.some((pair) => pair.includes(',')))
    return text(commandLine(words, [flag('--config', pairs.join(',') || undefined), ...flags]))
  const file = 'topic.properties'
  return text(
    `printf '%s\\n' ${pairs.map(shellQuote).join(' ')} > ${file}`,
    commandLine(words, [['--config', file], ...flags]),
  )
}

const alterConfigs: Words = (request, name) => {
  const rows = listAt(request.body, 'data')
  if (rows.some((row) => textAt(row, 'operation') === 'DELETE'))
    return {
      missing:
        'The Confluent CLI sets values of a topic, it does not take one back to its default. Use curl for that.',
    }
  return withConfigs(
    topicCommand('update', name('topic')),
    configsOf(rows),
    onCluster(request, name('cluster')),
  )
}

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
function aclCommands(verb: string, request: ApiRequest, clusterId: string, rows: readonly unknown[]): Shown {
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
  return text(
    ...[...groups.values()].map(({ flags, operations }) =>
      commandLine(
        ['confluent', 'kafka', 'acl', verb],
        [
          ...flags,
          ['--operations', operations.join(',')],
          ...onCluster(request, clusterId),
          verb === 'delete' ? ['--force'] : null,
        ],
      ),
    ),
  )
}

const produce: Words = (request, name) => {
  const { body } = request
  const value = textAt(body, 'value')
  const isBinary = textAt(body, 'keyEncoding') === 'base64' || textAt(body, 'valueEncoding') === 'base64'
  if (value === undefined || isBinary || at(body, 'partition') !== undefined)
    return {
      missing: 'The Confluent CLI produces text with a key, not bytes, tombstones or to a chosen partition.',
    }
  const key = textAt(body, 'key')
  const headers = listAt(body, 'headers').map((row) => `${textAt(row, 'key')}:${textAt(row, 'value') ?? ''}`)
  // A record is one line, so a value of several lines is told as the one line of JSON that it is, if it is.
  const line = oneLine(value)
  if (line === null) return { missing: 'The Confluent CLI ends a record at the line’s end.' }
  const command = commandLine(topicCommand('produce', name('topic')), [
    ...(key === undefined ? [] : ([['--parse-key'], ['--delimiter', '|']] as const)),
    flag('--headers', headers.length > 0 ? headers.join(',') : undefined),
    ...onCluster(request, name('cluster')),
  ])
  return text(`printf '%s\\n' ${shellWord(key === undefined ? line : `${key}|${line}`)} | ${command}`)
}

function oneLine(value: string): string | null {
  if (!value.includes('\n')) return value
  try {
    return JSON.stringify(JSON.parse(value))
  } catch {
    return null
  }
}

const createCluster: Words = ({ body }) => {
  if (at(body, 'spec', 'external') !== undefined)
    return { missing: 'Confluent has no clusters of your own, so its CLI has no command for attaching one.' }
  return text(
    commandLine(
      ['confluent', 'kafka', 'cluster', 'create', textAt(body, 'spec', 'display_name') ?? ''],
      [
        ['--cloud', (textAt(body, 'spec', 'cloud') ?? 'LOCAL').toLowerCase()],
        ['--region', textAt(body, 'spec', 'region') ?? 'this-machine'],
        flag('--availability', textAt(body, 'spec', 'availability')?.toLowerCase().replaceAll('_', '-')),
        ['--type', (textAt(body, 'spec', 'config', 'kind') ?? 'Basic').toLowerCase()],
        flag('--cku', textAt(body, 'spec', 'config', 'cku')),
        textAt(body, 'spec', 'deletion_protection') === 'true' ? ['--deletion-protection'] : null,
        flag('--environment', textAt(body, 'spec', 'environment', 'id')),
      ],
    ),
  )
}

const updateCluster: Words = ({ body }, name) => {
  const spec = at(body, 'spec')
  const known = new Set(['display_name', 'config', 'environment'])
  if (Object.keys(typeof spec === 'object' && spec !== null ? spec : {}).some((field) => !known.has(field)))
    return { missing: 'The Confluent CLI has no words for this setting of a cluster.' }
  return text(
    commandLine(
      ['confluent', 'kafka', 'cluster', 'update', name('id')],
      [
        flag('--name', textAt(spec, 'display_name')),
        flag('--type', textAt(spec, 'config', 'kind')?.toLowerCase()),
        flag('--cku', textAt(spec, 'config', 'cku')),
        flag('--environment', textAt(spec, 'environment', 'id')),
      ],
    ),
  )
}

export const clusterCommands: Readonly<Record<string, Words>> = {
  'POST /cmk/v2/clusters': createCluster,
  'PATCH /cmk/v2/clusters/:id': updateCluster,
  'DELETE /cmk/v2/clusters/:id': ({ query }, name) =>
    text(
      commandLine(
        ['confluent', 'kafka', 'cluster', 'delete', name('id')],
        [['--force'], flag('--environment', query?.environment)],
      ),
    ),
  'POST /kafka/v3/clusters/:cluster/topics': (request, name) =>
    withConfigs(
      topicCommand('create', textAt(request.body, 'topic_name') ?? ''),
      configsOf(listAt(request.body, 'configs')),
      [
        flag('--partitions', textAt(request.body, 'partitions_count')),
        ...onCluster(request, name('cluster')),
      ],
    ),
  'PATCH /kafka/v3/clusters/:cluster/topics/:topic': (request, name) =>
    text(
      commandLine(topicCommand('update', name('topic')), [
        ['--config', `num.partitions=${textAt(request.body, 'partitions_count') ?? ''}`],
        ...onCluster(request, name('cluster')),
      ]),
    ),
  'POST /kafka/v3/clusters/:cluster/topics/:topic/configs:alter': alterConfigs,
  'DELETE /kafka/v3/clusters/:cluster/topics/:topic': (request, name) =>
    text(
      commandLine(topicCommand('delete', name('topic')), [
        ['--force'],
        ...onCluster(request, name('cluster')),
      ]),
    ),
  'POST /kafka/v3/clusters/:cluster/acls': (request, name) =>
    aclCommands('create', request, name('cluster'), [request.body]),
  'POST /kafka/v3/clusters/:cluster/acls:batch': (request, name) =>
    aclCommands('create', request, name('cluster'), listAt(request.body, 'data')),
  'DELETE /kafka/v3/clusters/:cluster/acls': (request, name) =>
    aclCommands('delete', request, name('cluster'), [request.query]),
  'POST /api/console/clusters/:cluster/topics/:topic/messages': produce,
}
