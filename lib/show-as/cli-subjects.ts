import { at, textAt, type ApiRequest, type Shown, type Words } from '@/lib/show-as/request'
import { commandLine, flag, type Flag } from '@/lib/show-as/shell'

const registry = '/api/console/schema-registries/:registry'
const words = (...rest: string[]): string[] => ['confluent', 'schema-registry', ...rest]
const inEnvironment = ({ registry: place }: ApiRequest): Flag | null =>
  flag('--environment', place?.environmentId)

const endings: Record<string, string> = { AVRO: 'avsc', JSON: 'json', PROTOBUF: 'proto' }
/** The CLI reads from files, which here-documents make. */
const file = (name: string, content: string): string => `cat > ${name} <<'END'\n${content}\nEND`

const register: Words = (request, name) => {
  const { body } = request
  const type = textAt(body, 'schemaType') ?? 'AVRO'
  const schema = `schema.${endings[type] ?? 'txt'}`
  const parts = [
    ['--references', 'references.json', at(body, 'references')],
    ['--metadata', 'metadata.json', at(body, 'metadata')],
    ['--ruleset', 'ruleset.json', at(body, 'ruleSet')],
  ] as const
  const given = parts.filter(([, , value]) => isGiven(value))
  return {
    text: [
      file(schema, textAt(body, 'schema') ?? ''),
      ...given.map(([, path, value]) => file(path, JSON.stringify(value, null, 2))),
      commandLine(words('schema', 'create'), [
        ['--subject', name('subject')],
        ['--schema', schema],
        ['--type', type.toLowerCase()],
        ...given.map(([option, path]): Flag => [option, path]),
        inEnvironment(request),
      ]),
    ].join('\n'),
  }
}

const isGiven = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : typeof value === 'object' && value !== null

const remove =
  (versionOf: (name: (key: string) => string) => string): Words =>
  (request, name) => ({
    text: commandLine(words('schema', 'delete'), [
      ['--subject', name('subject')],
      ['--version', versionOf(name)],
      request.query?.['permanent'] === 'true' ? ['--permanent'] : null,
      ['--force'],
      inEnvironment(request),
    ]),
  })

const noDelete: Words = () => ({ missing: 'The Confluent CLI sets a mode, it does not take one back.' })

const setConfig: Words = (request, name) => {
  const { body } = request
  if (at(body, 'normalize') !== undefined)
    return { missing: 'The Confluent CLI has no flag for normalization.' }
  return update(request, name('subject'), [
    flag('--compatibility', textAt(body, 'compatibility')?.toLowerCase()),
    flag('--compatibility-group', textAt(body, 'compatibilityGroup')),
  ])
}

const setMode: Words = (request, name) => {
  const mode = textAt(request.body, 'mode') ?? ''
  if (!['READWRITE', 'READONLY', 'IMPORT'].includes(mode) || request.query?.['force'] === 'true')
    return { missing: 'The Confluent CLI knows neither this mode nor a forced one.' }
  return update(request, name('subject'), [['--mode', mode.toLowerCase()]])
}

const update = (request: ApiRequest, subject: string, flags: (Flag | null)[]): Shown => ({
  text: commandLine(subject === '' ? words('cluster', 'update') : words('subject', 'update', subject), [
    ...flags,
    inEnvironment(request),
  ]),
})

export const subjectCommands: Readonly<Record<string, Words>> = {
  [`POST ${registry}/subjects/:subject/versions`]: register,
  [`DELETE ${registry}/subjects/:subject`]: remove(() => 'all'),
  [`DELETE ${registry}/subjects/:subject/versions/:version`]: remove((name) => name('version')),
  [`PUT ${registry}/config`]: setConfig,
  [`PUT ${registry}/config/:subject`]: setConfig,
  [`DELETE ${registry}/config/:subject`]: (request, name) => ({
    text: commandLine(words('configuration', 'delete'), [
      ['--subject', name('subject')],
      ['--force'],
      inEnvironment(request),
    ]),
  }),
  [`PUT ${registry}/mode`]: setMode,
  [`PUT ${registry}/mode/:subject`]: setMode,
  [`DELETE ${registry}/mode/:subject`]: noDelete,
}
