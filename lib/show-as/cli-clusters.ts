import { at, textAt, type Shown, type Words } from '@/lib/show-as/request'
import { commandLine, flag } from '@/lib/show-as/shell'

const text = (line: string): Shown => ({ text: line })

const createCluster: Words = ({ body }) => {
  if (at(body, 'spec', 'external') !== undefined)
    return { missing: 'Confluent has no clusters of your own, so its CLI has no command for attaching one.' }
  if (at(body, 'spec', 'listeners') !== undefined)
    return { missing: 'The Confluent CLI has no words for the listeners of a cluster.' }
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
}
