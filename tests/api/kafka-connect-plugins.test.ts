// What Kafka Connect's REST API says of plugins and of a configuration that it judges (facts observed on Kafka Connect 4.3.1).
import { describe, expect, test } from 'vitest'
import { connectForAll, connectsDatagen as config, type AskConnect } from '@/tests/support/connect-gateway'

const api = connectForAll()
const ask: AskConnect = (...request) => api.ask(...request)
const { 'connector.class': className } = config

const messageOf = ({ body }: { body: unknown }): string => (body as { message: string }).message

describe('Plugins', () => {
  test('are listed with their kinds; `connectorsOnly=false` adds converters, transforms and predicates', async () => {
    expect((await ask('GET', '/connector-plugins')).body).toContainEqual({
      class: className,
      type: 'source',
      version: '4.3.1',
    })
    const all = (await ask('GET', '/connector-plugins?connectorsOnly=false')).body as {
      class: string
      type: string
    }[]
    const kindOf = (name: string) => all.filter((plugin) => plugin.class === name).map(({ type }) => type)
    expect(kindOf('org.apache.kafka.connect.transforms.Cast$Value')).toEqual(['transformation'])
    expect(kindOf('org.apache.kafka.connect.transforms.predicates.RecordIsTombstone')).toEqual(['predicate'])
    expect(kindOf('org.apache.kafka.connect.json.JsonConverter')).toEqual(['converter', 'header_converter'])
  })

  test('say what is wrong with a configuration, Connect’s own properties first, passwords hidden', async () => {
    const { status, body } = await ask('PUT', '/connector-plugins/DatagenConnector/config/validate', {
      ...config,
      'kafka.topic': '',
      'tasks.max': 0,
      name: 'validated',
      unknown: 'x',
    })
    expect(status).toBe(200)
    const { name, error_count, groups, configs } = body as {
      name: string
      error_count: number
      groups: string[]
      configs: {
        definition: { name: string }
        value: { name: string; value: string | null; errors: string[] }
      }[]
    }
    expect([name, error_count]).toEqual([className, 2])
    expect(groups.slice(0, 4)).toEqual(['Common', 'Transforms', 'Predicates', 'Error Handling'])
    expect(configs.slice(0, 4).map(({ definition }) => definition.name)).toEqual([
      'name',
      'connector.class',
      'connector.plugin.version',
      'tasks.max',
    ])
    const valueOf = (wanted: string) => configs.find(({ value }) => value.name === wanted)?.value
    expect(valueOf('kafka.topic')?.errors).toEqual([
      'Missing required configuration "kafka.topic" which has no default value.',
    ])
    expect(valueOf('tasks.max')).toMatchObject({ value: '0', errors: [expect.any(String)] })
    expect(valueOf('unknown')).toBeUndefined()
  })

  test('have one version each: asked for by itself, by a range or as the latest, and no other', async () => {
    const versioned = (version: string) =>
      ask('GET', `/connector-plugins/DatagenConnector/config?version=${encodeURIComponent(version)}`)
    for (const version of ['4.3.1', '[4.0,)', '(,5]', 'latest'])
      expect((await versioned(version)).status, version).toBe(200)
    for (const version of ['4.3.0', '(4.3.1,)', '[1,2]', 'x']) {
      const answer = await versioned(version)
      expect(answer.status, version).toBe(400)
      expect(messageOf(answer)).toContain('available versions: [4.3.1]')
    }
  })

  test('answer for transforms by alias, ask both ways of naming topics, and show as null what cannot be read', async () => {
    const { body } = await ask('PUT', '/connector-plugins/FileStreamSinkConnector/config/validate', {
      'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
      name: 'validated',
      'tasks.max': 'many',
      file: 'out.txt',
      transforms: 'mask',
      'transforms.mask.type': 'org.apache.kafka.connect.transforms.MaskField$Value',
      predicates: 'p',
      'predicates.p.type': 'org.apache.kafka.connect.transforms.predicates.TopicNameMatches',
      'predicates.p.pattern': 'a.*',
    })
    const { groups, configs } = body as {
      groups: string[]
      configs: {
        definition: { name: string; group: string; order: number }
        value: { value: string | null; errors: string[] }
      }[]
    }
    expect(groups.slice(-2)).toEqual(['Transforms: mask', 'Predicates: p'])
    const found = (name: string) => configs.find(({ definition }) => definition.name === name)
    expect(found('transforms.mask.fields')).toMatchObject({
      definition: { group: 'Transforms: mask', required: true },
      value: { value: null, errors: [expect.stringContaining('transforms.mask.fields') as string] },
    })
    expect(found('predicates.p.pattern')?.value).toMatchObject({ value: 'a.*', errors: [] })
    expect(found('tasks.max')?.value.value).toBeNull()
    expect(found('topics')?.value.errors).toHaveLength(1)
    expect(found('topics.regex')?.value.errors).toEqual(found('topics')?.value.errors)
  })

  test('take the class of the path and no other', async () => {
    const other = await ask('PUT', '/connector-plugins/DatagenConnector/config/validate', {
      'connector.class': 'X',
    })
    expect([other.status, messageOf(other)]).toEqual([
      400,
      'Included connector type X does not match request type DatagenConnector',
    ])
  })
})
