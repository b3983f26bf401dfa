import { describe, expect, it } from 'vitest'
import { datagenSpec } from '@/lib/connectors/catalog/datagen'
import { effectiveConfig, keepSecrets, SECRET_MASK } from '@/lib/connectors/config/read-config'
import { validateConnectorConfig } from '@/lib/connectors/validation/validate-config'
import { validationErrors, type ValidationContext } from '@/lib/connectors/validation/validation-shape'

const good: Record<string, unknown> = {
  'connector.class': 'DatagenSource',
  name: 'orders-source',
  'kafka.auth.mode': 'KAFKA_API_KEY',
  'kafka.api.key': 'ABCDEFGHIJKLMNOP',
  'kafka.api.secret': 's3cret',
  'kafka.topic': 'orders',
  'output.data.format': 'JSON',
  quickstart: 'ORDERS',
  'max.interval': 100,
  'tasks.max': 1,
}
const errorsOf = (change: Record<string, unknown>, context: Partial<ValidationContext> = {}) =>
  validationErrors(
    validateConnectorConfig(datagenSpec, { ...good, ...change }, { mode: 'create', ...context }),
  )
const without = (name: string): Record<string, unknown> => ({ [name]: undefined })
const messageOf = (
  name: string,
  change: Record<string, unknown>,
  context?: Partial<ValidationContext>,
): string => errorsOf(change, context).find((error) => error.path === name)?.message ?? ''

