import {
  at,
  fillVariables,
  textAt,
  withoutSecrets,
  type ApiRequest,
  type Shown,
  type Words,
} from '@/lib/show-as/request'
import { commandLine, shellQuote, shellWord, type Flag } from '@/lib/show-as/shell'

type Place = { environment: string; cluster: string }
const connectors = '/connect/v1/environments/:environment/clusters/:cluster/connectors'
const onCluster = ({ environment, cluster }: Place): Flag[] => [
  ['--cluster', cluster],
  ['--environment', environment],
]
const placeOf = (name: (key: string) => string): Place => ({
  environment: name('environment'),
  cluster: name('cluster'),
})

/** The CLI reads the configuration from a file, which a here-document makes. Secrets are filled in by the shell. */
function configFile(request: ApiRequest, config: unknown): string {
  const json = JSON.stringify(config, null, 2)
  if (!request.secrets?.length) return `cat > connector.json <<'END'\n${json}\nEND`
  // The shell reads this one, so what it would take for its own is escaped.
  const escaped = json.replaceAll(/[\\$`]/g, (sign) => `\\${sign}`)
  return `cat > connector.json <<END\n${fillVariables(escaped, (name) => `$${name}`)}\nEND`
}

/** The command wants the id (lcc-…), the request has the name. */
const idOf = (connectorName: string, place: Place): string => {
  const list = commandLine(['confluent', 'connect', 'cluster', 'list', '-o', 'json'], onCluster(place))
  const filter = shellQuote(`.[] | select(.name == ${JSON.stringify(connectorName)}) | .id`)
  return `id=$(${list} | jq -r ${filter})`
}

const byId =
  (verb: string, ...flags: Flag[]): Words =>
  (_, name) => {
    const place = placeOf(name)
    const command = commandLine(['confluent', 'connect', 'cluster', verb], [...flags, ...onCluster(place)])
    return {
      text: [
        idOf(name('connector'), place),
        command.replace(`cluster ${verb}`, `cluster ${verb} "$id"`),
      ].join('\n'),
    }
  }

const alterOffsets: Words = (request, name) => {
  const place = placeOf(name)
  const isReset = textAt(request.body, 'type') === 'DELETE'
  const flags = commandLine(
    [],
    [...(isReset ? [] : ([['--config-file', 'offsets.json']] as const)), ...onCluster(place)],
  ).trim()
  const file = JSON.stringify({ offsets: at(request.body, 'offsets') }, null, 2)
  return {
    text: [
      ...(isReset ? [] : [`cat > offsets.json <<'END'\n${file}\nEND`]),
      idOf(name('connector'), place),
      `confluent connect offset ${isReset ? 'delete' : 'update'} "$id" ${flags}`,
    ].join('\n'),
  }
}

const create: Words = (request, name) => {
  const { config } = withoutSecrets(request) as { config?: unknown }
  return {
    text: [
      configFile(request, { name: textAt(request.body, 'name'), config }),
      commandLine(
        ['confluent', 'connect', 'cluster', 'create'],
        [['--config-file', 'connector.json'], ...onCluster(placeOf(name))],
      ),
    ].join('\n'),
  }
}

const update: Words = (request, name) => {
  const place = placeOf(name)
  const flags = commandLine([], [['--config-file', 'connector.json'], ...onCluster(place)]).trim()
  return {
    text: [
      configFile(request, withoutSecrets(request)),
      idOf(name('connector'), place),
      `confluent connect cluster update "$id" ${flags}`,
    ].join('\n'),
  }
}

/** What the short launch does on the server, as the three commands that make the same. */
const launch: Words = (request, name): Shown => {
  const { body, environmentId } = request
  const cluster = name('cluster')
  const topic = textAt(body, 'topic') ?? ''
  const own = at(body, 'config')
  const config = {
    'connector.class': textAt(body, 'connector_class') ?? '',
    'kafka.topic': topic,
    'kafka.auth.mode': 'KAFKA_API_KEY',
    'kafka.api.key': '$KAFKA_API_KEY',
    'kafka.api.secret': '$KAFKA_API_SECRET',
    ...(typeof own === 'object' ? own : {}),
  }
  const place: Flag[] = [
    ['--cluster', cluster],
    ...(environmentId === undefined ? [] : ([['--environment', environmentId]] as const)),
  ]
  return {
    text: [
      commandLine(['confluent', 'kafka', 'topic', 'create', topic], [['--if-not-exists'], ...place]),
      commandLine(['confluent', 'api-key', 'create', '--resource', cluster]),
      '# Put the key and the secret that it prints into KAFKA_API_KEY and KAFKA_API_SECRET.',
      `cat > connector.json <<END\n${JSON.stringify({ name: `${shellWord(config['connector.class'])}Connector_0`, config }, null, 2)}\nEND`,
      commandLine(
        ['confluent', 'connect', 'cluster', 'create'],
        [['--config-file', 'connector.json'], ...place],
      ),
    ].join('\n'),
  }
}

export const connectorCommands: Readonly<Record<string, Words>> = {
  [`POST ${connectors}`]: create,
  [`PUT ${connectors}/:connector/config`]: update,
  [`PUT ${connectors}/:connector/pause`]: byId('pause'),
  [`PUT ${connectors}/:connector/resume`]: byId('resume'),
  [`POST ${connectors}/:connector/offsets/request`]: alterOffsets,
  [`DELETE ${connectors}/:connector`]: byId('delete', ['--force']),
  'POST /api/console/clusters/:cluster/launch-connector': launch,
}
