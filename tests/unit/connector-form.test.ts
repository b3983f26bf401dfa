import { describe, expect, test } from 'vitest'
import {
  problemsOf,
  readableRefusal,
} from '@/app/(console)/environments/[envId]/clusters/[clusterId]/connectors/_components/field-problems'
import {
  choicePath,
  configOf,
  formValuesOf,
  secretPaths,
  shortLabel,
  toPath,
} from '@/app/(console)/environments/[envId]/clusters/[clusterId]/connectors/_components/form-values'
import { datagenSpec as spec } from '@/lib/connectors/catalog/datagen'
import { previewConnector } from '@/lib/connectors/preview'
import { ApiError } from '@/lib/queries/api'

const filled = {
  ...formValuesOf(spec, { name: 'first' }),
  [toPath('kafka.topic')]: 'orders',
  [toPath('kafka.api.key')]: 'ABCDEFGHIJKLMNOP',
  [toPath('kafka.api.secret')]: 'secret',
  quickstart: 'ORDERS',
}

describe('the form of a connector', () => {
  test('what is sent is Confluent’s JSON in its order, without what nobody said', () => {
    expect(Object.entries(configOf(spec, filled))).toEqual([
      ['connector.class', 'DatagenSource'],
      ['name', 'first'],
      ['kafka.auth.mode', 'KAFKA_API_KEY'],
      ['kafka.api.key', 'ABCDEFGHIJKLMNOP'],
      ['kafka.api.secret', 'secret'],
      ['kafka.topic', 'orders'],
      ['schema.context.name', 'default'],
      ['output.data.format', 'JSON'],
      ['json.output.decimal.format', 'BASE64'],
      ['quickstart', 'ORDERS'],
      ['max.interval', '1000'],
      ['tasks.max', '1'],
    ])
    expect(configOf(spec, { ...filled, [toPath('auto.restart.on.user.error')]: 'false' })).toHaveProperty(
      ['auto.restart.on.user.error'],
      'false',
    )
  })

  test('of a choice only the chosen field is sent, and going back loses nothing', () => {
    const own = { ...filled, [toPath('schema.string')]: '{}', [choicePath('schema')]: 'schema.string' }
    expect(configOf(spec, own)).not.toHaveProperty('quickstart')
    expect(configOf(spec, own)).toHaveProperty(['schema.string'], '{}')
    const back = { ...own, [choicePath('schema')]: 'quickstart' }
    expect(configOf(spec, back)).toMatchObject({ quickstart: 'ORDERS' })
  })

  test('a running connector’s configuration opens as it is', () => {
    const config = configOf(spec, filled)
    expect(configOf(spec, formValuesOf(spec, config))).toEqual(config)
  })

  test('problems are those of the step alone', () => {
    const empty = formValuesOf(spec, { name: 'first' })
    expect(problemsOf(spec, empty, ['topics'], { mode: 'create' }).map(({ path }) => path)).toEqual([
      'kafka__topic',
    ])
    expect(problemsOf(spec, empty, ['configuration'], { mode: 'create' })).toHaveLength(1)
    expect(problemsOf(spec, filled, ['configuration', 'sizing', 'review'], { mode: 'create' })).toEqual([])
  })

  test('an empty choice is marked at the alternative that is open', () => {
    const empty = formValuesOf(spec, { name: 'first' })
    const at = (chosen: string) =>
      problemsOf(spec, { ...empty, [choicePath('schema')]: chosen }, ['configuration'], { mode: 'create' })
    expect(at('quickstart')).toEqual([{ path: 'quickstart', message: 'Select a template.' }])
    expect(at('schema.string')).toMatchObject([{ path: 'schema__string' }])
  })

  test('a refusal names fields of other steps in words', () => {
    const refusal = new ApiError(400, 'bad', [
      { path: 'kafka.topic', message: 'It is gone.' },
      { path: 'name', message: 'It is taken.' },
    ])
    expect(readableRefusal(spec, refusal, ['review'])).toMatchObject({
      fields: [
        { path: 'name', message: 'It is taken.' },
        { path: '', message: 'Topic name: It is gone.' },
      ],
    })
  })

  test('secrets never go into a draft, labels read well in lists', () => {
    expect(secretPaths(spec)).toEqual(['kafka__api__key', 'kafka__api__secret'])
    expect(shortLabel({ label: 'Select a template' })).toBe('Template')
  })
})

describe('the preview of a connector', () => {
  test('shows records and the rate that the interval gives', async () => {
    const preview = await previewConnector(
      spec,
      configOf(spec, { ...filled, [toPath('max.interval')]: '100' }),
      3,
    )
    expect(preview).toMatchObject({ recordsPerSecond: 20, rateField: 'max.interval' })
    const records = preview && 'records' in preview ? preview.records : []
    expect(records.map(({ key }) => key)).toEqual(['0', '1', '2'])
    expect(JSON.parse(records[0]?.value ?? '')).toHaveProperty('orderunits')
  })

  test.each([
    ['AVRO', 'json', '"connect.name": "ksql.orders"'],
    ['JSON_SR', 'json', '"title": "ksql.orders"'],
    ['PROTOBUF', 'protobuf', 'message orders {'],
  ])('of %s shows the schema that is registered', async (format, language, text) => {
    const values = { ...filled, [toPath('output.data.format')]: format }
    expect(await previewConnector(spec, configOf(spec, values), 1)).toMatchObject({
      schema: { language, text: expect.stringContaining(text) as string },
    })
    expect(await previewConnector(spec, configOf(spec, filled), 1)).toMatchObject({ schema: null })
  })

  test('says at once what a format cannot hold', async () => {
    const lists = { type: 'array', items: { type: 'array', items: 'int' } }
    const schema = JSON.stringify({ type: 'record', name: 'r', fields: [{ name: 'rows', type: lists }] })
    const config = { 'schema.string': schema, 'output.data.format': 'PROTOBUF' }
    expect(await previewConnector(spec, config, 1)).toMatchObject({
      problem: expect.stringContaining('Protobuf cannot hold') as string,
    })
  })

  test('says why there is none, and nothing while there is too little', async () => {
    expect(await previewConnector(spec, { 'schema.string': '{"type":"record"}' }, 1)).toHaveProperty(
      'problem',
    )
    expect(await previewConnector(spec, {}, 1)).toBeNull()
  })
})