describe('validateConnectorConfig', () => {
  it('accepts a complete configuration; texts, numbers and booleans alike', () => {
    expect(errorsOf({})).toEqual([])
    expect(
      errorsOf({ 'max.interval': '100', 'tasks.max': '2', 'auto.restart.on.user.error': false }),
    ).toEqual([])
  })

  it('answers in the shape of connect/v1', () => {
    const answer = validateConnectorConfig(
      datagenSpec,
      { ...good, ...without('kafka.topic') },
      { mode: 'validate', topics: ['a', 'b'] },
    )
    expect(answer.name).toBe('DatagenSource')
    expect(answer.error_count).toBe(1)
    expect(answer.groups).toContain('Kafka Cluster credentials')
    const topic = answer.configs.find((config) => config.value.name === 'kafka.topic')
    expect(topic?.definition).toMatchObject({
      name: 'kafka.topic',
      type: 'STRING',
      required: true,
      importance: 'HIGH',
      default_value: '',
      width: 'NONE',
      display_name: 'Topic name',
      alias: '',
    })
    expect(topic?.value).toEqual({
      name: 'kafka.topic',
      value: null,
      recommended_values: ['a', 'b'],
      errors: ['Topic name is required.'],
      visible: true,
    })
    const format = answer.configs.find((config) => config.value.name === 'output.data.format')
    expect(format?.definition.alias).toBe('data.format')
    expect(format?.value.recommended_values).toEqual(['AVRO', 'JSON', 'JSON_SR', 'PROTOBUF'])
  })

  it('never answers with a secret', () => {
    const answer = JSON.stringify(validateConnectorConfig(datagenSpec, good, { mode: 'create' }))
    expect(answer).not.toContain('s3cret')
    expect(answer).toContain(SECRET_MASK)
  })

  it.each([
    ['name', without('name'), 'required'],
    ['kafka.api.key', without('kafka.api.key'), 'required'],
    ['kafka.api.secret', { 'kafka.api.secret': '' }, 'required'],
    ['kafka.topic', { 'kafka.topic': 'no/slash' }, ''],
    ['output.data.format', { 'output.data.format': 'XML' }, 'Choose one of AVRO, JSON, JSON_SR, PROTOBUF'],
    ['output.key.format', { 'output.key.format': 'BYTES' }, 'Choose one of STRING, AVRO'],
    ['schema.context.name', { 'schema.context.name': 'a/b' }, 'letters, digits'],
    ['kafka.auth.mode', { 'kafka.auth.mode': 'NONE' }, 'Choose one of KAFKA_API_KEY, SERVICE_ACCOUNT'],
    ['quickstart', { quickstart: 'ODERS' }, 'Did you mean ORDERS?'],
    ['quickstart', without('quickstart'), 'Select a schema'],
    ['max.interval', { 'max.interval': 'fast' }, 'whole number'],
    ['max.interval', { 'max.interval': -1 }, 'at least 0'],
    ['tasks.max', { 'tasks.max': 0 }, 'at least 1'],
    ['tasks.max', { 'tasks.max': 1.5 }, 'whole number'],
    ['auto.restart.on.user.error', { 'auto.restart.on.user.error': 'yes' }, 'true or false'],
    ['schema.string', { quickstart: '', 'schema.string': '{"type":"record"' }, 'not valid JSON'],
    ['schema.string', { 'schema.string': '{}' }, 'only one of'],
    [
      'schema.keyfield',
      { 'schema.keyfield': 'order_id' },
      'Orders has no field order_id. Did you mean orderid?',
    ],
    ['schema.keyfield', { 'schema.keyfield': 'address' }, 'cannot be the key'],
    ['name', { name: 'a/b' }, 'no slash'],
    ['max.interval', { 'max.interval': { a: 1 } }, 'must be a text'],
  ])('says at %s what is wrong with %j', (name, change, text) => {
    expect(messageOf(name, change)).toContain(text)
    expect(messageOf(name, change)).not.toBe('')
  })

  it.each([
    ['AVRO', 'STRING', 'default'],
    ['JSON_SR', 'JSON', '.orders'],
    ['PROTOBUF', 'AVRO', 'orders'],
    ['JSON', 'PROTOBUF', ':.orders:'],
  ])('takes values in %s with keys in %s, in the context %s', (value, key, context) => {
    const formats = { 'output.data.format': value, 'output.key.format': key, 'schema.context.name': context }
    expect(errorsOf(formats)).toEqual([])
  })

  it('warns of an unknown property and does not count it as an error', () => {
    const answer = validateConnectorConfig(datagenSpec, { ...good, 'max.intervall': 5 }, { mode: 'create' })
    expect(answer.error_count).toBe(0)
    expect(answer.warnings).toEqual([
      { name: 'max.intervall', message: expect.stringContaining('Did you mean max.interval?') as string },
    ])
  })

  it('takes the mask of a secret for no secret on create, on update only where there is one', () => {
    const masked = { 'kafka.api.secret': SECRET_MASK }
    expect(messageOf('kafka.api.secret', masked)).toContain('mask')
    expect(errorsOf(masked, { mode: 'validate' })).toEqual([])
    const current = {
      'kafka.api.key': 'K',
      'kafka.api.secret': 'old',
      name: 'orders-source',
      'kafka.topic': 'orders',
    }
    expect(errorsOf(masked, { mode: 'update', current })).toEqual([])
    expect(errorsOf(without('kafka.api.secret'), { mode: 'update', current })).toEqual([])
    expect(messageOf('kafka.api.secret', masked, { mode: 'update', current: {} })).toContain('mask')
    expect(
      keepSecrets(datagenSpec, { 'kafka.api.secret': SECRET_MASK, 'kafka.topic': 'x' }, current)[
        'kafka.api.secret'
      ],
    ).toBe('old')
  })

  it('refuses to change on update what is fixed at launch', () => {
    const current = {
      'kafka.topic': 'orders',
      name: 'orders-source',
      'kafka.api.key': 'K',
      'kafka.api.secret': 'S',
    }
    expect(messageOf('kafka.topic', { 'kafka.topic': 'other' }, { mode: 'update', current })).toContain(
      'cannot be changed',
    )
    expect(errorsOf({ 'max.interval': 5 }, { mode: 'update', current })).toEqual([])
  })

  it('refuses a name that is taken', () => {
    expect(messageOf('name', {}, { takenNames: ['orders-source'] })).toContain('already exists')
  })

  it('understands the self-managed dialect', () => {
    const selfManaged = {
      'connector.class': 'io.confluent.kafka.connect.datagen.DatagenConnector',
      name: 'local',
      'kafka.topic': 'orders',
      quickstart: 'orders',
      iterations: 10,
      'tasks.max': 1,
    }
    expect(validationErrors(validateConnectorConfig(datagenSpec, selfManaged, { mode: 'validate' }))).toEqual(
      [],
    )
    const config = effectiveConfig(datagenSpec, { ...selfManaged, iterations: '10', 'tasks.max': '1' })
    expect(config).toMatchObject({ iterations: '10', 'max.interval': '500', 'kafka.topic': 'orders' })
    expect(
      validateConnectorConfig(datagenSpec, { ...good, iterations: 5 }, { mode: 'create' }).warnings,
    ).toHaveLength(1)
  })

  it('knows a template under both of its names, the managed one everywhere', () => {
    const errors = (quickstart: string, className: string) =>
      validateConnectorConfig(
        datagenSpec,
        { 'connector.class': className, quickstart },
        { mode: 'validate' },
      ).configs.find(({ value }) => value.name === 'quickstart')?.value.errors
    const own = 'io.confluent.kafka.connect.datagen.DatagenConnector'
    expect([
      errors('users_', own),
      errors('USERS_ARRAY', own),
      errors('USERS_ARRAY', 'DatagenSource'),
    ]).toEqual([[], [], []])
    expect(errors('USERS_', 'DatagenSource')).toHaveLength(1)
  })

  it('fills in defaults for the runtime and reads old spellings', () => {
    const config = effectiveConfig(datagenSpec, {
      'connector.class': 'DatagenSource',
      'data.format': 'JSON',
      'kafka.topic': 't',
    })
    expect(config).toMatchObject({
      'output.data.format': 'JSON',
      'max.interval': '1000',
      'tasks.max': '1',
      'json.output.decimal.format': 'BASE64',
    })
  })
})
